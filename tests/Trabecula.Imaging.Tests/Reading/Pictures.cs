using NetVips;

namespace Trabecula.Imaging.Tests.Reading;

/// <summary>Pictures of known content, encoded by libvips.</summary>
internal static class Pictures
{
    public const int Width = 40, Height = 30;

    /// <summary>A diagonal ramp; every pixel differs from its neighbours.</summary>
    public static ushort[] Ramp(int step) =>
        [.. from y in Enumerable.Range(0, Height) from x in Enumerable.Range(0, Width) select (ushort)((3 * x + y) * step)];

    public static Image Grey8() =>
        Image.NewFromMemory(Array.ConvertAll(Ramp(1), v => (byte)v), Width, Height, 1, Enums.BandFormat.Uchar);

    public static Image Grey16()
    {
        using var raw = Image.NewFromMemory(Ramp(400), Width, Height, 1, Enums.BandFormat.Ushort);
        return raw.Copy(interpretation: Enums.Interpretation.Grey16);
    }

    public static Image Rgb8()
    {
        using var grey = Grey8();
        using var colour = grey.Bandjoin(grey, grey);
        return colour.Copy(interpretation: Enums.Interpretation.Srgb);
    }

    public static byte[] Png(Image image) => image.PngsaveBuffer();

    public static byte[] Tiff(Image image) => image.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Lzw);

    public static byte[] Jpeg(Image image) => image.JpegsaveBuffer(q: 98);
}
