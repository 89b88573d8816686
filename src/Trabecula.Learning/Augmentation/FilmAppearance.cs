using Trabecula.Domain;
using Trabecula.Imaging;

namespace Trabecula.Learning.Augmentation;

/// <summary>Random tone, sharpness, noise and what pictures have been through.</summary>
internal static class FilmAppearance
{
    /// <summary>Changes a canvas of grey values around 0 to 1 in place; not-a-number stays.</summary>
    public static void Vary(float[] canvas, int width, int height, DeterministicRandom random)
    {
        FilmObjects.Shadows(canvas, width, height, random);
        if (random.Chance(0.6))
        {
            Texture(canvas, width, height, random);
        }

        Tone(canvas, random);
        if (random.Chance(0.6))
        {
            Shade(canvas, width, height, random);
        }

        if (random.Chance(0.5))
        {
            RandomFilter(canvas, width, height, random);
        }

        Sharpness(canvas, width, height, random);

        if (random.Chance(0.15))
        {
            Seam(canvas, width, height, random);
        }

        // Noise that was there before a picture was worked on is worked on with it.
        if (random.Chance(0.3))
        {
            Grain(canvas, width, height, random);
        }

        double contrast = random.NextDouble();
        if (contrast < 0.25)
        {
            LocalContrast(canvas, width, height, random);
        }
        else if (contrast < 0.6)
        {
            LocalEqualisation.Apply(canvas, width, height, random);
        }

        if (random.Chance(0.25))
        {
            Halo(canvas, width, height, random);
        }

        FilmObjects.Marks(canvas, width, height, random);
        Noise(canvas, random);
    }

    /// <summary>Soft tissue's clouds: noise of many sizes, the large ones strongest.</summary>
    private static void Texture(float[] canvas, int width, int height, DeterministicRandom random)
    {
        float strength = (float)Math.Exp(random.Uniform(-4, -2.3));
        double roughness = random.Uniform(0.45, 0.85);
        for (int knots = 5; knots <= 80; knots *= 2)
        {
            var grid = new float[(knots + 2) * (knots + 2)];
            for (int i = 0; i < grid.Length; i++)
            {
                grid[i] = strength * (float)random.Normal();
            }

            var field = new Raster(knots + 2, knots + 2, grid);
            for (int row = 0; row < height; row++)
            {
                double y = (double)row * knots / height;
                for (int column = 0; column < width; column++)
                {
                    canvas[(row * width) + column] += field.Sample((double)column * knots / width, y, 0);
                }
            }

            strength *= (float)roughness;
        }
    }

    /// <summary>A filter with random coefficients, mixed with the film: what it does to edges and textures no vendor's chain foresees.</summary>
    /// <remarks>Random convolutions, Xu et al. 2021 (Robust and Generalizable Visual Representation Learning via Random Convolutions).</remarks>
    private static void RandomFilter(float[] canvas, int width, int height, DeterministicRandom random)
    {
        int radius = random.Chance(0.6) ? 1 : 2, side = (2 * radius) + 1;
        var kernel = new float[side * side];
        float sum = 0;
        for (int i = 0; i < kernel.Length; i++)
        {
            kernel[i] = (float)random.Normal() / side;
            sum += kernel[i];
        }

        // Bone stays bright: polarity is another label.
        float sign = sum < 0 ? -1 : 1, share = (float)random.Uniform(0.2, 0.9);
        float[] source = Filled(canvas);
        for (int row = radius; row < height - radius; row++)
        {
            for (int column = radius; column < width - radius; column++)
            {
                float value = 0;
                int k = 0;
                for (int dy = -radius; dy <= radius; dy++)
                {
                    int start = ((row + dy) * width) + column - radius;
                    for (int dx = 0; dx < side; dx++)
                    {
                        value += kernel[k++] * source[start + dx];
                    }
                }

                ref float pixel = ref canvas[(row * width) + column];
                pixel += share * ((sign * value) - pixel);
            }
        }
    }

    private static void Tone(float[] canvas, DeterministicRandom random)
    {
        float gamma = (float)Math.Exp(random.Uniform(-0.8, 0.8));
        float slope = (float)random.Uniform(0, 6), middle = (float)random.Uniform(0.3, 0.8);

        // Films are often burnt out at the spine or at the skin.
        float top = random.Chance(0.3) ? (float)random.Uniform(0.8, 1) : 2;
        float bottom = random.Chance(0.3) ? (float)random.Uniform(0, 0.25) : -1;
        for (int i = 0; i < canvas.Length; i++)
        {
            float value = Math.Clamp(canvas[i], bottom, top);
            value = MathF.Pow(Math.Clamp(value + 0.02f, 0, 1.5f), gamma);
            if (slope > 1.5f)
            {
                value = 1 / (1 + MathF.Exp(-slope * (value - middle)));
            }

            canvas[i] = value;
        }
    }

