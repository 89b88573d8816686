using Trabecula.Dicom;

namespace Trabecula.Server;

/// <summary>Says by an instance's tags whether it may be an AP film of the lumbar spine; looking at it decides.</summary>
internal static class FilmPicker
{
    /// <summary>
    /// Computed Radiography, Digital X-Ray for presentation (PS3.4, B.5). None of what Trabecula itself writes is among them. Digital X-Ray for
    /// processing is left out: its twin for presentation is the same film. So is fluoroscopy, which is refused whatever it shows: an archive
    /// would fill with reports that say so.
    /// </summary>
    private static readonly string[] Classes =
        ["1.2.840.10008.5.1.4.1.1.1", "1.2.840.10008.5.1.4.1.1.1.1"];

    private static readonly DicomTag SeriesDescription = new(0x0008, 0x103E);
    private static readonly DicomTag ProtocolName = new(0x0018, 0x1030);

    /// <summary>What an archive has to tell of an instance.</summary>
    public static IReadOnlyList<DicomTag> Tags { get; } =
    [
        DicomTags.SOPClassUID, DicomTags.Modality, DicomTags.BodyPartExamined, DicomTags.ViewPosition, DicomTags.StudyDescription, SeriesDescription,
        ProtocolName, DicomTags.Manufacturer,
    ];

    /// <summary>Whether objects of a class can be films.</summary>
    /// <param name="sopClass">SOP Class UID.</param>
    public static bool IsFilmClass(string sopClass) => Classes.Contains(sopClass);

    /// <summary>Whether it is worth looking at.</summary>
    /// <param name="tags">What the archive, or the object itself, tells.</param>
    /// <param name="settings">What is wanted.</param>
    public static bool IsWanted(InstanceTags tags, PickSettings settings) =>
        (tags[DicomTags.SOPClassUID] is not { } sopClass || IsFilmClass(sopClass))
        && tags[DicomTags.Modality] is { } modality && settings.ThoseModalities.Contains(modality, StringComparer.OrdinalIgnoreCase)
        && !IsOwn(tags)
        && IsBodyPart(tags, settings)
        && IsView(tags, settings);

    /// <summary>
    /// By the marks that results carry. Simulated films have another maker, so that they are not taken for results.
    /// </summary>
    private static bool IsOwn(InstanceTags tags) => tags[DicomTags.Manufacturer] == "Trabecula";

    private static bool IsBodyPart(InstanceTags tags, PickSettings settings)
    {
        if (tags[DicomTags.BodyPartExamined] is { } part)
            return settings.ThoseBodyParts.Contains(Joined(part), StringComparer.OrdinalIgnoreCase);
        var told = new[] { DicomTags.StudyDescription, SeriesDescription, ProtocolName }.Select(tag => tags[tag]).OfType<string>().ToArray();
        return told.Length == 0
            || told.Any(text => settings.ThoseWords.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    private static bool IsView(InstanceTags tags, PickSettings settings)
    {
        if (tags[DicomTags.ViewPosition] is { } view)
            return settings.ThoseViews.Contains(view, StringComparer.OrdinalIgnoreCase);
        return new[] { SeriesDescription, ProtocolName }.Select(tag => tags[tag]).OfType<string>().All(text =>
        {
            var words = Words(text);
            return !words.Overlaps(settings.ThoseOtherViews.Select(Folded)) || words.Overlaps(settings.ThoseViews.Select(Folded));
        });
    }

    private static string Joined(string text) => string.Concat(text.Where(character => character is not (' ' or '-' or '_')));

    private static string Folded(string text) => text.ToUpperInvariant();

    private static HashSet<string> Words(string text) =>
        [.. string.Concat(text.Select(character => char.IsLetterOrDigit(character) ? char.ToUpperInvariant(character) : ' '))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}
