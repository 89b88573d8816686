using Trabecula.Dicom;
using Trabecula.Domain;

namespace Trabecula.Reporting;

/// <summary>Which of the objects that a result becomes.</summary>
internal enum ResultPart
{
    /// <summary>The structured report.</summary>
    Report,

    /// <summary>The film with what was found on it.</summary>
    Overlay,

    /// <summary>The printed report.</summary>
    Document,
}

/// <summary>Makes UIDs that follow from the film and from what it was judged by: the same film delivered twice gives the same ones.</summary>
/// <param name="root">The root of UIDs.</param>
/// <param name="film">The film.</param>
/// <param name="result">The result.</param>
/// <param name="form">What else makes the printed report another one: its language and paper.</param>
internal sealed class ResultIdentity(string root, FilmReference film, FilmResult result, string form)
{
    private readonly string _name = $"{film.SopInstanceUid}|{Judged(result)}";

    /// <summary>
    /// All that could make a result of the same film another one: then it is another object, and two objects never share an identifier.
    /// </summary>
    /// <param name="result">The result.</param>
    public static string Judged(FilmResult result) => string.Join(
        '|',
        ResultObject.ProgramVersion,
        result.Model,
        result.Subject,
        result.Gates,
        result.Diagnosis?.Criteria,
        string.Join(';', result.Sites.Select(site => site.Reference).Distinct()))
        + (result.Correction is { } correction ? FormattableString.Invariant($"|correction {correction}") : "");

    public string InstanceUid(ResultPart part) => Derive($"instance|{part}|{_name}{(part == ResultPart.Document ? $"|{form}" : string.Empty)}");

    public string SeriesUid(ResultPart part) => Derive($"series|{part}|{_name}{(part == ResultPart.Document ? $"|{form}" : string.Empty)}");

    /// <summary>The device: this version of the program with this model, wherever it runs.</summary>
    public string DeviceUid => Derive($"device|{ResultObject.ProgramVersion}|{result.Model}");

    /// <summary>What is measured, the same whichever version measures it.</summary>
    /// <param name="what">A vertebra or a region.</param>
    public string TrackingUid(string what) => Derive($"tracking|{film.SopInstanceUid}|{what}");

    private string Derive(string name) => DicomUid.Derive(root, $"trabecula/{name}");
}
