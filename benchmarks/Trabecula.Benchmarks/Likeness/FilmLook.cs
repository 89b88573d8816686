namespace Trabecula.Benchmarks;

/// <summary>What can be measured of a film's look. Greys are shares of the way from its black to its white.</summary>
/// <param name="Greys">Percentiles 5, 25, 50, 75 and 95 of the field around the lumbar spine.</param>
/// <param name="Clipped">Share of that field that is black or white altogether.</param>
/// <param name="SpineDetail">Root mean square detail of the vertebral column by octave of size, the finest first; not a number where the film is too coarse.</param>
/// <param name="SideDetail">The same of the soft tissue beside it.</param>
/// <param name="BodyOverSide">Grey of a vertebral body less that beside it.</param>
/// <param name="BodyOverSideSpread">The same over the spread of greys beside it.</param>
/// <param name="DiscUnderBody">Grey of a disc less that of the bodies above and below; normally negative.</param>
/// <param name="PedicleOverBody">The bright tenth of a pedicle's place less the body's middle.</param>
/// <param name="EndplateOverBody">The bright tenth of a body's upper and lower rim less the body's middle.</param>
/// <param name="BodySpread">Spread of greys within the middle of a body.</param>
/// <param name="Grain">Standard deviation of the pixel noise beside the spine, from second differences.</param>
internal sealed record FilmLook(
    double[] Greys,
    double Clipped,
    double[] SpineDetail,
    double[] SideDetail,
    double BodyOverSide,
    double BodyOverSideSpread,
    double DiscUnderBody,
    double PedicleOverBody,
    double EndplateOverBody,
    double BodySpread,
    double Grain)
{
    /// <summary>Octaves of size that are told apart.</summary>
    public const int Octaves = 4;

    /// <summary>Half the width of the field that counts as the lumbar one, in mm at the spine: the middle of any abdomen.</summary>
    private const double FieldMm = 100;

    /// <summary>Strips beside a body: from its edge, clear of osteophytes, over the psoas.</summary>
    private const double StripFromMm = 5, StripToMm = 17;

    /// <summary>Measures a film.</summary>
    /// <param name="film">The film.</param>
    /// <param name="shortestMm">The shortest wavelength of the finest octave.</param>
    public static FilmLook Of(FilmAtScale film, double shortestMm)
    {
        double mm = 1 / film.GridMm;
        IReadOnlyList<BodyBox> bodies = film.Bodies;
        double middle = bodies.Average(b => b.MiddleX), top = bodies[0].Top, bottom = bodies[^1].Bottom;
        float[] field = Sorted(film.Within(new BodyBox(middle - (FieldMm * mm), top, middle + (FieldMm * mm), bottom)));
        BodyBox[][] strips = [.. bodies.Select(b => new[]
        {
            new BodyBox(b.Left - (StripToMm * mm), b.Top, b.Left - (StripFromMm * mm), b.Bottom),
            new BodyBox(b.Right + (StripFromMm * mm), b.Top, b.Right + (StripToMm * mm), b.Bottom),
        })];
        double Core(BodyBox b) => Median(film.Within(b.Part(0.25, 0.25, 0.75, 0.75)));
        float[] Beside(int i) => [.. strips[i].SelectMany(film.Within)];
        IEnumerable<int> all = Enumerable.Range(0, bodies.Count);
        double over = MedianOf(all.Select(i => Core(bodies[i]) - Median(Beside(i))));
        double[] own = [.. Enumerable.Range(0, Octaves).Select(o => film.OwnMm * 2 <= shortestMm * (1 << o) * 1.01 ? 1 : double.NaN)];
        return new FilmLook(
            [.. new[] { 0.05, 0.25, 0.5, 0.75, 0.95 }.Select(p => (double)field[(int)(p * (field.Length - 1))])],
            field.Count(v => v is <= 0.004f or >= 0.996f) / (double)field.Length,
            [.. Detail(film, [new BodyBox(bodies.Min(b => b.Left), top, bodies.Max(b => b.Right), bottom)], shortestMm).Zip(own, (d, o) => d * o)],
            [.. Detail(film, SideFields(film), shortestMm).Zip(own, (d, o) => d * o)],
            over,
            over / MedianOf(all.Select(i => Spread(Beside(i)))),
            MedianOf(all.Skip(1).Select(i => Disc(film, bodies[i - 1], bodies[i]) - ((Core(bodies[i - 1]) + Core(bodies[i])) / 2))),
            MedianOf(all.Select(i => Bright([.. film.Within(bodies[i].Part(0.08, 0.05, 0.32, 0.6)), .. film.Within(bodies[i].Part(0.68, 0.05, 0.92, 0.6))]) - Core(bodies[i]))),
            MedianOf(all.Select(i => Bright([.. film.Within(bodies[i].Part(0.3, -0.08, 0.7, 0.12)), .. film.Within(bodies[i].Part(0.3, 0.88, 0.7, 1.08))]) - Core(bodies[i]))),
            MedianOf(bodies.Select(b => Spread(film.Within(b.Part(0.2, 0.2, 0.8, 0.8))))),
            film.OwnMm <= film.GridMm * 1.01 ? MedianOf(SideFields(film).Select(f => GrainOf(film, f))) : double.NaN);
    }

    // Spread over four neighbours and a pixel, whose weights' squares sum to 36 (Immerkaer 1996); the median is robust to edges.
    internal static double GrainOf(FilmAtScale film, BodyBox box)
    {
        ReadOnlySpan<float> p = film.Pixels;
        int w = film.Width;
        var sizes = new List<float>();
        for (int y = Math.Max(1, (int)box.Top); y < Math.Min(film.Height - 1, box.Bottom); y++)
        {
            for (int x = Math.Max(1, (int)box.Left); x < Math.Min(w - 1, box.Right); x++)
            {
                int i = (y * w) + x;
                sizes.Add(MathF.Abs(p[i - w - 1] + p[i - w + 1] + p[i + w - 1] + p[i + w + 1]
                    - (2 * (p[i - 1] + p[i + 1] + p[i - w] + p[i + w])) + (4 * p[i])));
            }
        }

        return sizes.Count == 0 ? double.NaN : Median([.. sizes]) / 0.6745 / 6;
    }

    private static BodyBox[] SideFields(FilmAtScale film)
    {
        double mm = 1 / film.GridMm, left = film.Bodies.Min(b => b.Left), right = film.Bodies.Max(b => b.Right);
        double top = film.Bodies[0].Top, bottom = film.Bodies[^1].Bottom;
        BodyBox[] sides = [
            new(Math.Max(0, left - (60 * mm)), top, left - (StripFromMm * mm), bottom),
            new(right + (StripFromMm * mm), top, Math.Min(film.Width, right + (60 * mm)), bottom)];
        return [.. sides.Where(s => s.Width * film.GridMm >= 20)];
    }

    private static double[] Detail(FilmAtScale film, IReadOnlyList<BodyBox> boxes, double shortestMm)
    {
        double[][] found = [.. boxes.Select(box =>
        {
            int left = Math.Max(0, (int)box.Left), right = Math.Min(film.Width, (int)box.Right);
            int top = Math.Max(0, (int)box.Top), bottom = Math.Min(film.Height, (int)box.Bottom);
            float[] patch = film.Within(new BodyBox(left, top, right, bottom));
            return DetailSpectrum.RootMeanSquares(patch, right - left, bottom - top, film.GridMm, shortestMm, Octaves);
        })];
        return found.Length == 0
            ? [.. Enumerable.Repeat(double.NaN, Octaves)]
            : [.. Enumerable.Range(0, Octaves).Select(o => Math.Sqrt(found.Average(f => f[o] * f[o])))];
    }

    private static double Disc(FilmAtScale film, BodyBox above, BodyBox below)
    {
        double gap = below.Top - above.Bottom, centre = (above.Bottom + below.Top) / 2, half = Math.Max(0.5, 0.2 * Math.Abs(gap));
        double left = Math.Max(above.Left, below.Left), right = Math.Min(above.Right, below.Right), quarter = (right - left) / 4;
        return Median(film.Within(new BodyBox(left + quarter, centre - half, right - quarter, centre + half)));
    }

    private static double Bright(float[] values) => values.Length == 0 ? double.NaN : Sorted(values)[(int)(0.9 * (values.Length - 1))];

    private static double Median(float[] values) => values.Length == 0 ? double.NaN : Sorted(values)[values.Length / 2];

    private static double MedianOf(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Where(double.IsFinite).Order()];
        return sorted.Length == 0 ? double.NaN : sorted[sorted.Length / 2];
    }

    private static double Spread(float[] values)
    {
        double mean = values.DefaultIfEmpty(float.NaN).Average();
        return Math.Sqrt(values.DefaultIfEmpty(float.NaN).Average(v => (v - mean) * (v - mean)));
    }

    private static float[] Sorted(float[] values)
    {
        float[] copy = [.. values];
        Array.Sort(copy);
        return copy;
    }
}
