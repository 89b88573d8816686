namespace Trabecula.Dicom;

/// <summary>A DICOM object with its file meta information (PS3.10).</summary>
public sealed class DicomFile
{
    // A UUID made into a UID (PS3.5, B.2) once and for all; it names this implementation of DICOM.
    private const string ImplementationClassUid = "2.25.252089927239634776351770536854386390369";
    private const string ImplementationVersion = "TRABECULA";

    // Private groups of some makers hold thumbnails; beyond this the whole file is read.
    private const int HeaderBytes = 256 << 10;

    internal DicomFile(DicomDataset meta, DicomDataset dataset, DicomTransferSyntax transferSyntax) =>
        (Meta, Dataset, TransferSyntax) = (meta, dataset, transferSyntax);

    /// <summary>The file meta information, group 0002; empty where the file has none.</summary>
    public DicomDataset Meta { get; }

    /// <summary>The object.</summary>
    public DicomDataset Dataset { get; }

    /// <summary>How the file's elements and pixels are laid out; guessed where the file does not say.</summary>
    public DicomTransferSyntax TransferSyntax { get; }

    /// <summary>Whether bytes look like the start of an object that <see cref="Read"/> takes.</summary>
    /// <param name="start">The first bytes of a file; 132 tell.</param>
    /// <returns>True where it is worth reading.</returns>
    public static bool LooksLikeDicom(ReadOnlySpan<byte> start) => FileReader.LooksLikeDicom(start);

    /// <summary>Reads an object. Values are slices of <paramref name="bytes"/>, which must not change afterwards.</summary>
    /// <param name="bytes">The whole file, with or without preamble and meta information.</param>
    /// <param name="limits">What a file may claim, or null for <see cref="DicomLimits.Default"/>.</param>
    /// <returns>The object; its pixels are not yet decoded.</returns>
    /// <exception cref="DicomException">
    /// <see cref="DicomErrors.NotDicom"/>, <see cref="DicomErrors.Malformed"/>, <see cref="DicomErrors.Truncated"/>,
    /// <see cref="DicomErrors.TooLarge"/> or <see cref="DicomErrors.UnsupportedTransferSyntax"/>.
    /// </exception>
    public static DicomFile Read(ReadOnlyMemory<byte> bytes, DicomLimits? limits = null) =>
        FileReader.Read(bytes, limits ?? DicomLimits.Default);

    /// <summary>Reads an object from a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">What a file may claim, or null for <see cref="DicomLimits.Default"/>.</param>
    /// <returns>The object; its pixels are not yet decoded.</returns>
    /// <exception cref="DicomException">As for <see cref="Read"/>, and <see cref="DicomErrors.FileAccess"/>.</exception>
    public static DicomFile Open(string path, DicomLimits? limits = null)
    {
        var bounds = limits ?? DicomLimits.Default;
        byte[] bytes;
        try
        {
            if (new FileInfo(path).Length > bounds.MaxFileBytes)
            {
                throw new DicomException(DicomErrors.TooLarge, $"The file is larger than {bounds.MaxFileBytes} bytes.");
            }

            bytes = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DicomException(DicomErrors.FileAccess, "The file cannot be read.", exception);
        }

        return Read(bytes, bounds);
    }

    /// <summary>Reads what stands before the pixels, mostly without reading the whole file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">What a file may claim, or null for <see cref="DicomLimits.Default"/>.</param>
    /// <returns>The object; Pixel Data is there without a value, and nothing behind it.</returns>
    /// <exception cref="DicomException">As for <see cref="Open"/>.</exception>
    public static DicomFile OpenHeader(string path, DicomLimits? limits = null)
    {
        var bounds = limits ?? DicomLimits.Default;
        byte[] start;
        bool isWhole;
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            isWhole = file.Length <= HeaderBytes;
            start = new byte[Math.Min(file.Length, HeaderBytes)];
            var filled = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            start = filled == start.Length ? start : start[..filled];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DicomException(DicomErrors.FileAccess, "The file cannot be read.", exception);
        }

