namespace Trabecula.Dicom;

/// <summary>How the elements and pixels of an object are laid out in bytes (PS3.5, 10 and annex A).</summary>
/// <param name="Uid">Transfer Syntax UID.</param>
/// <param name="Name">The standard's name for it.</param>
/// <param name="IsExplicitVr">True where every element names its value representation.</param>
/// <param name="IsBigEndian">True for the retired big-endian syntax.</param>
/// <param name="IsDeflated">True where the dataset is deflated.</param>
/// <param name="IsEncapsulated">True where pixels lie in fragments of a codestream.</param>
public sealed record DicomTransferSyntax(
    string Uid,
    string Name,
    bool IsExplicitVr = true,
    bool IsBigEndian = false,
    bool IsDeflated = false,
    bool IsEncapsulated = false)
{
    /// <summary>Implicit VR Little Endian.</summary>
    public static DicomTransferSyntax ImplicitLittleEndian { get; } =
        new("1.2.840.10008.1.2", "Implicit VR Little Endian", IsExplicitVr: false);

    /// <summary>Explicit VR Little Endian.</summary>
    public static DicomTransferSyntax ExplicitLittleEndian { get; } = new("1.2.840.10008.1.2.1", "Explicit VR Little Endian");

    /// <summary>Deflated Explicit VR Little Endian.</summary>
    public static DicomTransferSyntax DeflatedExplicitLittleEndian { get; } =
        new("1.2.840.10008.1.2.1.99", "Deflated Explicit VR Little Endian", IsDeflated: true);

    /// <summary>Explicit VR Big Endian (retired).</summary>
    public static DicomTransferSyntax ExplicitBigEndian { get; } =
        new("1.2.840.10008.1.2.2", "Explicit VR Big Endian", IsBigEndian: true);

    /// <summary>JPEG Baseline (Process 1), 8 bit, lossy.</summary>
    public static DicomTransferSyntax JpegBaseline { get; } = Encapsulated("1.2.840.10008.1.2.4.50", "JPEG Baseline");

    /// <summary>JPEG Extended (Process 2 and 4), 12 bit, lossy.</summary>
    public static DicomTransferSyntax JpegExtended { get; } = Encapsulated("1.2.840.10008.1.2.4.51", "JPEG Extended");

    /// <summary>JPEG Lossless (Process 14).</summary>
    public static DicomTransferSyntax JpegLossless { get; } = Encapsulated("1.2.840.10008.1.2.4.57", "JPEG Lossless");

    /// <summary>JPEG Lossless, First-Order Prediction (Process 14, Selection Value 1).</summary>
    public static DicomTransferSyntax JpegLosslessFirstOrder { get; } =
        Encapsulated("1.2.840.10008.1.2.4.70", "JPEG Lossless SV1");

    /// <summary>JPEG-LS Lossless.</summary>
    public static DicomTransferSyntax JpegLsLossless { get; } = Encapsulated("1.2.840.10008.1.2.4.80", "JPEG-LS Lossless");

    /// <summary>JPEG-LS Lossy (Near-Lossless).</summary>
    public static DicomTransferSyntax JpegLsNearLossless { get; } =
        Encapsulated("1.2.840.10008.1.2.4.81", "JPEG-LS Near-Lossless");

    /// <summary>JPEG 2000 (Lossless Only).</summary>
    public static DicomTransferSyntax Jpeg2000Lossless { get; } = Encapsulated("1.2.840.10008.1.2.4.90", "JPEG 2000 Lossless");

    /// <summary>JPEG 2000.</summary>
    public static DicomTransferSyntax Jpeg2000 { get; } = Encapsulated("1.2.840.10008.1.2.4.91", "JPEG 2000");

    /// <summary>RLE Lossless.</summary>
    public static DicomTransferSyntax RleLossless { get; } = Encapsulated("1.2.840.10008.1.2.5", "RLE Lossless");

    /// <summary>Every syntax that is read.</summary>
    public static IReadOnlyList<DicomTransferSyntax> All { get; } =
    [
        ImplicitLittleEndian, ExplicitLittleEndian, DeflatedExplicitLittleEndian, ExplicitBigEndian,
        JpegBaseline, JpegExtended, JpegLossless, JpegLosslessFirstOrder, JpegLsLossless, JpegLsNearLossless,
        Jpeg2000Lossless, Jpeg2000, RleLossless,
    ];

    /// <summary>Finds a syntax that is read.</summary>
    /// <param name="uid">Transfer Syntax UID.</param>
    /// <returns>The syntax, or null where the UID is none of <see cref="All"/>.</returns>
    public static DicomTransferSyntax? Find(string? uid) => All.FirstOrDefault(syntax => syntax.Uid == uid);

    private static DicomTransferSyntax Encapsulated(string uid, string name) => new(uid, name, IsEncapsulated: true);
}
