using System.Runtime.Intrinsics;

namespace Trabecula.Imaging;

/// <summary>Bilinear samples on a grid of positions, and block averages.</summary>
internal static class Resampling
{
    /// <summary>Samples at the outer product of columns and rows; each is, to the bit, what <see cref="Raster.Sample"/> gives there.</summary>
    /// <param name="film">The picture.</param>
    /// <param name="xs">Positions across, in pixels.</param>
    /// <param name="ys">Positions down, in pixels.</param>
    /// <param name="outside">The value beyond the picture.</param>
    /// <returns>Row-major, <c>xs.Length * ys.Length</c>.</returns>
    public static float[] OnGrid(Raster film, ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, float outside)
    {
        var columns = new Neighbours[xs.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = Neighbours.Of(xs[i], film.Width);
        }

        var result = GC.AllocateUninitializedArray<float>(xs.Length * ys.Length);
        float[] upper = new float[xs.Length], lower = new float[xs.Length];
        (int upperRow, int lowerRow) = (-1, -1);
        for (int row = 0; row < ys.Length; row++)
        {
            Span<float> target = result.AsSpan(row * xs.Length, xs.Length);
            var rows = Neighbours.Of(ys[row], film.Height);
            if (!rows.IsInside)
            {
                target.Fill(outside);
                continue;
            }

            // Going down the picture, what was the lower row often is the upper one next.
            if (rows.Before == lowerRow)
            {
                (upper, lower, upperRow, lowerRow) = (lower, upper, lowerRow, upperRow);
            }

            if (rows.Before != upperRow)
            {
                Across(film, rows.Before, columns, upper, outside);
                upperRow = rows.Before;
            }

            if (rows.After != lowerRow)
            {
                Across(film, rows.After, columns, lower, outside);
                lowerRow = rows.After;
            }

            Between(upper, lower, rows.Weight, target);
        }

        return result;
    }

    /// <summary>Averages whole blocks of <paramref name="factor"/> × <paramref name="factor"/> pixels.</summary>
    /// <param name="film">The picture.</param>
    /// <param name="factor">2 or more.</param>
    public static Raster Reduced(Raster film, int factor)
    {
        int width = film.Width / factor, height = film.Height / factor;
        var result = GC.AllocateUninitializedArray<float>(width * height);
        var sums = new float[width * factor];
        float scale = 1f / (factor * factor);
        for (int row = 0; row < height; row++)
        {
            film.Pixels.AsSpan(row * factor * film.Width, sums.Length).CopyTo(sums);
            for (int k = 1; k < factor; k++)
            {
                Add(film.Pixels.AsSpan(((row * factor) + k) * film.Width, sums.Length), sums);
            }

            Span<float> target = result.AsSpan(row * width, width);
            for (int column = 0; column < target.Length; column++)
            {
                int first = column * factor;
                float sum = sums[first];
                for (int k = 1; k < factor; k++)
                {
                    sum += sums[first + k];
                }

                target[column] = sum * scale;
            }
        }

        return new Raster(width, height, result);
    }

    private static void Across(Raster film, int row, ReadOnlySpan<Neighbours> columns, Span<float> target, float outside)
    {
        ReadOnlySpan<float> source = film.Pixels.AsSpan(row * film.Width, film.Width);
        for (int i = 0; i < columns.Length; i++)
        {
            Neighbours at = columns[i];
            if (!at.IsInside)
            {
                target[i] = outside;
                continue;
            }

            float left = source[at.Before];
            target[i] = left + (at.Weight * (source[at.After] - left));
        }
    }

    private static void Between(ReadOnlySpan<float> upper, ReadOnlySpan<float> lower, float weight, Span<float> target)
    {
        int done = 0;
        for (; done <= target.Length - Vector128<float>.Count; done += Vector128<float>.Count)
        {
            Vector128<float> above = Vector128.Create(upper[done..]), below = Vector128.Create(lower[done..]);
            (above + (weight * (below - above))).CopyTo(target[done..]);
        }

        for (; done < target.Length; done++)
        {
            target[done] = upper[done] + (weight * (lower[done] - upper[done]));
        }
    }

    private static void Add(ReadOnlySpan<float> row, Span<float> sums)
    {
        int done = 0;
        for (; done <= sums.Length - Vector128<float>.Count; done += Vector128<float>.Count)
        {
            Span<float> place = sums[done..];
            (Vector128.Create<float>(place) + Vector128.Create(row[done..])).CopyTo(place);
        }

        for (; done < sums.Length; done++)
        {
            sums[done] += row[done];
        }
    }

    /// <summary>The two pixels that a position lies between, and the second one's weight.</summary>
    internal readonly record struct Neighbours(int Before, int After, float Weight)
    {
        /// <summary>False beyond the outer edge of the first or last pixel.</summary>
        public bool IsInside => Before >= 0;

        /// <summary>The neighbours of a position among <paramref name="length"/> pixels; within half a pixel of the edge, the edge.</summary>
        public static Neighbours Of(double position, int length)
        {
            if (!(position > -0.5) || position >= length - 0.5)
            {
                return new Neighbours(-1, -1, 0);
            }

            position = Math.Clamp(position, 0, length - 1);
            int before = Math.Min((int)position, Math.Max(0, length - 2));
            return new Neighbours(before, Math.Min(before + 1, length - 1), (float)(position - before));
        }
    }
}
