using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Trabecula.Domain;

namespace Trabecula.Reporting;

/// <summary>One result as one line of JSON, as docs/reference/result-format.md and result.schema.json describe it.</summary>
/// <remarks>
/// Keys are always all there and in the same order; what is missing is <c>null</c>. Rounded to: BMD 0.001 g/cm², scores 0.01,
/// % YAM 0.1, probabilities and confidence 0.001, corners 0.1 pixel.
/// </remarks>
public static class ResultJson
{
    // Relaxed: the output is a file or a terminal, never a web page, and names of files stay readable.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a result.</summary>
    /// <param name="result">The result.</param>
    /// <returns>One JSON object without a line break.</returns>
    public static string Write(FilmResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("file", result.File);
            json.WriteString("status", result.IsRejected ? "rejected" : "estimated");
            WriteModel(json, result.Model);
            WriteSubject(json, result.Subject);
            WriteVertebrae(json, result);
            WriteSites(json, result);
            WriteDiagnosis(json, result.Diagnosis);
            WriteQuality(json, result);
            json.WriteStartArray("warnings");
            foreach (var warning in result.Warnings)
                json.WriteStringValue(warning);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteModel(Utf8JsonWriter json, ModelIdentity? model)
    {
        if (model is null)
        {
            json.WriteNull("model");
            return;
        }

        json.WriteStartObject("model");
        json.WriteString("id", model.Id);
        json.WriteString("version", model.Version);
        json.WriteString("trained_on", model.TrainedOn);
        json.WriteEndObject();
    }

    private static void WriteSubject(Utf8JsonWriter json, Subject subject)
    {
        json.WriteStartObject("subject");
        json.WriteString("sex", subject.Sex switch { Sex.Female => "F", Sex.Male => "M", _ => null });
        WriteNumber(json, "age_years", subject.AgeYears, 1);
        WriteNumber(json, "height_cm", subject.HeightCm, 1);
        WriteNumber(json, "weight_kg", subject.WeightKg, 1);
        json.WriteString("source", subject.Source);
        json.WriteEndObject();
    }

    private static void WriteVertebrae(Utf8JsonWriter json, FilmResult result)
    {
        json.WriteStartArray("vertebrae");
        foreach (var vertebra in result.Vertebrae)
        {
            json.WriteStartObject();
            json.WriteString("level", vertebra.Level.ToString());
            WritePoints(json, "corners_px", vertebra.Corners);
            WriteNumber(json, "bmd", VertebraDensity.Of(result, vertebra.Level)?.Bmd, 3);
            WriteNumber(json, "confidence", vertebra.Confidence, 3);
            json.WriteBoolean("excluded", result.IsExcluded(vertebra.Level));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSites(Utf8JsonWriter json, FilmResult result)
    {
        json.WriteStartArray("sites");
        foreach (var site in result.Sites)
        {
            json.WriteStartObject();
            json.WriteString("site", site.Estimate.Site.Code());
            json.WriteStartArray("vertebrae");
            foreach (var level in result.LevelsOf(site.Estimate.Site))
                json.WriteStringValue(level.ToString());
            json.WriteEndArray();
            WriteNumber(json, "bmd", site.Estimate.Bmd, 3);
            json.WriteStartArray("interval90");
            WriteNumber(json, site.Lower90, 3);
            WriteNumber(json, site.Upper90, 3);
            json.WriteEndArray();
            WriteNumber(json, "t_score", site.TScore, 2);
            WriteNumber(json, "z_score", site.ZScore, 2);
            WriteNumber(json, "yam_percent", site.YamPercent, 1);
            json.WriteString("category", site.Category is { } category ? CategoryName.Of(category) : null);
            WriteProbabilities(json, site.Probabilities);
            json.WriteString("reference", site.Reference);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteProbabilities(Utf8JsonWriter json, IReadOnlyList<double>? probabilities)
    {
        if (probabilities is null)
        {
            json.WriteNull("probabilities");
            return;
        }

        json.WriteStartObject("probabilities");
        foreach (var category in Enum.GetValues<DiagnosticCategory>())
            WriteNumber(json, CategoryName.Of(category), probabilities[(int)category], 3);
        json.WriteEndObject();
    }

    private static void WriteDiagnosis(Utf8JsonWriter json, Diagnosis? diagnosis)
    {
        if (diagnosis is null)
        {
            json.WriteNull("diagnosis");
            return;
        }

        json.WriteStartObject("diagnosis");
        json.WriteString("criteria", diagnosis.Criteria);
        json.WriteString("category", diagnosis.Category is { } category ? CategoryName.Of(category) : null);
        json.WriteString("decided_by", diagnosis.DecidedBy?.Code());
        json.WriteString("note", diagnosis.Note);
        json.WriteEndObject();
    }

    private static void WriteQuality(Utf8JsonWriter json, FilmResult result)
    {
        json.WriteStartObject("quality");
        json.WriteString("verdict", result.IsRejected ? "reject" : result.Findings.Count > 0 ? "warn" : "pass");
        WriteGates(json, result.Gates);
        json.WriteStartArray("findings");
        foreach (var finding in result.Findings)
        {
            json.WriteStartObject();
            json.WriteString("code", finding.Code);
            json.WriteString("action", finding.Action.Code());
            json.WriteString("level", finding.Level?.ToString());
            json.WriteString("message", finding.Message);
            WritePoints(json, "where_px", finding.Where);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteGates(Utf8JsonWriter json, GateIdentity? gates)
    {
        if (gates is null)
        {
            json.WriteNull("gates");
            return;
        }

        json.WriteStartObject("gates");
        json.WriteString("name", gates.Name);
        json.WriteString("sha256", gates.Sha256);
        json.WriteEndObject();
    }

    private static void WritePoints(Utf8JsonWriter json, string name, IReadOnlyList<ImagePoint> points)
    {
        json.WriteStartArray(name);
        foreach (var point in points)
        {
            json.WriteStartArray();
            WriteNumber(json, point.X, 1);
            WriteNumber(json, point.Y, 1);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? value, int digits)
    {
        json.WritePropertyName(name);
        WriteNumber(json, value, digits);
    }

    private static void WriteNumber(Utf8JsonWriter json, double? value, int digits)
    {
        // JSON has no word for "not a number"; adding 0 turns −0 into 0.
        if (value is { } number && double.IsFinite(number))
            json.WriteNumberValue(Math.Round(number, digits, MidpointRounding.AwayFromZero) + 0.0);
        else
            json.WriteNullValue();
    }
}
