using System.Numerics;
using System.Runtime.InteropServices;
using NetVips;
using Trabecula.Domain;

namespace Trabecula.Imaging.Reading;

/// <summary>PNG, TIFF and JPEG through libvips. The only place that knows it, so that a DICOM film never loads it.</summary>
internal static class PictureFile
{
    /// <summary>As in <c>Trabecula.Dicom</c>: a 43 × 43 cm film at 0.05 mm has 74 million.</summary>
    private const long MostPixels = 40_000_000;

    static PictureFile()
    {
        // One picture is read once: a cache of operations only holds memory. Decoders are serial, so one thread does.
        Cache.Max = 0;
        NetVips.NetVips.Concurrency = 1;

        // What libvips only warns of (an unknown tag, say) changes no pixel; what changes one is an error and refused.
        Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning, static (_, _, _) => { });
    }

    /// <summary>Reads a picture; the format's own loader is named, for libvips' guess would open far more kinds of file.</summary>
    public static Radiograph Read(ReadOnlyMemory<byte> bytes, FileFormat format, CancellationToken ct)
    {
        try
        {
            using var stored = Load(WholeArray(bytes), format);
            CheckHeader(stored);
            ct.ThrowIfCancellationRequested();
            return Decode(stored, ct);
        }
        catch (VipsException e)
        {
            throw new TrabeculaException("unreadable", "The picture is damaged or incomplete and cannot be decoded.", e);
        }
    }

    /// <summary>Greys after they were written as JPEG and read again.</summary>
    /// <param name="greys">Row-major, width × height.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="quality">JPEG's quality, 1 to 100.</param>
    public static byte[] Recompressed(byte[] greys, int width, int height, int quality)
    {
        using var picture = Image.NewFromMemoryCopy(greys, width, height, 1, Enums.BandFormat.Uchar);
        using var grey = picture.Copy(interpretation: Enums.Interpretation.Bw);
        using var read = Image.JpegloadBuffer(grey.JpegsaveBuffer(q: quality));
        return read.WriteToMemory<byte>();
    }

    private static Image Load(byte[] bytes, FileFormat format) => format switch
    {
        FileFormat.Png => Image.PngloadBuffer(bytes, access: Enums.Access.Sequential, failOn: Enums.FailOn.Error),
        FileFormat.Jpeg => Image.JpegloadBuffer(bytes, access: Enums.Access.Sequential, failOn: Enums.FailOn.Error),
        _ => Image.TiffloadBuffer(bytes, access: Enums.Access.Sequential, failOn: Enums.FailOn.Error),
    };

    private static void CheckHeader(Image image)
    {
        if ((long)image.Width * image.Height > MostPixels)
        {
            throw new TrabeculaException(
                "too_many_pixels", $"The picture has {image.Width} × {image.Height} pixels; at most {MostPixels / 1_000_000} million are read.");
        }

        if (image.Contains("n-pages") && (int)image.Get("n-pages") > 1)
        {
            throw new TrabeculaException("multi_frame", "The file holds more than one picture; save the film as a file of its own.");
        }
    }

    private static Radiograph Decode(Image stored, CancellationToken ct)
    {
        var steps = new List<string>();
        using var upright = IsTurned(stored) ? Upright(stored, steps) : stored.Copy();
        using var opaque = upright.HasAlpha() ? Flatten(upright, steps) : upright.Copy();
        using var plain = opaque.Bands > 1 && opaque.Interpretation is not (Enums.Interpretation.Srgb or Enums.Interpretation.Rgb16)
            ? opaque.Colourspace(Enums.Interpretation.Srgb)
            : opaque.Copy();
        if (plain.Bands is not (1 or 3))
        {
            throw new TrabeculaException("unsupported_format", $"The picture has {plain.Bands} channels; 1 (grey) or 3 (colour) are read.");
        }

        ct.ThrowIfCancellationRequested();
        var samples = plain.Format switch
        {
            Enums.BandFormat.Uchar => Grey(plain.WriteToMemory<byte>(), plain.Bands, byte.MaxValue, steps),
            Enums.BandFormat.Ushort => Grey(plain.WriteToMemory<ushort>(), plain.Bands, ushort.MaxValue, steps),
            _ => GreyOfOtherFormat(plain, steps),
        };
        steps.Add("spacing unknown: a picture's resolution is a print size");
        steps.Add("a picture does not tell its polarity: taken as it is");
        return new Radiograph(
            plain.Width, plain.Height, samples, null, SpacingSource.Unknown, false, Subject.Unknown, FilmOrigin.Unknown, steps);
    }

    private static bool IsTurned(Image image) => image.Contains("orientation") && (int)image.Get("orientation") > 1;

    private static Image Upright(Image image, List<string> steps)
    {
        steps.Add("turned upright as the picture's orientation tag says");
        return image.Autorot();
    }

    private static Image Flatten(Image image, List<string> steps)
    {
        steps.Add("transparency laid on black");
        return image.Flatten();
    }

    private static float[] Grey<T>(T[] samples, int bands, double white, List<string> steps)
        where T : unmanaged, INumber<T> =>
        bands == 1 ? Array.ConvertAll(samples, float.CreateChecked) : Luminance.Of<T>(samples, white, steps);

    private static float[] GreyOfOtherFormat(Image image, List<string> steps)
    {
        using var real = image.Cast(Enums.BandFormat.Float);
        var samples = real.WriteToMemory<float>();
        if (!Array.TrueForAll(samples, float.IsFinite))
        {
            throw new TrabeculaException("unreadable", "The picture holds pixels that are not numbers.");
        }

        return Grey(samples, image.Bands, samples.Max(), steps);
    }

    private static byte[] WholeArray(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length
            ? segment.Array
            : bytes.ToArray();
}
