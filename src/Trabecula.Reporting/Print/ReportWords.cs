using Trabecula.Domain;

namespace Trabecula.Reporting;

/// <summary>All words of a printed report in one language.</summary>
internal sealed record ReportWords
{
    public required string Title { get; init; }

    public required string ResearchUse { get; init; }

    public required string Name { get; init; }

    public required string PatientId { get; init; }

    public required string BirthDate { get; init; }

    public required string SexAndAge { get; init; }

    public required string RadiographDate { get; init; }

    public required string Accession { get; init; }

    public required string ReportDate { get; init; }

    public required string Film { get; init; }

    public required string Unknown { get; init; }

    public required string Female { get; init; }

    public required string Male { get; init; }

    /// <summary>Takes the age, for instance <c>{0} years</c>.</summary>
    public required string Years { get; init; }

    /// <summary>Takes the criteria.</summary>
    public required string CategoryHeading { get; init; }

    /// <summary>Takes the site.</summary>
    public required string DecidedBy { get; init; }

    public required string NoCategory { get; init; }

    public required string RangeNormal { get; init; }

    public required string RangeOsteopenia { get; init; }

    public required string RangeOsteoporosis { get; init; }

    public required string Normal { get; init; }

    public required string Osteopenia { get; init; }

    public required string Osteoporosis { get; init; }

    public required string Probability { get; init; }

    public required string Refused { get; init; }

    public required string RefusedMeans { get; init; }

    /// <summary>Region, density, interval, T, Z, % YAM, category.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    public required string Vertebrae { get; init; }

    public required string LeftOut { get; init; }

    /// <summary>Takes the levels that remain.</summary>
    public required string Of { get; init; }

    public required string Noticed { get; init; }

    public required string NothingNoticed { get; init; }

    /// <summary>Takes how many there are more.</summary>
    public required string More { get; init; }

    public required string Next { get; init; }

    public required string NextRefused { get; init; }

    public required string NextLow { get; init; }

    public required string NextNormal { get; init; }

    public required string NextNone { get; init; }

    public required string NextLimits { get; init; }

    public required string ChartAge { get; init; }

    public required string ChartLegend { get; init; }

    public required string NoChart { get; init; }

    /// <summary>Takes the model and its version, and what it was trained on.</summary>
    public required string Model { get; init; }

    public required string Reference { get; init; }

    public required string Gates { get; init; }

    public required string Source { get; init; }

    public required Func<string, string> Warning { get; init; }

    public required Func<QualityFinding, string> Finding { get; init; }

    public required Func<string, string> Note { get; init; }

    public required Func<SkeletalSite, string> Site { get; init; }

    public required Func<string, string> Criteria { get; init; }

    /// <summary>The words of a language.</summary>
    /// <param name="language">The language.</param>
    public static ReportWords In(ReportLanguage language) => language == ReportLanguage.Japanese ? JapaneseWords.All : EnglishWords.All;

    public string Range(DiagnosticCategory category) => category switch
    {
        DiagnosticCategory.Normal => RangeNormal,
        DiagnosticCategory.Osteopenia => RangeOsteopenia,
        _ => RangeOsteoporosis,
    };

    public string Category(DiagnosticCategory category) => category switch
    {
        DiagnosticCategory.Normal => Normal,
        DiagnosticCategory.Osteopenia => Osteopenia,
        _ => Osteoporosis,
    };

    public string NextFor(FilmResult result) => result switch
    {
        { IsRejected: true } => NextRefused,
        { Diagnosis.Category: DiagnosticCategory.Osteoporosis or DiagnosticCategory.Osteopenia } => NextLow,
        { Diagnosis.Category: DiagnosticCategory.Normal } => NextNormal,
        _ => NextNone,
    };
}
