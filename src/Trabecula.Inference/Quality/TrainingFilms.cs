using System.Text.Json;
using Trabecula.Domain;
using Trabecula.Imaging;

namespace Trabecula.Inference;

/// <summary>What the training films' straightened spines looked like, to tell a film that is unlike all of them.</summary>
/// <remarks>
/// Mahalanobis distance of seven measures (<see cref="FrameMeasures"/>, logarithms of those that are above 0 by nature). The
/// covariance is shrunk by a tenth towards its diagonal, so that it can be inverted for a few films too. A film is unlike the others
/// beyond the 99th percentile of the distances of all films of the training, held-out ones included.
/// </remarks>
public sealed class TrainingFilms
{
    private const double Shrinkage = 0.1;
    private const double Percentile = 0.99;

    // Measures of a film that is no good can be 0 or less.
    private const double LeastValue = 1e-3;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    private readonly Content _content;

    private TrainingFilms(Content content) => _content = content;

    /// <summary>Distance beyond which a film is unlike the training films.</summary>
    public double Limit => _content.Limit;

    /// <summary>Learns the distribution from what was measured on the frames.</summary>
    /// <param name="training">Of frames that were trained on; ten more than there are measures at least, else null is returned.</param>
    /// <param name="held">Of frames that were held out; the limit is taken from all.</param>
    public static TrainingFilms? Of(IReadOnlyList<FrameMeasures> training, IReadOnlyList<FrameMeasures> held)
    {
        double[][] vectors = [.. training.Select(Vector)];
        if (vectors.Length < 17)
        {
            return null;
        }

        int n = vectors[0].Length;
        double[] mean = [.. Enumerable.Range(0, n).Select(i => vectors.Average(v => v[i]))];
        var covariance = new double[n][];
        for (int i = 0; i < n; i++)
        {
            covariance[i] = new double[n];
            for (int j = 0; j < n; j++)
            {
                double value = vectors.Average(v => (v[i] - mean[i]) * (v[j] - mean[j]));
                covariance[i][j] = i == j ? value + 1e-9 : (1 - Shrinkage) * value;
            }
        }

        var films = new TrainingFilms(new Content(mean, Cholesky(covariance), double.MaxValue));

        // Of a few dozen that are held out none is the hundredth; of all together one is, and a measure of seven numbers is hardly overfitted.
        double[] distances = [.. training.Concat(held).Select(films.Distance).Order()];
        return new TrainingFilms(films._content with { Limit = distances[(int)Math.Ceiling(Percentile * (distances.Length - 1))] });
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="TrabeculaException"><c>model_malformed</c>.</exception>
    public static TrainingFilms FromJson(byte[] text)
    {
        try
        {
            Content content = JsonSerializer.Deserialize<Content>(text, Json) ?? throw new JsonException("The file holds null.");
            int n = Vector(new FrameMeasures(1, 1, 1, 1, 1, 1, 1)).Length;
            bool fits = content.Mean.Length == n && content.Factor.Length == n && content.Factor.Select((row, i) => row is not null && row.Length == n && row[i] > 0).All(ok => ok);
            return fits && content.Limit > 0 ? new TrainingFilms(content) : throw new JsonException("The numbers do not fit together.");
        }
        catch (JsonException exception)
        {
            throw new TrabeculaException("model_malformed", $"{ModelBundle.TrainingFilmsFile} of the model bundle cannot be used: {exception.Message}", exception);
        }
    }

    /// <summary>The distribution as JSON, UTF-8.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(_content, Json);

    /// <summary>How far a film lies from the training films' middle, in spreads.</summary>
    public double Distance(FrameMeasures measures)
    {
        // The factor L has L Lᵀ = covariance; the solution of L y = x − mean has the distance as its length.
        double[] vector = Vector(measures);
        double sum = 0;
        var solved = new double[vector.Length];
        for (int i = 0; i < vector.Length; i++)
        {
            double rest = vector[i] - _content.Mean[i];
            for (int j = 0; j < i; j++)
            {
                rest -= _content.Factor[i][j] * solved[j];
            }

            solved[i] = rest / _content.Factor[i][i];
            sum += solved[i] * solved[i];
        }

        return Math.Sqrt(sum);
    }

    /// <summary>The finding where a film lies farther away than the limit.</summary>
    internal IReadOnlyList<QualityFinding> Judge(FrameMeasures measures, GateTable gates)
    {
        double distance = Distance(measures);
        return distance <= Limit
            ? []
            : [gates.Finding(
                QualityRule.UnlikeTrainingFilms,
                FormattableString.Invariant($"Contrast, sharpness or evenness of the spine is unlike that of the films that the model was trained on (distance {distance:0.0}, of theirs 1 % exceed {Limit:0.0})."),
                [])];
    }

    private static double[] Vector(FrameMeasures m) =>
    [
        Log(m.Contrast), Log(m.LowerSpread / Math.Max(m.Contrast, LeastValue)), m.BrightTail, Log(m.EdgeRiseMm), Log(m.ContrastToNoise),
        Log(m.LevelUnevenness), Log(m.FlankSpread),
    ];

    private static double Log(double value) => Math.Log(Math.Max(value, LeastValue));

    private static double[][] Cholesky(double[][] matrix)
    {
        int n = matrix.Length;
        double[][] factor = [.. Enumerable.Range(0, n).Select(_ => new double[n])];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double rest = matrix[i][j];
                for (int k = 0; k < j; k++)
                {
                    rest -= factor[i][k] * factor[j][k];
                }

                factor[i][j] = i == j ? Math.Sqrt(Math.Max(rest, 1e-12)) : rest / factor[j][j];
            }
        }

        return factor;
    }

    private sealed record Content(double[] Mean, double[][] Factor, double Limit);
}
