using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>Line integrals through tubes: the chord of a straight pipe at each ray's distance from its axis.</summary>
public static class TubeProjector
{
    /// <summary>Adds a bone tube's mineral (g/cm²) and path lengths (mm).</summary>
    public static void Add(BoneTube tube, ProjectionGeometry geometry, float[] mineral, float[] boneMm)
    {
        float inner = tube.RadiusMm - tube.CortexMm;
        Draw(tube.Points, tube.RadiusMm, geometry, (index, distance2, slant) =>
        {
            float outer = 2 * MathF.Sqrt((tube.RadiusMm * tube.RadiusMm) - distance2) * slant;
            float hollow = distance2 < inner * inner ? 2 * MathF.Sqrt((inner * inner) - distance2) * slant : 0;
            mineral[index] += (((outer - hollow) * tube.CortexGcm3) + (hollow * tube.InsideGcm3)) / 10;
            boneMm[index] += outer;
        });
    }

    /// <summary>Adds the path lengths (mm) of a solid rod.</summary>
    public static void AddLength(IReadOnlyList<Vector3> points, float radiusMm, ProjectionGeometry geometry, float[] lengthMm) =>
        Draw(points, radiusMm, geometry, (index, distance2, slant) =>
            lengthMm[index] += 2 * MathF.Sqrt((radiusMm * radiusMm) - distance2) * slant);

    private static void Draw(IReadOnlyList<Vector3> points, float radius, ProjectionGeometry geometry, Action<int, float, float> add)
    {
        (int left, int top, int right, int bottom) = geometry.Cover([.. points], radius + 1);
        int width = right - left;
        if (width <= 0 || bottom <= top)
        {
            return;
        }

        // For each pixel the nearest segment decides, so that joints are not counted twice.
        var nearest = new float[width * (bottom - top)];
        var slants = new float[nearest.Length];
        Array.Fill(nearest, radius * radius);
        for (int i = 1; i < points.Count; i++)
        {
            Vector3 middle = (points[i - 1] + points[i]) / 2;
            Vector3 axis = Vector3.Normalize(points[i] - points[i - 1]);
            Vector3 ray = Vector3.Normalize(middle - geometry.Source);
            float along = Vector3.Dot(axis, ray);

            // A pipe seen end on is no longer than it is: the slant is bounded.
            float slant = MathF.Min(1 / MathF.Sqrt(MathF.Max(1e-4f, 1 - (along * along))), 3);
            float mmPerPixel = geometry.PixelMm / (float)geometry.Magnification(middle);
            ImagePoint a = geometry.Project(points[i - 1]), b = geometry.Project(points[i]);
            Vector2 from = new((float)a.X, (float)a.Y), step = new Vector2((float)b.X, (float)b.Y) - from;
            float inverse = 1 / MathF.Max(1e-6f, step.LengthSquared());
            (int l, int t, int r, int d) = geometry.Cover([points[i - 1], points[i]], radius + 1);
            for (int row = t; row < d; row++)
            {
                for (int column = l; column < r; column++)
                {
                    Vector2 offset = new Vector2(column, row) - from;
                    float place = Math.Clamp(Vector2.Dot(offset, step) * inverse, 0, 1);
                    float distance2 = (offset - (place * step)).LengthSquared() * mmPerPixel * mmPerPixel;
                    int index = ((row - top) * width) + column - left;
                    if (distance2 < nearest[index])
                    {
                        nearest[index] = distance2;
                        slants[index] = slant;
                    }
                }
            }
        }

        for (int index = 0; index < nearest.Length; index++)
        {
            if (slants[index] > 0)
            {
                add(((top + (index / width)) * geometry.Width) + left + (index % width), nearest[index], slants[index]);
            }
        }
    }
}
