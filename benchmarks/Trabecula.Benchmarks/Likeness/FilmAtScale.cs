using Trabecula.Imaging;

namespace Trabecula.Benchmarks;

/// <summary>A film brought to a known scale at the spine, black 0 and white 1, with its vertebral bodies from above downwards.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Pixels">Row-major, bone bright.</param>
/// <param name="Bodies">Boxes in these pixels.</param>
/// <param name="GridMm">Pixel pitch at the spine.</param>
/// <param name="OwnMm">Pixel pitch that the film itself has at the spine; finer detail than two of them it cannot hold.</param>
internal sealed record FilmAtScale(int Width, int Height, float[] Pixels, IReadOnlyList<BodyBox> Bodies, double GridMm, double OwnMm)
{
    // From the middle of one lumbar vertebra to the next: a body of about 27 and a disc of about 10 mm. Only the scale of the
    // table hangs on it, and that is the same for real and simulated films.
    private const double PitchMm = 37;

    // Letters and the collimator's shutter would otherwise tell where black and white are.
    private const double ClippedShare = 0.005;

    /// <summary>Brings a film to scale.</summary>
    /// <param name="film">The film.</param>
    /// <param name="bodies">At least two neighbouring vertebral bodies, from above downwards, in the film's pixels.</param>
    /// <param name="gridMm">The pixel pitch that is wanted.</param>
    public static FilmAtScale Of(Radiograph film, IReadOnlyList<BodyBox> bodies, double gridMm)
    {
        double pitch = (bodies[^1].MiddleY - bodies[0].MiddleY) / (bodies.Count - 1);
        double ownMm = PitchMm / pitch, step = gridMm / ownMm;
        int width = Math.Max(1, (int)(film.Width / step)), height = Math.Max(1, (int)(film.Height / step));
        float[] pixels = new float[width * height];
        for (int row = 0; row < height; row++)
        {
            for (int column = 0; column < width; column++)
            {
                pixels[(row * width) + column] = Mean(film, column * step, row * step, step);
            }
        }

        float[] sorted = [.. pixels.Order()];
        float black = sorted[(int)(ClippedShare * (sorted.Length - 1))], white = sorted[(int)((1 - ClippedShare) * (sorted.Length - 1))];
        float span = Math.Max(1e-6f, white - black);
        BodyBox[] scaled = [.. bodies.Select(b => new BodyBox(b.Left / step, b.Top / step, b.Right / step, b.Bottom / step))];
        return new FilmAtScale(width, height, Array.ConvertAll(pixels, p => Math.Clamp((p - black) / span, 0, 1)), scaled, gridMm, ownMm);
    }

    /// <summary>The pixels within a box, of which parts outside the film are left out.</summary>
    public float[] Within(BodyBox box)
    {
        (int left, int right) = (Math.Max(0, (int)Math.Ceiling(box.Left)), Math.Min(Width, (int)Math.Ceiling(box.Right)));
        (int top, int bottom) = (Math.Max(0, (int)Math.Ceiling(box.Top)), Math.Min(Height, (int)Math.Ceiling(box.Bottom)));
        var inside = new List<float>();
        for (int row = top; row < bottom; row++)
        {
            for (int column = left; column < right; column++)
            {
                inside.Add(Pixels[(row * Width) + column]);
            }
        }

        return [.. inside];
    }

    // The mean over a square of the film, its border pixels by the share that is covered.
    private static float Mean(Radiograph film, double left, double top, double side)
    {
        double sum = 0, area = 0;
        for (int y = (int)top; y < Math.Min(film.Height, top + side); y++)
        {
            double high = Math.Min(y + 1, top + side) - Math.Max(y, top);
            for (int x = (int)left; x < Math.Min(film.Width, left + side); x++)
            {
                double weight = high * (Math.Min(x + 1, left + side) - Math.Max(x, left));
                sum += weight * film.Pixels[(y * film.Width) + x];
                area += weight;
            }
        }

        return (float)(sum / Math.Max(area, 1e-9));
    }
}
