using Trabecula.Dicom;
using Trabecula.Domain;
using Trabecula.Reporting;

namespace Trabecula.Estimation;

/// <summary>Makes the forms that a clinic takes of each film's result.</summary>
/// <param name="engine">Tells whose scale densities are on.</param>
/// <param name="population">What densities are compared with.</param>
/// <param name="options">Which forms.</param>
public sealed class FormMaking(EstimationEngine engine, ReferencePopulation population, ClinicalFormOptions options)
{
    /// <summary>Makes the forms of one result.</summary>
    /// <param name="result">The result.</param>
    /// <param name="picture">The film, or null where it could not be read.</param>
    /// <param name="film">The film's own attributes (<see cref="AttributesOf"/>), or null where it is no DICOM object.</param>
    /// <returns>The forms; what cannot be made is told among their refusals.</returns>
    public async Task<ClinicalForms> MakeAsync(FilmResult result, FilmPicture? picture, DicomDataset? film)
    {
        // A film that reached no model needs none for its report; a model that cannot be loaded has been said by then.
        var reference = result.Model is null ? null : new ReferenceScale(population, (await engine.Model).Scale);
        return ClinicalForms.Make(result, picture, film, reference, DateTimeOffset.Now, options);
    }

    /// <summary>A film's own attributes, read again: results carry patient and study, which an estimate does not need.</summary>
    /// <param name="file">The film.</param>
    /// <returns>The attributes, or null where the file is no DICOM object, or one too damaged to tell whose it is.</returns>
    public static DicomDataset? AttributesOf(string file)
    {
        try
        {
            // A pipe has no length and cannot be read twice.
            if (new FileInfo(file) is not { Exists: true, Length: > 0 })
                return null;
            return DicomFile.Open(file).Dataset;
        }
        catch (DicomException)
        {
            // No DICOM object, or one too damaged to tell whose it is: the forms say so.
            return null;
        }
    }
}
