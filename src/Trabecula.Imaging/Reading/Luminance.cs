using System.Numerics;

namespace Trabecula.Imaging.Reading;

/// <summary>One grey channel from three colours.</summary>
internal static class Luminance
{
    /// <summary>Luma weights of ITU-R BT.601, which JPEG and most grey conversions use.</summary>
    private const float Red = 0.299f, Green = 0.587f, Blue = 0.114f;

    /// <summary>Channels this far apart (of white) are still one grey: JPEG's chroma rounding reaches it.</summary>
    private const double GreyTolerance = 8 / 255.0;

    /// <summary>Reduces interleaved colours.</summary>
    /// <param name="samples">Red, green, blue, red, … .</param>
    /// <param name="white">The value of white, against which differences between channels are judged.</param>
    /// <param name="steps">Told whether real colour was lost: an arrow or a label drawn on the film.</param>
    /// <returns>One value for each pixel, in the samples' own units.</returns>
    public static float[] Of<T>(ReadOnlySpan<T> samples, double white, List<string> steps)
        where T : unmanaged, INumber<T>
    {
        var pixels = GC.AllocateUninitializedArray<float>(samples.Length / 3);
        var tolerance = (float)(white * GreyTolerance);
        var coloured = 0;
        for (var i = 0; i < pixels.Length; i++)
        {
            var red = float.CreateTruncating(samples[3 * i]);
            var green = float.CreateTruncating(samples[3 * i + 1]);
            var blue = float.CreateTruncating(samples[3 * i + 2]);
            if (red == green && green == blue)
            {
                pixels[i] = red;
                continue;
            }

            pixels[i] = Red * red + Green * green + Blue * blue;
            coloured += Math.Max(red, Math.Max(green, blue)) - Math.Min(red, Math.Min(green, blue)) > tolerance ? 1 : 0;
        }

        steps.Add(coloured == 0
            ? "three equal channels taken as one grey"
            : FormattableString.Invariant($"colour picture reduced to luminance ({100.0 * coloured / pixels.Length:f1} % of its pixels are coloured)"));
        return pixels;
    }
}
