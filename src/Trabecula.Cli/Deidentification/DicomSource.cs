using Trabecula.Dicom;
using Trabecula.Domain;

namespace Trabecula.Cli.Deidentification;

/// <summary>Opens files that may be anything: what is no DICOM object is refused by its first bytes, however large it is.</summary>
internal static class DicomSource
{
    private const int ProbeBytes = 4096;

    /// <summary>Reads a whole object.</summary>
    /// <exception cref="TrabeculaException">A code of <see cref="DicomErrors"/>.</exception>
    public static DicomFile Open(string path)
    {
        Probe(path);
        return DicomFile.Open(path);
    }

    /// <summary>Reads what stands before the pixels.</summary>
    /// <exception cref="TrabeculaException">A code of <see cref="DicomErrors"/>.</exception>
    public static DicomFile OpenHeader(string path)
    {
        Probe(path);
        return DicomFile.OpenHeader(path);
    }

    private static void Probe(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            var start = new byte[ProbeBytes];
            if (!DicomFile.LooksLikeDicom(start.AsSpan(0, file.ReadAtLeast(start, ProbeBytes, throwOnEndOfStream: false))))
                throw new DicomException(DicomErrors.NotDicom, "The file is no DICOM object.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DicomException(DicomErrors.FileAccess, "The file cannot be read.", e);
        }
    }
}
