using System.Runtime.Intrinsics;

namespace Trabecula.Imaging;

/// <summary>Means over square windows by running sums: the work does not grow with the window.</summary>
internal static class BoxFilter
{
    /// <summary>Mean over a square window of side <c>2 * radius + 1</c>, windows shrinking at the borders.</summary>
    /// <param name="pixels">Row-major.</param>
    /// <param name="width">Columns.</param>
    /// <param name="radius">0 or more.</param>
    /// <param name="result">The means, as many as there are pixels.</param>
    public static void Mean(ReadOnlySpan<float> pixels, int width, int radius, Span<float> result)
    {
        int height = pixels.Length / width;

        // Sums down the columns, side by side in memory; from them sums of all columns to the left, whose differences are windows.
        var down = new double[width];
        var left = new double[width + 1];
        for (int row = 0; row < Math.Min(radius, height); row++)
        {
            Add(pixels.Slice(row * width, width), down);
        }

        for (int row = 0; row < height; row++)
        {
            if (row + radius < height)
            {
                Add(pixels.Slice((row + radius) * width, width), down);
            }

            if (row - radius - 1 >= 0)
            {
                Subtract(pixels.Slice((row - radius - 1) * width, width), down);
            }

            double sum = 0;
            for (int column = 0; column < down.Length; column++)
            {
                sum += down[column];
                left[column + 1] = sum;
            }

            int rows = Math.Min(height - 1, row + radius) - Math.Max(0, row - radius) + 1;
            Differences(left, result.Slice(row * width, width), radius, rows);
        }
    }

    private static void Differences(ReadOnlySpan<double> left, Span<float> target, int radius, int rows)
    {
        int whole = target.Length - (2 * radius);
        if (whole <= 0)
        {
            Shrinking(left, target, radius, rows, 0, target.Length);
            return;
        }

        Shrinking(left, target, radius, rows, 0, radius);
        ReadOnlySpan<double> from = left[..whole], to = left.Slice((2 * radius) + 1, whole);
        Span<float> middle = target.Slice(radius, whole);
        double share = 1.0 / (rows * ((2.0 * radius) + 1));
        int done = 0;
        for (; done <= whole - Vector128<float>.Count; done += Vector128<float>.Count)
        {
            Vector128<double> first = (Vector128.Create(to[done..]) - Vector128.Create(from[done..])) * share;
            Vector128<double> second = (Vector128.Create(to[(done + 2)..]) - Vector128.Create(from[(done + 2)..])) * share;
            Vector128.Narrow(first, second).CopyTo(middle[done..]);
        }

        for (; done < whole; done++)
        {
            middle[done] = (float)((to[done] - from[done]) * share);
        }

        Shrinking(left, target, radius, rows, radius + whole, target.Length);
    }

    private static void Shrinking(ReadOnlySpan<double> left, Span<float> target, int radius, int rows, int from, int to)
    {
        for (int column = from; column < to; column++)
        {
            int first = Math.Max(0, column - radius), after = Math.Min(target.Length, column + radius + 1);
            target[column] = (float)((left[after] - left[first]) / ((double)rows * (after - first)));
        }
    }

    private static void Add(ReadOnlySpan<float> row, Span<double> sums)
    {
        int done = 0;
        for (; done <= row.Length - Vector128<float>.Count; done += Vector128<float>.Count)
        {
            (Vector128<double> first, Vector128<double> second) = Vector128.Widen(Vector128.Create(row[done..]));
            Span<double> one = sums[done..], other = sums[(done + 2)..];
            (Vector128.Create<double>(one) + first).CopyTo(one);
            (Vector128.Create<double>(other) + second).CopyTo(other);
        }

        for (; done < row.Length; done++)
        {
            sums[done] += row[done];
        }
    }

    private static void Subtract(ReadOnlySpan<float> row, Span<double> sums)
    {
        int done = 0;
        for (; done <= row.Length - Vector128<float>.Count; done += Vector128<float>.Count)
        {
            (Vector128<double> first, Vector128<double> second) = Vector128.Widen(Vector128.Create(row[done..]));
            Span<double> one = sums[done..], other = sums[(done + 2)..];
            (Vector128.Create<double>(one) - first).CopyTo(one);
            (Vector128.Create<double>(other) - second).CopyTo(other);
        }

        for (; done < row.Length; done++)
        {
            sums[done] -= row[done];
        }
    }
}
