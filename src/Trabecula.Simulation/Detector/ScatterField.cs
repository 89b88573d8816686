namespace Trabecula.Simulation;

/// <summary>Scatter before the grid: a broad blur of what the primary beam lost, on a coarse grid.</summary>
/// <remarks>
/// The source is primary · c · (−ln T)^p, after XCIST's convolution model (primary · −ln T ⊗ kernel). c and p put the
/// scatter-to-primary ratio of a large field at 3.2 behind 20 cm and at 4.5 behind 25 cm of soft tissue (Bushberg et al., table of
/// scatter-to-primary ratios).
/// </remarks>
internal sealed class ScatterField
{
    private const double CellMm = 8;
    private const double GaussianPerWidth = 2.354820045;

    private readonly int _columns;
    private readonly int _rows;
    private readonly double _cellPixels;
    private readonly float[] _cells;

    private ScatterField(int columns, int rows, double cellPixels, float[] cells) =>
        (_columns, _rows, _cellPixels, _cells) = (columns, rows, cellPixels, cells);

    /// <summary>Builds the field from the primary signal.</summary>
    public static ScatterField Of(float[] primary, int width, int height, double pixelMm, PolychromaticResponse response, TechniqueFactors technique)
    {
        var cellPixels = Math.Max(1, CellMm / pixelMm);
        int columns = (int)Math.Ceiling(width / cellPixels), rows = (int)Math.Ceiling(height / cellPixels);
        var open = response.ExactSignal(0, 0, 0);
        var (strength, power) = Calibrate(response, open);
        var source = new double[columns * rows];
        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < columns; c++)
            {
                var mean = CellMean(primary, width, height, (int)(c * cellPixels), (int)(r * cellPixels), (int)cellPixels);
                var lost = Math.Max(0, -Math.Log(Math.Max(mean, 1e-12 * open) / open));
                source[r * columns + c] = technique.ScatterScale * strength * mean * Math.Pow(lost, power);
            }
        }

        var sigmaCells = technique.ScatterWidthMm / GaussianPerWidth / (cellPixels * pixelMm);
        var blurred = Smooth(Smooth(source, columns, rows, 1, columns, sigmaCells), rows, columns, columns, 1, sigmaCells);
        return new ScatterField(columns, rows, cellPixels, [.. blurred.Select(v => (float)v)]);
    }

    /// <summary>Interpolates one row of the film between the cells' centres.</summary>
    public void InterpolateRow(int row, Span<float> destination)
    {
        var y = Math.Clamp((row + 0.5) / _cellPixels - 0.5, 0, _rows - 1);
        var top = Math.Min((int)y, Math.Max(_rows - 2, 0));
        var below = Math.Min(top + 1, _rows - 1);
        var fy = (float)(y - top);
        Span<float> line = stackalloc float[_columns];
        for (var c = 0; c < _columns; c++)
            line[c] = _cells[top * _columns + c] * (1 - fy) + _cells[below * _columns + c] * fy;
        for (var i = 0; i < destination.Length; i++)
        {
            var x = Math.Clamp((float)((i + 0.5) / _cellPixels - 0.5), 0, _columns - 1);
            var left = Math.Min((int)x, Math.Max(_columns - 2, 0));
            destination[i] = line[left] + (line[Math.Min(left + 1, _columns - 1)] - line[left]) * (x - left);
        }
    }

    private static (double Strength, double Power) Calibrate(PolychromaticResponse response, double open)
    {
        double Lost(double cm)
        {
            var gPerCm2 = cm * Attenuation.DensityGPerCm3(Material.Muscle);
            return -Math.Log(response.ExactSignal(gPerCm2, 0, 0) / open);
        }

        const double at20 = 3.2, at25 = 4.5;
        var power = Math.Log(at25 / at20) / Math.Log(Lost(25) / Lost(20));
        return (at20 / Math.Pow(Lost(20), power), power);
    }

    // Every fourth pixel of every fourth row is enough: the field is a thousand times coarser than a pixel.
    private static double CellMean(float[] primary, int width, int height, int left, int top, int size)
    {
        var sum = 0d;
        var count = 0;
        for (var y = top; y < Math.Min(height, top + size); y += 4)
        {
            for (var x = left; x < Math.Min(width, left + size); x += 4, count++)
                sum += primary[y * width + x];
        }

        return count == 0 ? 0 : sum / count;
    }

    // Outside the film the beam is collimated off and nothing scatters: the kernel sees zeros there.
    private static double[] Smooth(double[] source, int length, int lines, int step, int lineStep, double sigma)
    {
        var reach = (int)Math.Ceiling(4 * sigma);
        var kernel = Enumerable.Range(-reach, 2 * reach + 1).Select(k => Math.Exp(-0.5 * k * k / (sigma * sigma))).ToArray();
        var norm = kernel.Sum();
        var result = new double[source.Length];
        for (var line = 0; line < lines; line++)
        {
            for (var i = 0; i < length; i++)
            {
                var sum = 0d;
                for (var j = Math.Max(0, i - reach); j <= Math.Min(length - 1, i + reach); j++)
                    sum += kernel[j - i + reach] * source[line * lineStep + j * step];
                result[line * lineStep + i * step] = sum / norm;
            }
        }

        return result;
    }
}
