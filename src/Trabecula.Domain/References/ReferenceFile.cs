using System.Text.Json;
using System.Text.Json.Serialization;

namespace Trabecula.Domain;

/// <summary>The reference file's format: strict, so that a slip of the pen never changes a diagnosis unseen.</summary>
internal static class ReferenceFile
{
    private const int MaximumBytes = 1 << 20;

    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        MaxDepth = 8,
    };

    /// <summary>Reads and checks a file.</summary>
    /// <param name="stream">The JSON text, UTF-8.</param>
    /// <param name="file">The name that errors give it.</param>
    public static ReferencePopulation Read(Stream stream, string file)
    {
        if (stream.Length > MaximumBytes)
            throw Invalid(file, "the file", $"has {stream.Length} bytes; a reference file has at most {MaximumBytes}");
        FileText text;
        try
        {
            text = JsonSerializer.Deserialize<FileText>(stream, Strict) ?? throw Invalid(file, "the file", "holds nothing");
        }
        catch (JsonException e)
        {
            throw new TrabeculaException("invalid_reference", $"{file}, {e.Path ?? "$"}, line {e.LineNumber + 1}: {e.Message}", e);
        }

        RequireText(file, "name", text.Name);
        if (text.Records.Count == 0)
            throw Invalid(file, "records", "is empty");
        var records = text.Records.Select((record, i) => ToRecord(file, $"records[{i}]", record)).ToArray();
        for (var i = 0; i < records.Length; i++)
        {
            var (site, sex, maker) = (records[i].Site, records[i].Sex, records[i].Manufacturer);
            if (records.Take(i).Any(other => other.Site == site && other.Sex == sex && other.Manufacturer == maker))
                throw Invalid(file, $"records[{i}]", $"repeats {site.Code()} of the same sex and manufacturer");
        }

        return new ReferencePopulation(text.Name, records);
    }

    private static ReferenceRecord ToRecord(string file, string field, RecordText? text)
    {
        if (text is null)
            throw Invalid(file, field, "is null");
        var site = SkeletalSites.FromCode(text.Site);
        if (site is null || !site.Value.IsRegional())
            throw Invalid(file, $"{field}.site", $"is \"{text.Site}\"; expected lumbar_l1_l4, lumbar_l2_l4, femoral_neck or total_hip");
        Sex sex = text.Sex switch
        {
            "F" => Sex.Female,
            "M" => Sex.Male,
            _ => throw Invalid(file, $"{field}.sex", $"is \"{text.Sex}\"; expected F or M"),
        };
        var maker = text.Manufacturer switch
        {
            "hologic" => DxaManufacturer.Hologic,
            "lunar" => DxaManufacturer.Lunar,
            "norland" => DxaManufacturer.Norland,
            _ => throw Invalid(file, $"{field}.manufacturer", $"is \"{text.Manufacturer}\"; expected hologic, lunar or norland"),
        };
        RequireRange(file, $"{field}.young_from_years", text.YoungFromYears, 0, 130);
        RequireRange(file, $"{field}.young_to_years", text.YoungToYears, text.YoungFromYears, 130);
        RequireDistribution(file, field, text.Mean, text.Sd);
        RequireText(file, $"{field}.source", text.Source);
        RequireText(file, $"{field}.certainty", text.Certainty);
        if (text.Group is { } group)
            RequireText(file, $"{field}.group", group);
        return new ReferenceRecord(
            site.Value,
            sex,
            maker,
            text.YoungFromYears,
            text.YoungToYears,
            text.Mean,
            text.Sd,
            text.Source,
            text.Certainty,
            text.AgeCurve is null ? null : ToCurve(file, $"{field}.age_curve", text.AgeCurve),
            text.Group);
    }

    private static AgeCurve ToCurve(string file, string field, CurveText text)
    {
        RequireText(file, $"{field}.source", text.Source);
        RequireText(file, $"{field}.certainty", text.Certainty);
        if (text.Points.Count == 0)
            throw Invalid(file, $"{field}.points", "is empty");
        var points = new List<AgePoint>(text.Points.Count);
        for (var i = 0; i < text.Points.Count; i++)
        {
            var here = $"{field}.points[{i}]";
            var point = text.Points[i] ?? throw Invalid(file, here, "is null");
            RequireRange(file, $"{here}.age_years", point.AgeYears, 0, 130);
            if (i > 0 && point.AgeYears <= points[^1].AgeYears)
                throw Invalid(file, $"{here}.age_years", $"is {point.AgeYears}; ages must rise from point to point");
            RequireDistribution(file, here, point.Mean, point.Sd);
            points.Add(new AgePoint(point.AgeYears, point.Mean, point.Sd));
        }

        return new AgeCurve(points, text.Source, text.Certainty);
    }

    private static void RequireDistribution(string file, string field, double mean, double sd)
    {
        RequireRange(file, $"{field}.mean", mean, PlausibleDensity.Lowest, PlausibleDensity.Highest);
        if (!(sd > 0) || !(sd < mean))
            throw Invalid(file, $"{field}.sd", $"is {sd}; expected more than 0 and less than the mean");
    }

    private static void RequireRange(string file, string field, double value, double lowest, double highest)
    {
        if (!(value >= lowest && value <= highest))
            throw Invalid(file, field, $"is {value}; expected {lowest} to {highest}");
    }

    private static void RequireText(string file, string field, string value)
    {
        if (string.IsNullOrWhiteSpace(value))
            throw Invalid(file, field, "is empty");
    }

    private static TrabeculaException Invalid(string file, string field, string reason) =>
        new("invalid_reference", $"{file}: {field} {reason}.");

    private sealed record FileText(string Name, IReadOnlyList<RecordText?> Records);

    private sealed record RecordText(
        string Site,
        string Sex,
        string Manufacturer,
        double YoungFromYears,
        double YoungToYears,
        double Mean,
        double Sd,
        string Source,
        string Certainty,
        CurveText? AgeCurve = null,
        string? Group = null);

    private sealed record CurveText(string Source, string Certainty, IReadOnlyList<PointText?> Points);

    private sealed record PointText(double AgeYears, double Mean, double Sd);
}
