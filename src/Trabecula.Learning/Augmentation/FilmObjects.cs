using Trabecula.Domain;

namespace Trabecula.Learning.Augmentation;

/// <summary>Things that lie in and on films: gas, contrast medium, metal, letters, arrows, bars.</summary>
internal static class FilmObjects
{
    /// <summary>Soft dark (gas) and bright (contrast medium, stool) ellipses.</summary>
    public static void Shadows(float[] canvas, int width, int height, DeterministicRandom random)
    {
        int count = random.Chance(0.5) ? random.Index(14) : 0;
        for (int i = 0; i < count; i++)
        {
            double radiusX = random.Uniform(4, 34), radiusY = random.Uniform(4, 34);
            float depth = (float)(random.Chance(0.75) ? -random.Uniform(0.05, 0.3) : random.Uniform(0.05, 0.3));
            float edge = (float)random.Uniform(1.5, 8);
            Stamp(canvas, width, height, random.Uniform(0, width), random.Uniform(0, height), radiusX, radiusY, (value, inside) => value + (depth * Math.Min(1, inside * edge)));
        }
    }

    /// <summary>Metal, letters, arrows, bars.</summary>
    public static void Marks(float[] canvas, int width, int height, DeterministicRandom random)
    {
        int count = random.Chance(0.4) ? 1 + random.Index(6) : 0;
        for (int i = 0; i < count; i++)
        {
            float grey = random.Chance(0.7) ? (float)random.Uniform(0.9, 1.4) : (float)random.Uniform(-0.2, 0.1);
            double x = random.Uniform(0, width), y = random.Uniform(0, height);
            switch (random.Index(3))
            {
                case 0:
                    Stamp(canvas, width, height, x, y, random.Uniform(1.5, 9), random.Uniform(1.5, 9), (_, _) => grey);
                    break;
                case 1:
                    Line(canvas, width, height, x, y, random.Uniform(-60, 60), random.Uniform(-60, 60), random.Uniform(0.5, 2), grey);
                    break;
                default:
                    Bar(canvas, width, height, x, y, random.Uniform(4, 60), random.Uniform(3, 14), grey);
                    break;
            }
        }
    }

    private static void Stamp(float[] canvas, int width, int height, double x, double y, double radiusX, double radiusY, Func<float, float, float> change)
    {
        for (int row = (int)Math.Max(0, y - radiusY); row <= Math.Min(height - 1, y + radiusY); row++)
        {
            for (int column = (int)Math.Max(0, x - radiusX); column <= Math.Min(width - 1, x + radiusX); column++)
            {
                double dx = (column - x) / radiusX, dy = (row - y) / radiusY;
                float inside = (float)(1 - Math.Sqrt((dx * dx) + (dy * dy)));
                if (inside > 0)
                {
                    ref float value = ref canvas[(row * width) + column];
                    value = float.IsNaN(value) ? value : change(value, inside);
                }
            }
        }
    }

    private static void Line(float[] canvas, int width, int height, double x, double y, double dx, double dy, double radius, float grey)
    {
        int steps = (int)Math.Ceiling(Math.Max(Math.Abs(dx), Math.Abs(dy)));
        for (int i = 0; i <= steps; i++)
        {
            double t = (double)i / Math.Max(1, steps);
            Stamp(canvas, width, height, x + (t * dx), y + (t * dy), radius + 0.5, radius + 0.5, (_, _) => grey);
        }
    }

    private static void Bar(float[] canvas, int width, int height, double x, double y, double halfWidth, double halfHeight, float grey)
    {
        for (int row = (int)Math.Max(0, y - halfHeight); row <= Math.Min(height - 1, y + halfHeight); row++)
        {
            for (int column = (int)Math.Max(0, x - halfWidth); column <= Math.Min(width - 1, x + halfWidth); column++)
            {
                ref float value = ref canvas[(row * width) + column];
                value = float.IsNaN(value) ? value : grey;
            }
        }
    }
}
