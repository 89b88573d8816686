using System.Text.Json;
using System.Text.Json.Serialization;
using Trabecula.Domain;
using Trabecula.Reporting;

namespace Trabecula.Server;

/// <summary>A result as the page reads it: the same JSON that programs get.</summary>
/// <param name="Status"><c>estimated</c> or <c>rejected</c>.</param>
/// <param name="Model">The model, or null.</param>
/// <param name="Subject">Who is on the film.</param>
/// <param name="Vertebrae">What was found.</param>
/// <param name="Sites">Densities.</param>
/// <param name="Diagnosis">The category, or null.</param>
/// <param name="Quality">Findings.</param>
/// <param name="Warnings">Sentences that go with every result.</param>
public sealed record ResultDocument(
    string Status,
    ResultModel? Model,
    ResultSubject Subject,
    IReadOnlyList<ResultVertebra> Vertebrae,
    IReadOnlyList<ResultSite> Sites,
    ResultDiagnosis? Diagnosis,
    ResultQuality Quality,
    IReadOnlyList<string> Warnings)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter<DiagnosticCategory>(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>Whether the film was refused.</summary>
    [JsonIgnore]
    public bool IsRejected => Status == "rejected";

    /// <summary>The site that the category rests on, or the first regional one.</summary>
    [JsonIgnore]
    public ResultSite? Chief => Sites.FirstOrDefault(site => site.Site == Diagnosis?.DecidedBy) ?? (Sites.Count > 0 ? Sites[0] : null);

    /// <summary>Reads one.</summary>
    /// <param name="json">What <see cref="ResultJson"/> wrote.</param>
    public static ResultDocument Parse(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<ResultDocument>(json, Options)!;

    /// <summary>Of a result that was not stored.</summary>
    /// <param name="result">The result.</param>
    public static ResultDocument Of(FilmResult result) => JsonSerializer.Deserialize<ResultDocument>(ResultJson.Write(result), Options)!;
}

/// <summary>The model.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="TrainedOn">What it was trained on.</param>
public sealed record ResultModel(string Id, string Version, string TrainedOn);

/// <summary>Who is on the film.</summary>
/// <param name="Sex"><c>F</c>, <c>M</c> or null.</param>
/// <param name="AgeYears">Age in years, or null.</param>
/// <param name="HeightCm">Height in cm, or null.</param>
/// <param name="WeightKg">Weight in kg, or null.</param>
/// <param name="Source">Who says so.</param>
public sealed record ResultSubject(string? Sex, double? AgeYears, double? HeightCm, double? WeightKg, string Source);

/// <summary>A vertebra.</summary>
/// <param name="Level">Its level.</param>
/// <param name="CornersPx">Four corners in the film's pixels, clockwise from the upper left.</param>
/// <param name="Bmd">Its density, g/cm², or null.</param>
/// <param name="Confidence">0 to 1, or null.</param>
/// <param name="Excluded">Whether it is left out of the regions.</param>
public sealed record ResultVertebra(string Level, double[][] CornersPx, double? Bmd, double? Confidence, bool Excluded);

/// <summary>A region's density.</summary>
/// <param name="Site">Code of the site.</param>
/// <param name="Vertebrae">The vertebrae that it is of.</param>
/// <param name="Bmd">g/cm².</param>
/// <param name="Interval90">Its 90 % interval, g/cm².</param>
/// <param name="TScore">T-score, or null.</param>
/// <param name="ZScore">Z-score, or null.</param>
/// <param name="YamPercent">Per cent of the young adult mean, or null.</param>
/// <param name="Category">Category, or null.</param>
/// <param name="Probabilities">Of each category, or null.</param>
/// <param name="Reference">What it is compared with, or null.</param>
public sealed record ResultSite(
    string Site,
    IReadOnlyList<string> Vertebrae,
    double Bmd,
    double[] Interval90,
    double? TScore,
    double? ZScore,
    double? YamPercent,
    DiagnosticCategory? Category,
    IReadOnlyDictionary<string, double>? Probabilities,
    string? Reference);

/// <summary>The category over all sites.</summary>
/// <param name="Criteria">Name of the criteria.</param>
/// <param name="Category">The category, or null.</param>
/// <param name="DecidedBy">Code of the site that decided, or null.</param>
/// <param name="Note">What else a reader must know, or null.</param>
public sealed record ResultDiagnosis(string Criteria, DiagnosticCategory? Category, string? DecidedBy, string? Note);

/// <summary>How good the film is.</summary>
/// <param name="Verdict"><c>pass</c>, <c>warn</c> or <c>reject</c>.</param>
/// <param name="Findings">Findings, worst first.</param>
public sealed record ResultQuality(string Verdict, IReadOnlyList<ResultFinding> Findings);

/// <summary>One finding.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Action">What it does to the estimate.</param>
/// <param name="Level">The vertebra, or null.</param>
/// <param name="Message">Its sentence.</param>
/// <param name="WherePx">Where in the film's pixels.</param>
public sealed record ResultFinding(string Code, string Action, string? Level, string Message, double[][] WherePx)
{
    /// <summary>As the domain has it, for the words of a language.</summary>
    [JsonIgnore]
    public QualityFinding Finding => new(
        Code,
        Action switch { "reject" => QualityAction.Reject, "exclude_vertebra" => QualityAction.ExcludeVertebra, _ => QualityAction.Warn },
        Message,
        [.. WherePx.Select(point => new ImagePoint(point[0], point[1]))])
    {
        Level = Enum.TryParse<VertebralLevel>(Level, out var level) ? level : null,
    };
}
