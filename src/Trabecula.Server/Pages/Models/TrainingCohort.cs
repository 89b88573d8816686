using System.Text.Json;
using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>How a number was spread among the people that a model was trained on.</summary>
/// <param name="Name"><c>age_years</c>, <c>height_cm</c>, <c>weight_kg</c> or <c>lumbar_bmd</c> (estimated by networks that had not seen the person).</param>
/// <param name="People">How many people it is known of.</param>
/// <param name="Mean">Its mean.</param>
/// <param name="Deviation">Its standard deviation.</param>
/// <param name="Edges">Nine limits between ten equal shares of the people.</param>
internal sealed record TrainingSpread(string Name, int People, double Mean, double Deviation, IReadOnlyList<double> Edges);

/// <summary>The people that a model was trained on, in so few numbers that none can be told: <c>cohort.json</c> beside the bundle.</summary>
/// <param name="People">How many people.</param>
/// <param name="Women">How many of them are women, where sex is known.</param>
/// <param name="OfKnownSex">Of how many sex is known.</param>
/// <param name="Spreads">Their numbers.</param>
internal sealed record TrainingCohort(int People, int Women, int OfKnownSex, IReadOnlyList<TrainingSpread> Spreads)
{
    /// <summary>Fewer people are no distribution.</summary>
    private const int Fewest = 50;

    private const string FileName = "cohort.json";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true,
    };

    /// <summary>From a study's held-out estimates; one film of each person.</summary>
    /// <param name="predictions">The study's <c>predictions.csv</c>.</param>
    /// <returns>Null where there are too few people.</returns>
    /// <exception cref="TrabeculaException">The table cannot be read.</exception>
    public static TrainingCohort? Of(string predictions)
    {
        PredictionRow[] people = [.. PredictionReader.Read(predictions).Rows.Where(row => row.Model == "film" && row.Site == SkeletalSite.LumbarL1L4).DistinctBy(row => row.SubjectId)];
        if (people.Length < Fewest)
            return null;
        return new TrainingCohort(
            people.Length,
            people.Count(row => row.Sex == Sex.Female),
            people.Count(row => row.Sex is not null),
            [.. new[]
            {
                Spread("age_years", people.Select(row => row.AgeYears)),
                Spread("height_cm", people.Select(row => row.HeightCm)),
                Spread("weight_kg", people.Select(row => row.WeightKg)),
                Spread("lumbar_bmd", people.Select(row => (double?)row.EstimatedBmd)),
            }.OfType<TrainingSpread>()]);
    }

    /// <summary>Reads it.</summary>
    /// <param name="bundle">The bundle's folder.</param>
    /// <returns>Null where the bundle has none that can be used.</returns>
    public static TrainingCohort? Read(string bundle)
    {
        try
        {
            var cohort = JsonSerializer.Deserialize<TrainingCohort>(File.ReadAllBytes(Path.Combine(bundle, FileName)), Json);
            return cohort is not null && cohort.Spreads.All(spread => spread is { Edges.Count: Drift.Shares - 1, Deviation: > 0 }) ? cohort : null;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            // Bundles of others have none; the page says that there is nothing to compare with.
            return null;
        }
    }

    /// <summary>Writes it beside a bundle.</summary>
    /// <param name="bundle">The bundle's folder.</param>
    public void Write(string bundle) => ReplacedFile.Write(Path.Combine(bundle, FileName), stream => JsonSerializer.Serialize(stream, this, Json));

    private static TrainingSpread? Spread(string name, IEnumerable<double?> values)
    {
        double[] known = [.. values.OfType<double>().Order()];
        if (known.Length < Fewest)
            return null;
        var mean = known.Average();
        var deviation = Math.Sqrt(known.Sum(value => (value - mean) * (value - mean)) / (known.Length - 1));
        double[] edges = [.. Enumerable.Range(1, Drift.Shares - 1).Select(share => known[known.Length * share / Drift.Shares])];
        return deviation > 0 ? new TrainingSpread(name, known.Length, mean, deviation, edges) : null;
    }
}
