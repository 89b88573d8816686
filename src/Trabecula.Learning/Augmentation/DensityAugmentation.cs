using Trabecula.Domain;
using Trabecula.Imaging;
using Trabecula.Learning.Training;

namespace Trabecula.Learning.Augmentation;

/// <summary>Makes variants of straightened spines: what another localisation, another side and another vendor's gain would give.</summary>
/// <remarks>Nothing here changes the soft tissue beside the spine against the bone: that difference is the measurement.</remarks>
public static class DensityAugmentation
{
    // Median error of the localiser's corners is about 1.5 mm; the variants carry as much.
    private const double CornerMm = 1.2;

    /// <summary>The spine as estimation sees it.</summary>
    public static DensitySample Plain(DensityFilm film)
    {
        SpineFrame frame = SpineFrame.From(film.Film, film.MmPerPixel, film.Lumbar);
        return new DensitySample(frame.Pixels, frame.Levels, film.Bmd);
    }

    /// <summary>One variant; the same random stream gives the same variant.</summary>
    public static DensitySample Vary(DensityFilm film, DeterministicRandom random)
    {
        double width = 0;
        foreach (VertebraOutline vertebra in film.Lumbar)
        {
            width += Math.Abs(vertebra.TopRight.X - vertebra.TopLeft.X) / film.Lumbar.Count;
        }

        // A lumbar body is about 55 mm wide on a film.
        double jitter = CornerMm * width / 55;
        ImagePoint Move(ImagePoint p) => new(p.X + random.Normal(0, jitter), p.Y + random.Normal(0, jitter));
        VertebraOutline[] moved = [.. film.Lumbar.Select(v => new VertebraOutline(
            v.Level, Move(v.TopLeft), Move(v.TopRight), Move(v.BottomRight), Move(v.BottomLeft), v.Confidence))];

        // A tenth of the films is seen as if their pixel spacing were unknown, as that of plain pictures is.
        double? pitch = random.Chance(0.1) ? null : film.MmPerPixel;
        SpineFrame frame = SpineFrame.From(film.Film, pitch, moved);
        float gain = (float)Math.Exp(random.Normal(0, 0.04));
        bool mirror = random.Chance(0.5);
        float[] pixels = mirror ? Mirrored(frame.Pixels) : frame.Pixels;
        float[] levels = mirror ? Mirrored(frame.Levels) : frame.Levels;
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] *= gain;
        }

        return new DensitySample(pixels, levels, film.Bmd);
    }

    private static float[] Mirrored(float[] rows)
    {
        var result = (float[])rows.Clone();
        for (int start = 0; start < result.Length; start += SpineFrame.Width)
        {
            Array.Reverse(result, start, SpineFrame.Width);
        }

        return result;
    }
}
