using System.Text.Json;
using System.Text.Json.Serialization;
using Trabecula.Domain;

namespace Trabecula.Evaluation;

/// <summary>Writes all statistics as JSON (<c>metrics.json</c>); docs/reference/statistics.md names them. What is not defined is null.</summary>
public static class EvaluationJson
{
    private static readonly JsonSerializerOptions Compact = Options(indented: false);
    private static readonly JsonSerializerOptions Indented = Options(indented: true);

    /// <summary>Everything, as one object.</summary>
    /// <param name="result">The statistics.</param>
    public static string Write(EvaluationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return JsonSerializer.Serialize(
            new
            {
                simulated = result.IsSimulated,
                populations = result.Populations,
                rows = result.RowCount,
                subjects = result.SubjectCount,
                bootstrap_draws = result.Options.BootstrapDraws,
                seed = result.Options.Seed,
                remarks = result.Remarks,
                left_out_sites = result.LeftOutSites,
                sites = result.Sites.Select(Site),
                single_vertebrae = result.Levels.Select(levels => new
                {
                    levels.Model,
                    levels = levels.Levels.Select(level => level.Code()),
                    vertebrae = levels.VertebraCount,
                    subjects = levels.SubjectCount,
                    levels.MeanAbsoluteError,
                    levels.Bias,
                }),
                comparisons = result.Comparisons.Select(comparison => new
                {
                    site = comparison.Site.Code(),
                    comparison.First,
                    comparison.Second,
                    people = comparison.Count,
                    mean_absolute_error_difference = comparison.ErrorDifference,
                    auroc_differences = comparison.Areas.Select(area => new { endpoint = area.Endpoint.Code(), area.Difference, area.Probability }),
                }),
            },
            Indented);
    }

    /// <summary>One model at one site, as an object on one line.</summary>
    /// <param name="site">The site.</param>
    public static string WriteLine(SiteEvaluation site)
    {
        ArgumentNullException.ThrowIfNull(site);
        return JsonSerializer.Serialize(Site(site), Compact);
    }

    private static object Site(SiteEvaluation site) => new
    {
        site.Model,
        site = site.Site.Code(),
        people = site.Rows.Count,
        population = site.Rows.Select(row => row.Population).Distinct().Count() == 1 ? site.Rows[0].Population : null,
        site.Density,
        categories = site.Categories is null
            ? null
            : new
            {
                people = site.Categories.Count,
                counts_by_measured = Enum.GetValues<DiagnosticCategory>().Select(measured =>
                    Enum.GetValues<DiagnosticCategory>().Select(estimated => site.Categories[measured, estimated])),
                kappa_linear = site.Categories.Kappa(KappaWeights.Linear),
                kappa_quadratic = site.Categories.Kappa(KappaWeights.Quadratic),
            },
        endpoints = site.Endpoints.Select(endpoint => new
        {
            endpoint = endpoint.Endpoint.Code(),
            people = endpoint.Count,
            positive = endpoint.Ill,
            at_threshold = endpoint.Table,
            auroc = endpoint.Area,
            score = endpoint.IsByProbability ? "probability" : "density",
            auprc = endpoint.AveragePrecision,
            endpoint.Probabilities,
        }),
        site.Coverage,
        site.SureOnly,
        site.SureCategories,
        site.Subgroups,
        repeatability = site.Repeats,
        dxa_repeatability = site.MeasuredRepeats,
        site.Comparators,
        site.Ost,
        published = PublishedFigures.For(site.Site),
    };

    private static JsonSerializerOptions Options(bool indented) => new()
    {
        WriteIndented = indented,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new DefinedNumbers() },
    };

    /// <summary>JSON has no word for what is not a number.</summary>
    private sealed class DefinedNumbers : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Metrics are written, never read.");

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value))
                writer.WriteNumberValue(value);
            else
                writer.WriteNullValue();
        }
    }
}
