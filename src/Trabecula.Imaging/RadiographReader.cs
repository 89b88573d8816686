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

    /// <summary>Reads a film from a file.</summary>
    /// <param name="path">The file; its extension does not matter.</param>
    /// <param name="ct">Cancels between stages of the work.</param>
    /// <returns>The film: finite pixels, larger means more attenuation.</returns>
    /// <exception cref="TrabeculaException">The file cannot be read, or is no single-frame grey projection radiograph.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    public static Radiograph Read(string path, CancellationToken ct = default)
    {
        using var file = FileBytes.Load(path, ct);
        return Read(file.Content, ct);
    }

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

    /// <summary>The refusal of a file beyond <see cref="LargestFileBytes"/>.</summary>
    internal static TrabeculaException TooLarge() =>
        new("too_large", $"The file is larger than {LargestFileBytes >> 20} MB, which no single radiograph is.");
}
