namespace Trabecula.Simulation;

/// <summary>Contrast-limited adaptive histogram equalisation (Zuiderveld 1994, Graphics Gems IV): every part of a picture is given all
/// greys. Published collections of whole spines are commonly treated so.</summary>
internal static class AdaptiveEqualisation
{
    // Eight by eight tiles and 256 greys: what picture programs take unless told otherwise.
    private const int Tiles = 8, Greys = 256, GreyBits = 8;

    /// <summary>Equalises stored values in place.</summary>
    /// <param name="pixels">Row-major, <c>width * height</c>, below 2^<paramref name="bitsStored"/>.</param>
    /// <param name="width">Columns, at least 8.</param>
    /// <param name="height">Rows, at least 8.</param>
    /// <param name="bitsStored">8 to 16.</param>
    /// <param name="limit">How many times as frequent as in an even histogram a grey may count, above 1; the more, the stronger.</param>
    /// <param name="threads">How many threads may work, 0 for all; the result does not depend on it.</param>
    public static void Apply(ushort[] pixels, int width, int height, int bitsStored, double limit, int threads)
    {
        int shift = bitsStored - GreyBits;
        var curves = new float[Tiles * Tiles][];
        PixelBlocks.ForBlocks(curves.Length, 1, threads, (first, end) =>
        {
            for (int tile = first; tile < end; tile++)
            {
                curves[tile] = Curve(pixels, width, height, shift, tile % Tiles, tile / Tiles, limit);
            }
        });
        int top = (1 << bitsStored) - 1;
        PixelBlocks.ForBlocks(height, 16, threads, (first, end) =>
        {
            for (int row = first; row < end; row++)
            {
                (int above, float down) = Between(row, height);
                for (int column = 0; column < width; column++)
                {
                    (int left, float right) = Between(column, width);
                    int at = (row * width) + column, grey = pixels[at] >> shift, tile = (above * Tiles) + left;
                    float upper = curves[tile][grey] + (right * (curves[tile + 1][grey] - curves[tile][grey]));
                    float lower = curves[tile + Tiles][grey] + (right * (curves[tile + Tiles + 1][grey] - curves[tile + Tiles][grey]));
                    pixels[at] = (ushort)((Math.Clamp(upper + (down * (lower - upper)), 0, 1) * top) + 0.5f);
                }
            }
        });
    }

    // The tile whose centre lies before a pixel and how far the next one's is reached; beyond the outer centres their curves go on.
    private static (int Before, float Share) Between(int index, int length)
    {
        float place = Math.Clamp(((index + 0.5f) * Tiles / length) - 0.5f, 0, Tiles - 1);
        int before = Math.Min((int)place, Tiles - 2);
        return (before, place - before);
    }

    /// <summary>The running sum of a tile's histogram, from just above 0 to 1; what is over the limit is shared out evenly.</summary>
    private static float[] Curve(ushort[] pixels, int width, int height, int shift, int column, int row, double limit)
    {
        var counts = new int[Greys];
        int left = column * width / Tiles, right = (column + 1) * width / Tiles, top = row * height / Tiles, bottom = (row + 1) * height / Tiles;
        for (int y = top; y < bottom; y++)
        {
            foreach (ushort value in pixels.AsSpan((y * width) + left, right - left))
            {
                counts[value >> shift]++;
            }
        }

        double area = (right - left) * (bottom - top), most = limit * area / Greys, over = counts.Sum(count => Math.Max(0, count - most));
        var curve = new float[Greys];
        double sum = 0;
        for (int grey = 0; grey < Greys; grey++)
        {
            sum += Math.Min(counts[grey], most) + (over / Greys);
            curve[grey] = (float)(sum / area);
        }

        return curve;
    }
}
