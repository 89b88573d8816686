using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>The pixels whose centres lie within a polygon.</summary>
internal static class RegionMask
{
    /// <summary>Fills a polygon, moved by (<paramref name="dx"/>, <paramref name="dy"/>) pixels, by the even–odd rule.</summary>
    public static bool[] Of(IReadOnlyList<ImagePoint> polygon, int width, int height, double dx, double dy)
    {
        var mask = new bool[width * height];
        var crossings = new List<double>();
        for (var row = 0; row < height; row++)
        {
            crossings.Clear();
            for (var i = 0; i < polygon.Count; i++)
            {
                ImagePoint a = polygon[i], b = polygon[(i + 1) % polygon.Count];
                double ay = a.Y + dy, by = b.Y + dy;
                if (ay <= row != by <= row)
                    crossings.Add(a.X + dx + (row - ay) / (by - ay) * (b.X - a.X));
            }

            crossings.Sort();
            for (var i = 0; i + 1 < crossings.Count; i += 2)
            {
                var first = (int)Math.Ceiling(Math.Max(0, crossings[i]));
                var last = (int)Math.Floor(Math.Min(width - 1, crossings[i + 1]));
                if (last >= first)
                    mask.AsSpan(row * width + first, last - first + 1).Fill(true);
            }
        }

        return mask;
    }
}
