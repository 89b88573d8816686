using Trabecula.Domain;
using Trabecula.Learning.Training;

namespace Trabecula.Learning.Tests.Training;

/// <summary>Tiny problems with known answers: bright squares for the localiser, brightness under a mask for the densities.</summary>
internal static class ToySamples
{
    public const int Height = 64, Width = 64;

    public static LocaliserTraining Localiser(int count, int validation) => new(
        count,
        (epoch, index) => Square(new Random(epoch * 10_007 + index)),
        [.. Enumerable.Range(0, validation).Select(index => Square(new Random(-1 - index)))]);

    public static DensityTraining Density(int count, int validation, Func<float[], float[]>? mask = null)
    {
        mask ??= bmd => bmd;
        return new DensityTraining(
            count,
            (_, index) => Spine(new Random(index), mask),
            [.. Enumerable.Range(0, validation).Select(index => Spine(new Random(-1 - index), mask))],
            SiteScale.Of(Enumerable.Range(0, count).Select(index => Spine(new Random(index), mask).Bmd)));
    }

    /// <summary>A bright square whose corners are those of every level; every fourth film is empty and not lumbar.</summary>
    private static LocaliserSample Square(Random random)
    {
        var image = new float[Height * Width];
        foreach (ref var pixel in image.AsSpan()) pixel = 0.1f * random.NextSingle();
        var isLumbar = random.Next(4) > 0;
        var (left, top, size) = (random.Next(4, 28), random.Next(4, 28), random.Next(16, 32));
        for (var y = top; y < top + size && isLumbar; y++)
        {
            for (var x = left; x < left + size; x++) image[y * Width + x] += 1;
        }
        var (right, bottom) = (left + size - 1, top + size - 1);
        ImagePoint?[] corners = [new(left, top), new(right, top), new(right, bottom), new(left, bottom)];
        return new LocaliserSample(image, [.. Enumerable.Range(0, 24).Select(i => isLumbar ? corners[i % 4] : null)], isLumbar, false);
    }

    /// <summary>Four stacked blocks whose brightness is their density; the regions are means of them.</summary>
    private static DensitySample Spine(Random random, Func<float[], float[]> mask)
    {
        var frame = new float[Height * Width];
        var levels = new float[4 * Height * Width];
        var bmd = new float[8];
        for (var level = 0; level < 4; level++)
        {
            bmd[level] = 0.5f + 0.8f * random.NextSingle();
            for (var y = level * 16; y < level * 16 + 16; y++)
            {
                for (var x = 16; x < 48; x++)
                {
                    frame[y * Width + x] = bmd[level] + 0.05f * (random.NextSingle() - 0.5f);
                    levels[(level * Height + y) * Width + x] = 1;
                }
            }
        }
        bmd[4] = bmd[..4].Average();
        bmd[5] = bmd[1..4].Average();
        bmd[6] = 0.8f * bmd[4];
        bmd[7] = 0.9f * bmd[4];
        return new DensitySample(frame, levels, mask(bmd));
    }
}
