using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>What tells one cohort from another: the content of <c>cohort.json</c>. The part of a cohort is not in it, so that all parts
/// have the same file.</summary>
internal sealed record CohortDescription(
    PopulationPreset Preset, int Subjects, ulong Seed, int WrongViews, int FullSpines, int Format, bool Repeats = false, bool Png = false,
    double PixelMm = FilmSetup.PixelMm, Equipment Equipment = Equipment.Usual, bool Layers = false, int Rooms = 1)
{
    // Rises when the same options come to give other bytes.
    private const int CurrentFormat = 7;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    /// <summary>Describes the cohort of some options.</summary>
    public static CohortDescription Of(CohortOptions options) => new(
        options.Preset, options.Subjects, options.Seed, options.WrongViews, options.FullSpines, CurrentFormat, options.Repeats, options.Png,
        options.PixelMm, options.Equipment, options.Layers, options.Rooms);

    /// <summary>Reads a description.</summary>
    /// <param name="text">The file's text.</param>
    /// <returns>The description, or null where the text is none.</returns>
    public static CohortDescription? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<CohortDescription>(text, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The file's text.</summary>
    public string Text() => JsonSerializer.Serialize(this, Json) + "\n";

    /// <summary>Names what differs, for instance <c>subjects 400 and not 300</c>.</summary>
    /// <param name="wanted">The other description.</param>
    public string Difference(CohortDescription wanted)
    {
        JsonObject own = Members(this), other = Members(wanted);
        return string.Join(", ", own.Where(m => m.Value!.ToString() != other[m.Key]!.ToString()).Select(m => $"{m.Key} {m.Value} and not {other[m.Key]}"));
    }

    private static JsonObject Members(CohortDescription of) => JsonSerializer.SerializeToNode(of, Json)!.AsObject();
}
