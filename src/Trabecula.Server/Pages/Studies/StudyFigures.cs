using System.Text.Json;
using Trabecula.Domain;
using Trabecula.Evaluation;

namespace Trabecula.Server;

/// <summary>One model's figures at one site, of a study's <c>metrics.json</c>.</summary>
/// <param name="Model"><c>film</c>, <c>film + covariates</c> or <c>covariates</c>.</param>
/// <param name="Site">The site.</param>
/// <param name="People">How many people.</param>
/// <param name="Error">Mean absolute error, g/cm².</param>
/// <param name="Correlation">Pearson's r.</param>
/// <param name="Bias">Mean of estimate less measurement, g/cm².</param>
/// <param name="Sensitivity">For osteopenia or worse, or null.</param>
/// <param name="Specificity">The same.</param>
/// <param name="Auroc">The same.</param>
/// <param name="Coverage">Share of people within their 90 % interval, or null.</param>
public sealed record StudyFigure(
    string Model, SkeletalSite Site, int People, Measure Error, Measure Correlation, Measure Bias, Measure? Sensitivity, Measure? Specificity, Measure? Auroc, Measure? Coverage);

/// <summary>Reads them.</summary>
internal static class StudyFigures
{
    /// <summary>The published endpoint that the page shows.</summary>
    private const string Endpoint = "osteopenia_or_worse";

    /// <summary>Reads a study's figures of regions; single vertebrae are in its report.</summary>
    /// <param name="output">What <c>study --out</c> wrote.</param>
    /// <returns>The figures, and whether the people are simulated; none where the study has none yet.</returns>
    /// <exception cref="TrabeculaException"><c>store_unavailable</c> where they cannot be read.</exception>
    public static (IReadOnlyList<StudyFigure> Figures, bool IsSimulated) Read(string output)
    {
        var path = Path.Combine(output, "metrics.json");
        if (!File.Exists(path))
            return ([], false);
        try
        {
            using var metrics = JsonDocument.Parse(File.ReadAllBytes(path));
            return ([.. metrics.RootElement.GetProperty("sites").EnumerateArray().Select(Figure).OfType<StudyFigure>()], metrics.RootElement.GetProperty("simulated").GetBoolean());
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            throw new TrabeculaException("store_unavailable", "The study's metrics.json cannot be read.", e);
        }
    }

    private static StudyFigure? Figure(JsonElement site)
    {
        if (SkeletalSites.FromCode(site.GetProperty("site").GetString()!) is not { } where || !where.IsRegional())
            return null;
        var density = site.GetProperty("density");
        var endpoint = site.GetProperty("endpoints").EnumerateArray().FirstOrDefault(one => one.GetProperty("endpoint").GetString() == Endpoint);
        var table = endpoint.ValueKind == JsonValueKind.Object ? endpoint.GetProperty("at_threshold") : default;
        return new StudyFigure(
            site.GetProperty("model").GetString()!,
            where,
            site.GetProperty("people").GetInt32(),
            Of(density.GetProperty("mean_absolute_error")) ?? Measure.Undefined,
            Of(density.GetProperty("correlation")) ?? Measure.Undefined,
            Of(density.GetProperty("bland_altman").GetProperty("bias")) ?? Measure.Undefined,
            table.ValueKind == JsonValueKind.Object ? Of(table.GetProperty("sensitivity")) : null,
            table.ValueKind == JsonValueKind.Object ? Of(table.GetProperty("specificity")) : null,
            endpoint.ValueKind == JsonValueKind.Object ? Of(endpoint.GetProperty("auroc")) : null,
            site.GetProperty("coverage") is { ValueKind: JsonValueKind.Object } coverage ? Of(coverage.GetProperty("covered")) : null);
    }

    private static Measure? Of(JsonElement measure) => measure.ValueKind == JsonValueKind.Object
        ? new Measure(Number(measure.GetProperty("value")), Number(measure.GetProperty("lower")), Number(measure.GetProperty("upper")))
        : null;

    private static double Number(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetDouble() : double.NaN;
}