        if (isWhole || !LooksLikeDicom(start))
        {
            return FileReader.Read(start, bounds, doesStopAtPixels: true);
        }

        try
        {
            return FileReader.Read(start, bounds, doesStopAtPixels: true);
        }
        catch (DicomException)
        {
            // The pixels begin farther behind, or the dataset is deflated: the whole file tells.
            return Open(path, bounds);
        }
    }

    /// <summary>Makes an uncompressed object in explicit little endian.</summary>
    /// <param name="dataset">The object, with SOP Class UID and SOP Instance UID.</param>
    /// <returns>The object with its meta information.</returns>
    /// <exception cref="DicomException"><see cref="DicomErrors.InvalidValue"/>: one of the two UIDs is missing.</exception>
    public static DicomFile Create(DicomDataset dataset) => Create(dataset, DicomTransferSyntax.ExplicitLittleEndian);

    /// <summary>Makes an object whose pixel data are fragments in the given syntax.</summary>
    /// <param name="dataset">The object, with SOP Class UID and SOP Instance UID.</param>
    /// <param name="encoding">Explicit little endian, or an encapsulated syntax.</param>
    /// <returns>The object with its meta information.</returns>
    /// <exception cref="DicomException"><see cref="DicomErrors.InvalidValue"/>: a UID is missing, or the syntax is not written.</exception>
    public static DicomFile Create(DicomDataset dataset, DicomTransferSyntax encoding)
    {
        if (!encoding.IsEncapsulated && encoding != DicomTransferSyntax.ExplicitLittleEndian)
        {
            throw new DicomException(DicomErrors.InvalidValue, $"Files in {encoding.Name} are read, not written.");
        }

        return new DicomFile(MetaOf(dataset, encoding), dataset, encoding);
    }

    /// <summary>The object as a file: explicit little endian, pixels as they are, meta information made anew.</summary>
    /// <returns>The bytes; the same object always gives the same ones.</returns>
    /// <exception cref="DicomException"><see cref="DicomErrors.InvalidValue"/>: the object cannot be written.</exception>
    public byte[] ToBytes()
    {
        var syntax = TransferSyntax.IsEncapsulated ? TransferSyntax : DicomTransferSyntax.ExplicitLittleEndian;
        return FileWriter.Write(MetaOf(Dataset, syntax), Dataset, syntax);
    }

    /// <summary>Writes the object to a file: beside it first, then renamed, so that no half-written file is ever seen.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <exception cref="DicomException">
    /// <see cref="DicomErrors.InvalidValue"/>: the object cannot be written. <see cref="DicomErrors.FileAccess"/>: the file cannot.
    /// </exception>
    public void Save(string path)
    {
        var bytes = ToBytes();
        var beside = $"{path}.{Guid.NewGuid():N}.partial";
        try
        {
            try
            {
                File.WriteAllBytes(beside, bytes);
                File.Move(beside, path, overwrite: true);
            }
            finally
            {
                File.Delete(beside);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DicomException(DicomErrors.FileAccess, $"{path} cannot be written: {exception.Message}", exception);
        }
    }

    private static DicomDataset MetaOf(DicomDataset dataset, DicomTransferSyntax syntax) => new DicomDataset()
        .SetBytes(DicomTags.FileMetaInformationVersion, DicomVr.OB, new byte[] { 0, 1 })
        .Set(DicomTags.MediaStorageSOPClassUID, DicomVr.UI, Needed(dataset, DicomTags.SOPClassUID))
        .Set(DicomTags.MediaStorageSOPInstanceUID, DicomVr.UI, Needed(dataset, DicomTags.SOPInstanceUID))
        .Set(DicomTags.TransferSyntaxUID, DicomVr.UI, syntax.Uid)
        .Set(DicomTags.ImplementationClassUID, DicomVr.UI, ImplementationClassUid)
        .Set(DicomTags.ImplementationVersionName, DicomVr.SH, ImplementationVersion);

    private static string Needed(DicomDataset dataset, DicomTag tag) => dataset.GetString(tag)
        ?? throw new DicomException(DicomErrors.InvalidValue, $"The object has no {tag}, without which it cannot be a file.");
}
