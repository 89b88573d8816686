namespace Trabecula.Domain;

/// <summary>A film or a DXA result that is not in the cohort.</summary>
/// <param name="Kind"><c>film</c> or <c>dxa</c>.</param>
/// <param name="Source">Which one: a file, or a table and its line.</param>
/// <param name="PatientId">Whose, or an empty text where that is not known.</param>
/// <param name="Reason">A code of docs/reference/reasons.md.</param>
/// <param name="Detail">A sentence with what else is worth knowing, or an empty text.</param>
public sealed record LeftOut(string Kind, string Source, string PatientId, string Reason, string Detail = "")
{
    /// <summary>A film.</summary>
    public const string Film = "film";

    /// <summary>A DXA result.</summary>
    public const string Dxa = "dxa";
}
