using Trabecula.Domain;

namespace Trabecula.Imaging;

/// <summary>The line through the middles of the endplates of L1 to L4, with the direction across it.</summary>
internal sealed class SpineLine
{
    private readonly ImagePoint[] _points;
    private readonly double[] _along;
    private readonly (double X, double Y)[] _right;
    private readonly double[] _halfWidths;

    private SpineLine(ImagePoint[] points, double[] along, (double X, double Y)[] right, double[] halfWidths)
    {
        _points = points;
        _along = along;
        _right = right;
        _halfWidths = halfWidths;
    }

    /// <summary>From the upper endplate of L1 to the lower endplate of L4, in film pixels.</summary>
    public double Length => _along[^1];

    /// <summary>Draws the line.</summary>
    public static SpineLine Through(IReadOnlyList<VertebraOutline> vertebrae)
    {
        var points = new ImagePoint[2 * vertebrae.Count];
        var right = new (double X, double Y)[points.Length];
        var halfWidths = new double[vertebrae.Count];
        for (int i = 0; i < vertebrae.Count; i++)
        {
            VertebraOutline v = vertebrae[i];
            points[2 * i] = Middle(v.TopLeft, v.TopRight);
            points[(2 * i) + 1] = Middle(v.BottomLeft, v.BottomRight);

            // One direction for both endplates: a single corner that is off then turns the frame half as much.
            (double X, double Y) across = Unit(
                v.TopRight.X - v.TopLeft.X + v.BottomRight.X - v.BottomLeft.X, v.TopRight.Y - v.TopLeft.Y + v.BottomRight.Y - v.BottomLeft.Y);
            right[2 * i] = across;
            right[(2 * i) + 1] = across;
            halfWidths[i] = (Distance(v.TopLeft, v.TopRight) + Distance(v.BottomLeft, v.BottomRight)) / 4;
        }

        var along = new double[points.Length];
        for (int i = 1; i < points.Length; i++)
        {
            along[i] = along[i - 1] + Math.Max(1e-3, Distance(points[i - 1], points[i]));
        }

        return new SpineLine(points, along, right, halfWidths);
    }

    /// <summary>The point at a length along the line, carried on straight beyond its ends, and the unit direction to the right.</summary>
    public (ImagePoint Centre, double RightX, double RightY) At(double length)
    {
        int last = _along.Length - 1;
        if (length <= 0 || length >= _along[last])
        {
            int end = length <= 0 ? 0 : last;
            (double x, double y) = _right[end];
            double beyond = length - _along[end];

            // Downwards is a quarter turn clockwise of rightwards.
            return (new ImagePoint(_points[end].X - (beyond * y), _points[end].Y + (beyond * x)), x, y);
        }

        int i = Array.FindIndex(_along, at => at > length);
        double t = (length - _along[i - 1]) / (_along[i] - _along[i - 1]);
        (double X, double Y) right = Unit(
            _right[i - 1].X + (t * (_right[i].X - _right[i - 1].X)), _right[i - 1].Y + (t * (_right[i].Y - _right[i - 1].Y)));
        var centre = new ImagePoint(
            _points[i - 1].X + (t * (_points[i].X - _points[i - 1].X)), _points[i - 1].Y + (t * (_points[i].Y - _points[i - 1].Y)));
        return (centre, right.X, right.Y);
    }

    /// <summary>Which vertebra (0 for L1 to 3 for L4, −1 for none) lies at a length, and half its width in film pixels.</summary>
    public (int Level, double HalfWidth) LevelAt(double length)
    {
        for (int i = 0; i < _halfWidths.Length; i++)
        {
            if (length >= _along[2 * i] && length <= _along[(2 * i) + 1])
            {
                return (i, _halfWidths[i]);
            }
        }

        return (-1, 0);
    }

    private static ImagePoint Middle(ImagePoint a, ImagePoint b) => new((a.X + b.X) / 2, (a.Y + b.Y) / 2);

    private static double Distance(ImagePoint a, ImagePoint b) => Math.Sqrt(((a.X - b.X) * (a.X - b.X)) + ((a.Y - b.Y) * (a.Y - b.Y)));

    private static (double X, double Y) Unit(double x, double y)
    {
        double length = Math.Max(1e-9, Math.Sqrt((x * x) + (y * y)));
        return (x / length, y / length);
    }
}