    /// <summary>A slow change of brightness over the film.</summary>
    private static void Shade(float[] canvas, int width, int height, DeterministicRandom random)
    {
        const int Knots = 4;
        var grid = new float[(Knots + 1) * (Knots + 1)];
        float strength = (float)random.Uniform(0, 0.35);
        for (int i = 0; i < grid.Length; i++)
        {
            grid[i] = strength * (float)random.Normal();
        }

        var field = new Raster(Knots + 1, Knots + 1, grid);
        for (int row = 0; row < height; row++)
        {
            for (int column = 0; column < width; column++)
            {
                canvas[(row * width) + column] += field.Sample((double)column * Knots / width, (double)row * Knots / height, 0);
            }
        }
    }

    /// <summary>Where two exposures of a long film were put together: brightness changes from one row to the next, often with a line between.</summary>
    private static void Seam(float[] canvas, int width, int height, DeterministicRandom random)
    {
        int seam = random.Index(height), line = random.Index(4);
        float step = (float)random.Normal(0, 0.15), contrast = (float)Math.Exp(random.Normal(0, 0.25)), grey = (float)random.Uniform(-0.2, 1.2);
        for (int row = seam; row < height; row++)
        {
            for (int column = 0; column < width; column++)
            {
                ref float value = ref canvas[(row * width) + column];
                value = float.IsNaN(value) ? value : row < seam + line ? grey : 0.5f + (contrast * (value - 0.5f)) + step;
            }
        }
    }

    private static void Sharpness(float[] canvas, int width, int height, DeterministicRandom random)
    {
        double choice = random.NextDouble();
        if (choice > 0.75)
        {
            return;
        }

        // A blur (small pictures, enlarged ones) or its opposite, the edge enhancement of a vendor's chain.
        Raster soft = new Raster(width, height, Filled(canvas)).BoxMean(1);
        bool blur = choice < 0.55;
        if (blur && random.Chance(0.5))
        {
            soft = soft.BoxMean(1 + random.Index(3));
        }

        float amount = blur ? (float)random.Uniform(-1, -0.4) : (float)random.Uniform(0.5, 2);
        for (int i = 0; i < canvas.Length; i++)
        {
            canvas[i] += amount * (canvas[i] - soft.Pixels[i]);
        }
    }

    /// <summary>Noise with grains of one to three pixels.</summary>
    private static void Grain(float[] canvas, int width, int height, DeterministicRandom random)
    {
        var noise = new float[canvas.Length];
        float strength = (float)Math.Exp(random.Uniform(-5, -3));
        int radius = random.Index(3);
        AddNoise(noise, strength * ((2 * radius) + 1), random);
        float[] grains = radius == 0 ? noise : new Raster(width, height, noise).BoxMean(radius).Pixels;
        for (int i = 0; i < canvas.Length; i++)
        {
            canvas[i] += grains[i];
        }
    }

    /// <summary>Unsharp masking far beyond what a vendor's chain does: dark rims within bright edges.</summary>
    private static void Halo(float[] canvas, int width, int height, DeterministicRandom random)
    {
        float amount = (float)random.Uniform(0.5, 3.5);
        float[] soft = new Raster(width, height, Filled(canvas)).BoxMean(1 + random.Index(5)).Pixels;
        for (int i = 0; i < canvas.Length; i++)
        {
            canvas[i] = Math.Clamp(canvas[i] + (amount * (canvas[i] - soft[i])), -0.3f, 1.3f);
        }
    }

    private static float[] Filled(float[] canvas)
    {
        var filled = new float[canvas.Length];
        for (int i = 0; i < canvas.Length; i++)
        {
            filled[i] = float.IsNaN(canvas[i]) ? 0 : canvas[i];
        }

        return filled;
    }

    /// <summary>Evens out brightness and contrast of small surroundings, as pictures for print and for data sets often are.</summary>
    private static void LocalContrast(float[] canvas, int width, int height, DeterministicRandom random)
    {
        int radius = 5 + random.Index(28);
        float share = (float)random.Uniform(0.3, 1);
        float[] filled = Filled(canvas);
        var squares = new float[canvas.Length];
        for (int i = 0; i < canvas.Length; i++)
        {
            squares[i] = filled[i] * filled[i];
        }

        float[] mean = new Raster(width, height, filled).BoxMean(radius).Pixels, square = new Raster(width, height, squares).BoxMean(radius).Pixels;
        for (int i = 0; i < canvas.Length; i++)
        {
            float spread = MathF.Sqrt(Math.Max(0, square[i] - (mean[i] * mean[i])));
            canvas[i] += share * (((canvas[i] - mean[i]) / (4 * (spread + 0.02f))) + 0.5f - canvas[i]);
        }
    }

    private static void Noise(float[] canvas, DeterministicRandom random)
    {
        float strength = random.Chance(0.6) ? (float)Math.Exp(random.Uniform(-6.5, -3.6)) : 0;
        if (strength > 0)
        {
            AddNoise(canvas, strength, random);
        }
    }

    private static void AddNoise(float[] canvas, float strength, DeterministicRandom random)
    {
        for (int i = 0; i < canvas.Length; i++)
        {
            // The sum of four uniform numbers is near enough to normal, and one draw of 64 bits holds them all.
            ulong bits = random.NextBits();
            float sum = (bits & 0xFFFF) + ((bits >> 16) & 0xFFFF) + ((bits >> 32) & 0xFFFF) + (bits >> 48);
            canvas[i] += strength * 1.732f * ((sum / 65535f) - 2);
        }
    }
}
