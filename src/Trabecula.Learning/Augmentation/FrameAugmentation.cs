using Trabecula.Domain;
using Trabecula.Imaging;
using Trabecula.Learning.Study;
using Trabecula.Learning.Training;

namespace Trabecula.Learning.Augmentation;

/// <summary>Makes variants of straightened spines: what another localisation, another side and another vendor's gain would give.</summary>
/// <remarks>
/// Another localiser would lay the midline, the endplates and the sides a little elsewhere; the frame is bent by as much, which takes
/// a thirtieth of the time of straightening the film anew and needs no film in memory. The soft tissue was taken away before, so
/// nothing here changes bone against it.
/// </remarks>
public static class FrameAugmentation
{
    /// <summary>Jitter of the midline at a node, mm: two corners of 1.2 mm each make 0.85 mm, and the localiser's are off by about 1.5 mm at the median.</summary>
    private const double MidlineMm = 0.85;

    /// <summary>Points between which the midline bends: about one for each disc.</summary>
    private const int Nodes = 5;

    /// <summary>Share of films seen as if their pixel spacing were unknown, and the spread of lumbar spines' lengths that it then brings.</summary>
    private const double UnknownSpacing = 0.1, LengthSpread = 0.06;

    /// <summary>Gain of a vendor's processing.</summary>
    private const double GainSpread = 0.04;

    /// <summary>One variant; the same random stream gives the same variant.</summary>
    /// <param name="frame">The spine.</param>
    /// <param name="bmd">8 areal densities, g/cm²; NaN where not measured.</param>
    /// <param name="random">The stream.</param>
    public static DensitySample Vary(StudyFrame frame, float[] bmd, DeterministicRandom random)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(random);
        var sigma = MidlineMm / SpineFrame.PixelMm;
        var nodes = new double[Nodes];
        for (var i = 0; i < Nodes; i++) nodes[i] = random.Normal(0, sigma);
        var down = random.Normal(0, sigma / Math.Sqrt(2));
        var scale = random.Chance(UnknownSpacing) ? Math.Exp(random.Normal(0, LengthSpread)) : 1;
        var gain = (float)Math.Exp(random.Normal(0, GainSpread));
        var mirror = random.Chance(0.5);

        var (height, width) = (frame.Height, frame.Width);
        var (middleRow, middleColumn) = ((height - 1) / 2.0, (width - 1) / 2.0);
        var pixels = new float[height * width];
        var varied = frame with { Levels = new sbyte[height], From = new short[height], To = new short[height] };
        for (var row = 0; row < height; row++)
        {
            var y = (row - middleRow) * scale + middleRow + down;
            var shift = Bend(nodes, (double)row / (height - 1));
            for (var column = 0; column < width; column++)
            {
                var x = (column - middleColumn) * scale + middleColumn + shift;
                pixels[row * width + (mirror ? width - 1 - column : column)] = gain * Sample(frame, x, y);
            }
        }
        MoveLevels(frame, varied, random, scale, down, sigma);
        return (varied with { Pixels = pixels }).Sample(bmd);
    }

    /// <summary>The midline's place between the nodes, smooth at them.</summary>
    private static double Bend(double[] nodes, double place)
    {
        var at = place * (nodes.Length - 1);
        var first = Math.Min((int)at, nodes.Length - 2);
        var share = (1 - Math.Cos(Math.PI * (at - first))) / 2;
        return nodes[first] + share * (nodes[first + 1] - nodes[first]);
    }

    private static float Sample(StudyFrame frame, double x, double y)
    {
        x = Math.Clamp(x, 0, frame.Width - 1);
        y = Math.Clamp(y, 0, frame.Height - 1);
        int left = Math.Min((int)x, frame.Width - 2), top = Math.Min((int)y, frame.Height - 2);
        float across = (float)(x - left), along = (float)(y - top);
        var at = top * frame.Width + left;
        var pixels = frame.Pixels;
        var upper = pixels[at] + across * (pixels[at + 1] - pixels[at]);
        var lower = pixels[at + frame.Width] + across * (pixels[at + frame.Width + 1] - pixels[at + frame.Width]);
        return upper + along * (lower - upper);
    }

    /// <summary>Each vertebra's endplates and sides move on their own, as its corners would; masks stay about the midline.</summary>
    private static void MoveLevels(StudyFrame frame, StudyFrame varied, DeterministicRandom random, double scale, double down, double sigma)
    {
        var middle = (frame.Height - 1) / 2.0;
        Array.Fill(varied.Levels, (sbyte)-1);
        for (sbyte level = 0; level < StudyFrame.LevelCount; level++)
        {
            var (top, bottom, wider) = (random.Normal(0, sigma), random.Normal(0, sigma), random.Normal(0, sigma));
            int first = Array.IndexOf(frame.Levels, level), last = Array.LastIndexOf(frame.Levels, level);
            if (first < 0) continue;
            var from = (first - middle - down) / scale + middle + top;
            var to = (last - middle - down) / scale + middle + bottom;
            for (var row = Math.Max(0, (int)Math.Ceiling(from)); row <= Math.Min(frame.Height - 1, (int)Math.Floor(to)); row++)
            {
                var source = Math.Clamp((int)Math.Round(first + (row - from) / Math.Max(1, to - from) * (last - first)), first, last);
                var half = Math.Max(1, (frame.To[source] - frame.From[source]) / 2.0 / scale + wider);
                var centre = frame.Width / 2.0;
                varied.Levels[row] = level;
                varied.From[row] = (short)Math.Clamp(Math.Round(centre - half), 0, frame.Width - 1);
                varied.To[row] = (short)Math.Clamp(Math.Round(centre + half), varied.From[row] + 1, frame.Width);
            }
        }
    }
}
