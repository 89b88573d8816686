using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>Line integrals through flat bones: their mineral is laid down in small pieces, so that none is lost at bends.</summary>
public static class RibbonProjector
{
    // Pieces closer than half a pixel leave no pattern when each is shared among four pixels.
    private const float PieceShare = 0.45f;

    /// <summary>Adds a ribbon's mineral (g/cm²) and path lengths (mm) to row-major maps of <c>Width * Height</c>.</summary>
    public static void Add(BoneRibbon ribbon, ProjectionGeometry geometry, float[] mineral, float[] boneMm)
    {
        for (int i = 1; i < ribbon.Points.Count; i++)
        {
            RibbonSection from = ribbon.Points[i - 1], to = ribbon.Points[i];
            Vector3 course = to.Centre - from.Centre;
            Vector3 first = Tangent(ribbon, i - 1), last = Tangent(ribbon, i);
            float length = course.Length();
            if (length < 1e-3f)
            {
                continue;
            }

            float pixelMm = geometry.PixelMm / (float)geometry.Magnification(from.Centre);
            (int left, int top, int right, int bottom) = geometry.Cover([from.Centre, to.Centre], MathF.Max(from.HalfHeightMm, to.HalfHeightMm) + 1);
            if (right <= left || bottom <= top)
            {
                continue;
            }

            int count = (int)(length / (PieceShare * pixelMm)) + 1;
            for (int k = 0; k < count; k++)
            {
                float t = (k + 0.5f) / count;
                var section = new RibbonSection(
                    from.Centre + (t * course),
                    Vector3.Normalize(Vector3.Lerp(from.Outwards, to.Outwards, t)),
                    from.HalfHeightMm + (t * (to.HalfHeightMm - from.HalfHeightMm)),
                    from.HalfThicknessMm + (t * (to.HalfThicknessMm - from.HalfThicknessMm)),
                    from.Mineral + (t * (to.Mineral - from.Mineral)));
                AddSlice(ribbon, section, Vector3.Normalize(Vector3.Lerp(first, last, t)), length / count, geometry, pixelMm, mineral, boneMm);
            }
        }
    }

    /// <summary>The bone's direction at a section: slices turn steadily from one to the next and neither gape nor overlap.</summary>
    private static Vector3 Tangent(BoneRibbon ribbon, int at) => Vector3.Normalize(
        ribbon.Points[Math.Min(at + 1, ribbon.Points.Count - 1)].Centre - ribbon.Points[Math.Max(at - 1, 0)].Centre);

    /// <summary>Lays down one thin slice across the bone.</summary>
    private static void AddSlice(
        BoneRibbon ribbon, RibbonSection section, Vector3 axis, float lengthMm, ProjectionGeometry geometry, float pixelMm, float[] mineral, float[] boneMm)
    {
        Vector3 tall = Vector3.Normalize(Vector3.Cross(axis, section.Outwards)), flat = Vector3.Cross(tall, axis);
        Vector3 ray = Vector3.Normalize(section.Centre - geometry.Source);
        var across = new Vector2(Vector3.Dot(ray, tall), Vector3.Dot(ray, flat));
        across = across.LengthSquared() < 1e-6f ? Vector2.UnitY : Vector2.Normalize(across);

        // Seen along the ray the ellipse is h wide to either side of its centre and 2ab/h deep in its middle.
        Vector2 width = new(-across.Y, across.X);
        float a = section.HalfHeightMm, b = section.HalfThicknessMm, wall = MathF.Min(ribbon.CortexMm, 0.9f * MathF.Min(a, b));
        float outer = (width * new Vector2(a, b)).Length(), inner = (width * new Vector2(a - wall, b - wall)).Length();
        float deep = 2 * a * b / outer, hollow = 2 * (a - wall) * (b - wall) / inner;
        Vector3 direction = (width.X * tall) + (width.Y * flat);
        ImagePoint low = geometry.Project(section.Centre - (outer * direction)), high = geometry.Project(section.Centre + (outer * direction));
        int count = (int)(2 * outer / (PieceShare * pixelMm)) + 2;
        float area = lengthMm * (2 * outer / count) / (pixelMm * pixelMm);
        for (int k = 0; k < count; k++)
        {
            float t = (k + 0.5f) / count, v = ((2 * t) - 1) * outer;
            float all = deep * MathF.Sqrt(1 - (v / outer * (v / outer)));
            float marrow = MathF.Abs(v) < inner ? hollow * MathF.Sqrt(1 - (v / inner * (v / inner))) : 0;
            float mass = section.Mineral * (((all - marrow) * ribbon.CortexGcm3) + (marrow * ribbon.InsideGcm3)) / 10;
            Share(low.X + (t * (high.X - low.X)), low.Y + (t * (high.Y - low.Y)), area * mass, area * all, geometry, mineral, boneMm);
        }
    }

    /// <summary>Shares a piece among the four pixels round a place.</summary>
    private static void Share(double column, double row, float mass, float length, ProjectionGeometry geometry, float[] mineral, float[] boneMm)
    {
        int x = (int)Math.Floor(column), y = (int)Math.Floor(row);
        if (x < 0 || y < 0 || x >= geometry.Width - 1 || y >= geometry.Height - 1)
        {
            return;
        }

        float dx = (float)(column - x), dy = (float)(row - y);
        int index = (y * geometry.Width) + x;
        Put(index, (1 - dx) * (1 - dy));
        Put(index + 1, dx * (1 - dy));
        Put(index + geometry.Width, (1 - dx) * dy);
        Put(index + geometry.Width + 1, dx * dy);

        void Put(int at, float share)
        {
            mineral[at] += share * mass;
            boneMm[at] += share * length;
        }
    }
}
