using Trabecula.Domain;
using Trabecula.Imaging.Reading;

namespace Trabecula.Imaging;

/// <summary>Reads one film from a file, whatever it is: DICOM, PNG, TIFF or JPEG, told by content.</summary>
/// <remarks>
/// Every refusal is a <see cref="TrabeculaException"/>. Codes of this class: <c>no_such_file</c>, <c>is_a_directory</c>,
/// <c>empty_file</c>, <c>unreadable</c>, <c>too_large</c>, <c>unsupported_format</c>, <c>not_lumbar_ap</c> (an object that is
/// no projection radiograph), <c>multi_frame</c>, <c>too_many_pixels</c>, <c>bad_picture</c>; those of
/// <c>Trabecula.Dicom</c> pass through, for instance <c>no_pixel_data</c>, <c>colour</c>, <c>bad_dimensions</c>,
/// <c>truncated</c>. What was done to the pixels is told in <see cref="Radiograph.Steps"/>.
/// </remarks>
public static class RadiographReader
{
    /// <summary>
    /// The largest file that is read, in bytes. A 43 × 43 cm film at 0.1 mm and 16 bits takes 37 MB; the bound keeps a
    /// wrong file from filling the memory.
    /// </summary>
    internal const long LargestFileBytes = 256L << 20;

    private const int ChunkBytes = 1 << 20;

    /// <summary>Reads a film from a file.</summary>
    /// <param name="path">The file; its extension does not matter.</param>
    /// <param name="ct">Cancels between stages of the work.</param>
    /// <returns>The film: finite pixels, larger means more attenuation.</returns>
    /// <exception cref="TrabeculaException">The file cannot be read, or is no single-frame grey projection radiograph.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    public static Radiograph Read(string path, CancellationToken ct = default) => Read(Load(path, ct), ct);

    /// <summary>Reads a film from a file's bytes.</summary>
    /// <param name="bytes">The whole file. It is not copied, and must not change while it is read.</param>
    /// <param name="ct">Cancels between stages of the work.</param>
    /// <returns>The film: finite pixels, larger means more attenuation.</returns>
    /// <exception cref="TrabeculaException">The bytes are no single-frame grey projection radiograph.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    public static Radiograph Read(ReadOnlyMemory<byte> bytes, CancellationToken ct = default)
    {
        ct.ThrowIfCancellationRequested();
        if (bytes.IsEmpty)
        {
            throw new TrabeculaException("empty_file", "The file is empty.");
        }

        if (bytes.Length > LargestFileBytes)
        {
            throw TooLarge();
        }

        var kind = FileKind.Of(bytes.Span);
        return kind.Format switch
        {
            FileFormat.Dicom => DicomFilm.Read(bytes, ct),
            FileFormat.Other => throw new TrabeculaException(
                "unsupported_format", $"The file is {kind.Name}; give a radiograph as DICOM, PNG, TIFF or JPEG."),
            _ => PictureFile.Read(bytes, kind.Format, ct),
        };
    }

    private static ReadOnlyMemory<byte> Load(string path, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(path) || path.Contains('\0'))
        {
            throw new TrabeculaException("no_such_file", "The name of the file is empty or not a name.");
        }

        if (Directory.Exists(path))
        {
            throw new TrabeculaException("is_a_directory", "This is a directory; name the films in it one by one.");
        }

        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            return file.CanSeek ? LoadKnownLength(file, ct) : LoadPipe(file, ct);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new TrabeculaException("no_such_file", "There is no such file.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new TrabeculaException("unreadable", "The file may not be read: permission denied.", e);
        }
        catch (IOException e)
        {
            throw new TrabeculaException("unreadable", "The file cannot be read: the disk or the network gave an error.", e);
        }
    }

    private static byte[] LoadKnownLength(FileStream file, CancellationToken ct)
    {
        if (file.Length > LargestFileBytes)
        {
            throw TooLarge();
        }

        var bytes = GC.AllocateUninitializedArray<byte>((int)file.Length);
        var filled = 0;
        while (filled < bytes.Length)
        {
            ct.ThrowIfCancellationRequested();
            var read = file.Read(bytes, filled, Math.Min(ChunkBytes, bytes.Length - filled));
            if (read == 0)
            {
                throw new TrabeculaException("unreadable", "The file became shorter while it was read.");
            }

            filled += read;
        }

        return bytes;
    }

    private static ReadOnlyMemory<byte> LoadPipe(FileStream file, CancellationToken ct)
    {
        var gathered = new MemoryStream();
        var chunk = new byte[ChunkBytes];
        int read;
        while ((read = file.Read(chunk)) > 0)
        {
            ct.ThrowIfCancellationRequested();
            gathered.Write(chunk, 0, read);
            if (gathered.Length > LargestFileBytes)
            {
                throw TooLarge();
            }
        }

        return gathered.GetBuffer().AsMemory(0, (int)gathered.Length);
    }

    private static TrabeculaException TooLarge() =>
        new("too_large", $"The file is larger than {LargestFileBytes >> 20} MB, which no single radiograph is.");
}
