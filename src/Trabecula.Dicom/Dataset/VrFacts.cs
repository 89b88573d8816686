namespace Trabecula.Dicom;

/// <summary>What PS3.5, 6.2 and 7.1.2 say of each value representation.</summary>
internal static class VrFacts
{
    private static readonly Dictionary<ushort, DicomVr> ByLetters =
        Enum.GetValues<DicomVr>().ToDictionary(vr => Letters(vr));

    /// <summary>The two letters as they lie in a file, the first in the low byte.</summary>
    public static ushort Letters(DicomVr vr)
    {
        var name = vr.ToString();
        return (ushort)(name[0] | (name[1] << 8));
    }

    /// <summary>The representation of two bytes of a file, or null where they are none.</summary>
    public static DicomVr? Find(byte first, byte second) =>
        ByLetters.TryGetValue((ushort)(first | (second << 8)), out var vr) ? vr : null;

    /// <summary>True where the explicit header is 12 bytes long with a length of 32 bits.</summary>
    public static bool HasLongHeader(DicomVr vr) => vr is DicomVr.OB or DicomVr.OD or DicomVr.OF or DicomVr.OL
        or DicomVr.OV or DicomVr.OW or DicomVr.SQ or DicomVr.SV or DicomVr.UC or DicomVr.UN or DicomVr.UR or DicomVr.UT or DicomVr.UV;

    /// <summary>Bytes that swap together in a big-endian file; 1 where nothing swaps.</summary>
    public static int WordBytes(DicomVr vr) => vr switch
    {
        DicomVr.AT or DicomVr.OW or DicomVr.SS or DicomVr.US => 2,
        DicomVr.FL or DicomVr.OF or DicomVr.OL or DicomVr.SL or DicomVr.UL => 4,
        DicomVr.FD or DicomVr.OD or DicomVr.OV or DicomVr.SV or DicomVr.UV => 8,
        _ => 1,
    };

    /// <summary>True for values of characters.</summary>
    public static bool IsText(DicomVr vr) => vr is DicomVr.AE or DicomVr.AS or DicomVr.CS or DicomVr.DA or DicomVr.DS
        or DicomVr.DT or DicomVr.IS or DicomVr.TM or DicomVr.UI or DicomVr.UR || IsCharacterSetText(vr);

    /// <summary>True for text whose bytes mean what Specific Character Set says (PS3.3, C.12.1.1.2).</summary>
    public static bool IsCharacterSetText(DicomVr vr) => vr is DicomVr.LO or DicomVr.LT or DicomVr.PN or DicomVr.SH
        or DicomVr.ST or DicomVr.UC or DicomVr.UT;

    /// <summary>True for text in which a backslash parts nothing and leading spaces count.</summary>
    public static bool IsSingleText(DicomVr vr) => vr is DicomVr.LT or DicomVr.ST or DicomVr.UT or DicomVr.UR;

    /// <summary>The byte that makes a length even.</summary>
    public static byte Padding(DicomVr vr) => vr != DicomVr.UI && IsText(vr) ? (byte)' ' : (byte)0;
}
