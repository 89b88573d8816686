using System.Text.Json;
using System.Text.Json.Serialization;
using Trabecula.Domain;

namespace Trabecula.Inference;

/// <summary>Measured pairs of a place by which a bundle was recalibrated.</summary>
/// <param name="Date">When.</param>
/// <param name="Pairs">People with a film and a DXA result.</param>
/// <param name="Centre">What the pairs' table calls the place, or null.</param>
public sealed record LocalPairs(DateOnly Date, int Pairs, string? Centre);

/// <summary>How a bundle's estimates are corrected, and by what that was found out: <c>calibration.json</c> of the bundle.</summary>
/// <param name="Study">Fingerprint of the study whose out-of-fold estimates it was fitted on, or null.</param>
/// <param name="Local">The pairs of the place that the bundle is meant for, or null where it was not recalibrated.</param>
/// <param name="Sites">One for each site at most; sites without one stay as the network gives them.</param>
public sealed record BundleCalibration(string? Study, LocalPairs? Local, IReadOnlyList<DensityCalibration> Sites)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        Converters = { new SiteNames(), new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>The correction of a site; that which changes nothing where there is none.</summary>
    /// <param name="site">The site.</param>
    public DensityCalibration Of(SkeletalSite site) => Sites.FirstOrDefault(one => one.Site == site) ?? DensityCalibration.None(site);

    /// <summary>Corrects the network's estimates.</summary>
    /// <param name="estimates">As the network gives them.</param>
    public IReadOnlyList<DensityEstimate> Apply(IReadOnlyList<DensityEstimate> estimates) => [.. estimates.Select(estimate => Of(estimate.Site).Apply(estimate))];

    /// <summary>The file's bytes, UTF-8; the same calibration gives the same bytes.</summary>
    public byte[] ToJson() => [.. JsonSerializer.SerializeToUtf8Bytes(this, Json), (byte)'\n'];

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="TrabeculaException"><c>model_malformed</c>.</exception>
    public static BundleCalibration FromJson(byte[] text)
    {
        try
        {
            BundleCalibration calibration = JsonSerializer.Deserialize<BundleCalibration>(text, Json) ?? throw new JsonException("The file holds null.");
            bool fits = calibration.Sites.All(site => site is not null && IsSound(site)) && calibration.Sites.DistinctBy(site => site.Site).Count() == calibration.Sites.Count;
            return fits ? calibration : throw new JsonException("A number or a site cannot be right.");
        }
        catch (JsonException exception)
        {
            throw new TrabeculaException("model_malformed", $"{ModelBundle.CalibrationFile} of the model bundle cannot be used: {exception.Message}", exception);
        }
    }

    // JSON knows no NaN and no infinity; numbers beyond a double's range are read as infinite.
    private static bool IsSound(DensityCalibration site) =>
        Enum.IsDefined(site.Site) && double.IsFinite(site.Slope) && double.IsFinite(site.Intercept) && IsPositive(site.SpreadFactor) && IsPositive(site.ReachFactor)
        && (site.Categories is null || (Enum.IsDefined(site.Categories.Criteria) && IsSound(site.Categories.OsteopeniaOrWorse) && IsSound(site.Categories.Osteoporosis)));

    private static bool IsSound(LogisticCalibration line) => double.IsFinite(line.Intercept) && IsPositive(line.Slope);

    private static bool IsPositive(double value) => value > 0 && double.IsFinite(value);

    /// <summary>Sites by the names that tables have.</summary>
    private sealed class SiteNames : JsonConverter<SkeletalSite>
    {
        public override SkeletalSite Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            (reader.TokenType == JsonTokenType.String ? SkeletalSites.FromCode(reader.GetString()!) : null) ?? throw new JsonException("There is no such skeletal site.");

        public override void Write(Utf8JsonWriter writer, SkeletalSite value, JsonSerializerOptions options) => writer.WriteStringValue(value.Code());
    }
}
