using System.Text.Json;

namespace Trabecula.Dicom;

/// <summary>Some attributes of an instance as an archive tells them, without its pixels: enough to see whether it is worth fetching.</summary>
/// <remarks>Texts only, several values parted by backslashes; sequences are left out. Nothing here is checked: archives tell what they were sent.</remarks>
public sealed class InstanceTags
{
    private readonly IReadOnlyDictionary<DicomTag, string> _texts;

    private InstanceTags(IReadOnlyDictionary<DicomTag, string> texts) => _texts = texts;

    /// <summary>Which instance.</summary>
    public InstanceIdentity Identity =>
        new(this[DicomTags.StudyInstanceUID] ?? "", this[DicomTags.SeriesInstanceUID] ?? "", this[DicomTags.SOPInstanceUID] ?? "");

    /// <summary>An attribute's text without padding, or null where it is absent, empty or a sequence.</summary>
    /// <param name="tag">The tag.</param>
    public string? this[DicomTag tag] => _texts.TryGetValue(tag, out var text) && text.Length > 0 ? text : null;

    /// <summary>From attributes that are at hand.</summary>
    /// <param name="dataset">An object.</param>
    /// <returns>Its texts.</returns>
    public static InstanceTags Of(DicomDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return new InstanceTags(dataset.Elements
            .Where(element => element.Items is null && element.Tag.Group < 0x7FE0)
            .ToDictionary(element => element.Tag, element => string.Join('\\', dataset.GetStrings(element.Tag))));
    }

    /// <summary>From one object of the DICOM JSON model (PS3.18, F.2).</summary>
    /// <param name="json">The object.</param>
    /// <returns>Its texts; members that are no attributes are passed over.</returns>
    internal static InstanceTags OfDicomJson(JsonElement json)
    {
        var texts = new Dictionary<DicomTag, string>();
        foreach (var member in Members(json))
        {
            if (Tag(member.Name) is { } tag
                && member.Value.ValueKind == JsonValueKind.Object
                && member.Value.TryGetProperty("Value", out var values)
                && values.ValueKind == JsonValueKind.Array)
            {
                texts[tag] = string.Join('\\', values.EnumerateArray().Select(Text)).Trim();
            }
        }

        return new InstanceTags(texts);
    }

    private static IEnumerable<JsonProperty> Members(JsonElement json) => json.ValueKind == JsonValueKind.Object ? json.EnumerateObject() : [];

    private static DicomTag? Tag(string name) =>
        name.Length == 8 && uint.TryParse(name, System.Globalization.NumberStyles.AllowHexSpecifier, null, out var number)
            ? new DicomTag((ushort)(number >> 16), (ushort)number)
            : null;

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.Object when value.TryGetProperty("Alphabetic", out var name) && name.ValueKind == JsonValueKind.String => name.GetString()!,
        _ => "",
    };
}
