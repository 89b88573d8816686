using System.Globalization;

namespace Trabecula.Dicom;

/// <summary>The value representation of every standard tag, for files in implicit syntax.</summary>
internal static class VrDictionary
{
    // The standard's tags by make_vr_table.py; a line is "VR:tag tag ...", the VR as PS3.6 words it.
    private static readonly Dictionary<uint, string> ByTag = Load();

    /// <summary>The representation of a tag.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="isSigned">Whether pixels are signed, which decides the tags of "US or SS".</param>
    /// <returns>The representation, or UN for private and unknown tags.</returns>
    public static DicomVr Find(DicomTag tag, bool isSigned)
    {
        if (tag.IsPrivate)
        {
            // PS3.5, 7.8.1: (gggg,0010-00FF) of an odd group are the names of private creators.
            return tag.Element is >= 0x10 and <= 0xFF ? DicomVr.LO : DicomVr.UN;
        }

        if (tag.Element == 0)
        {
            return DicomVr.UL;
        }

        if (!ByTag.TryGetValue(Unrepeated(tag), out var words))
        {
            return DicomVr.UN;
        }

        return words switch
        {
            "US or SS" or "US or SS or OW" => isSigned ? DicomVr.SS : DicomVr.US,
            "US or OW" or "OB or OW" => DicomVr.OW, // PS3.5, A.1: OW in implicit syntax.
            _ => Enum.Parse<DicomVr>(words),
        };
    }

    /// <summary>Whether PS3.6 knows the tag; private tags are not known.</summary>
    public static bool Contains(DicomTag tag) => !tag.IsPrivate && ByTag.ContainsKey(Unrepeated(tag));

    // Groups 50xx and 60xx repeat their first group (PS3.5, 7.6).
    private static uint Unrepeated(DicomTag tag) =>
        (tag.Group & 0xFF00) is 0x5000 or 0x6000 ? tag.Value & 0xFF00FFFF : tag.Value;

    private static Dictionary<uint, string> Load()
    {
        using var stream = typeof(VrDictionary).Assembly.GetManifestResourceStream("Trabecula.Dicom.vr.txt")!;
        using var reader = new StreamReader(stream);
        var byTag = new Dictionary<uint, string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
            {
                continue;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            foreach (var tag in line[(colon + 1)..].Split(' '))
            {
                byTag[uint.Parse(tag, NumberStyles.HexNumber, CultureInfo.InvariantCulture)] = line[..colon];
            }
        }

        return byTag;
    }
}
