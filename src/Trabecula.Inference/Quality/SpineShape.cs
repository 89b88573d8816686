using Trabecula.Domain;

namespace Trabecula.Inference;

/// <summary>Whether four outlines can be the vertebrae of one adult's lumbar spine.</summary>
public static class SpineShape
{
    // Bounds are wide of what is seen: on AP films a body is 1.2 to 2.2 times as wide as high, narrower only when projected
    // askew; neighbours differ by less than a third unless one is fractured.
    private const double LeastAspect = 0.8, MostAspect = 4.0, MostNeighbourRatio = 1.6;

    // A body that has lost 40 % of its height shortens one step by a third.
    private const double MostStepRatio = 1.5;

    // Width of an adult's body on a film: 35 to 60 mm, up to 1.3 times magnified. An infant's is 10 mm wide or more; whether a
    // body is a child's is ChildRule's to say.
    private const double LeastWidthMm = 9, MostWidthMm = 90;

    /// <summary>What is wrong, in words that continue a sentence; null where nothing is.</summary>
    /// <param name="vertebrae">L1 to L4.</param>
    /// <param name="mmPerPixel">Pixel pitch, mm, or null.</param>
    public static string? Fault(IReadOnlyList<VertebraOutline> vertebrae, double? mmPerPixel)
    {
        double previous = double.NaN;
        for (int i = 0; i < vertebrae.Count; i++)
        {
            VertebraOutline v = vertebrae[i];
            if (!IsConvexClockwise(v.Corners))
            {
                return $"the corners of {v.Level} do not form a box";
            }

            (double width, double height) = Size(v);
            if (width / height is < LeastAspect or > MostAspect)
            {
                return $"{v.Level} is {width / height:0.0} times as wide as it is high";
            }

            if (mmPerPixel is double pitch && width * pitch is < LeastWidthMm or > MostWidthMm)
            {
                return $"{v.Level} is {width * pitch:0} mm wide";
            }

            if (i == 0)
            {
                continue;
            }

            VertebraOutline above = vertebrae[i - 1];
            (double widthAbove, double heightAbove) = Size(above);
            if (Ratio(width, widthAbove) > MostNeighbourRatio || Ratio(height, heightAbove) > 2)
            {
                return $"{above.Level} and {v.Level} differ too much in size";
            }

            double step = Distance(above.Centre, v.Centre), mean = (height + heightAbove) / 2;
            if (step < 0.85 * mean || step > 2.2 * mean)
            {
                return $"the distance between {above.Level} and {v.Level} does not fit their height";
            }

            if (Ratio(step, previous) > MostStepRatio)
            {
                return $"the distances above and below {above.Level} differ too much";
            }

            previous = step;
        }

        return null;
    }

    /// <summary>By how much the row leans, from its last vertebra to its first: degrees from the picture's upright, positive to its right.</summary>
    internal static double TiltDegrees(IReadOnlyList<VertebraOutline> vertebrae)
    {
        (ImagePoint first, ImagePoint last) = (vertebrae[0].Centre, vertebrae[^1].Centre);
        return Math.Atan2(first.X - last.X, last.Y - first.Y) * 180 / Math.PI;
    }

    internal static (double Width, double Height) Size(VertebraOutline v) => (
        Math.Max(1e-6, (Distance(v.TopLeft, v.TopRight) + Distance(v.BottomLeft, v.BottomRight)) / 2),
        Math.Max(1e-6, (Distance(v.TopLeft, v.BottomLeft) + Distance(v.TopRight, v.BottomRight)) / 2));

    private static bool IsConvexClockwise(IReadOnlyList<ImagePoint> corners)
    {
        for (int i = 0; i < 4; i++)
        {
            ImagePoint a = corners[i], b = corners[(i + 1) % 4], c = corners[(i + 2) % 4];
            if (((b.X - a.X) * (c.Y - b.Y)) - ((b.Y - a.Y) * (c.X - b.X)) <= 0)
            {
                return false;
            }
        }

        return true;
    }

    private static double Ratio(double a, double b) => Math.Max(a, b) / Math.Min(a, b);

    private static double Distance(ImagePoint a, ImagePoint b) => Math.Sqrt(((a.X - b.X) * (a.X - b.X)) + ((a.Y - b.Y) * (a.Y - b.Y)));
}
