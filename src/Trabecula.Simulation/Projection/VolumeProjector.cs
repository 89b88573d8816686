using System.Numerics;

namespace Trabecula.Simulation;

/// <summary>Line integrals through a <see cref="BoneVolume"/>, ray by ray, with trilinear sampling.</summary>
public static class VolumeProjector
{
    /// <summary>Adds a volume's mineral (g/cm²) and the length of each ray within the bone (mm) to maps.</summary>
    /// <param name="volume">The bone.</param>
    /// <param name="geometry">Source and detector.</param>
    /// <param name="mineral">Row-major map, <c>Width * Height</c>, that is added to.</param>
    /// <param name="boneMm">Row-major map of path lengths, that is added to.</param>
    public static void Add(BoneVolume volume, ProjectionGeometry geometry, float[] mineral, float[] boneMm)
    {
        RigidFrame frame = volume.Frame;
        Vector3 low = volume.Low, high = volume.High;
        Span<Vector3> corners = stackalloc Vector3[8];
        for (int i = 0; i < 8; i++)
        {
            corners[i] = frame.ToPatient(new Vector3((i & 1) == 0 ? low.X : high.X, (i & 2) == 0 ? low.Y : high.Y, (i & 4) == 0 ? low.Z : high.Z));
        }

        (int left, int top, int right, int bottom) = geometry.Cover(corners, 0);
        Vector3 source = (frame.ToOwn(geometry.Source) - low) / volume.SpacingMm;
        Vector3 limit = (high - low) / volume.SpacingMm;
        float stepVoxels = 0.9f;
        for (int row = top; row < bottom; row++)
        {
            for (int column = left; column < right; column++)
            {
                Vector3 direction = frame.DirectionToOwn(Vector3.Normalize(geometry.PixelCentre(column, row) - geometry.Source));
                (float mass, float length) = March(volume, source, direction, limit, stepVoxels);
                if (mass > 0)
                {
                    int index = (row * geometry.Width) + column;
                    mineral[index] += mass * stepVoxels * volume.SpacingMm / 10;
                    boneMm[index] += length * stepVoxels * volume.SpacingMm;
                }
            }
        }
    }

    private static (float Mass, float Length) March(BoneVolume volume, Vector3 source, Vector3 direction, Vector3 limit, float step)
    {
        Vector3 inverse = Vector3.One / direction;
        Vector3 a = -source * inverse, b = (limit - source) * inverse;
        Vector3 enter = Vector3.Min(a, b), leave = Vector3.Max(a, b);
        float from = MathF.Max(enter.X, MathF.Max(enter.Y, enter.Z)), to = MathF.Min(leave.X, MathF.Min(leave.Y, leave.Z));
        if (!(to > from))
        {
            return (0, 0);
        }

        float[] values = volume.Mineral;
        int strideX = volume.CountY, strideZ = volume.CountX * volume.CountY;
        int lastX = volume.CountX - 2, lastY = volume.CountY - 2, lastZ = volume.CountZ - 2;
        float mass = 0, length = 0;
        Vector3 at = source + ((from + (0.5f * step)) * direction), advance = step * direction;
        int count = (int)((to - from) / step);
        for (int i = 0; i < count; i++, at += advance)
        {
            int x = Math.Clamp((int)at.X, 0, lastX), y = Math.Clamp((int)at.Y, 0, lastY), z = Math.Clamp((int)at.Z, 0, lastZ);
            int start = (z * strideZ) + (x * strideX) + y;
            float dx = at.X - x, dy = at.Y - y, dz = at.Z - z;
            float v00 = values[start] + (dy * (values[start + 1] - values[start]));
            float v10 = values[start + strideX] + (dy * (values[start + strideX + 1] - values[start + strideX]));
            start += strideZ;
            float v01 = values[start] + (dy * (values[start + 1] - values[start]));
            float v11 = values[start + strideX] + (dy * (values[start + strideX + 1] - values[start + strideX]));
            float near = v00 + (dx * (v10 - v00)), far = v01 + (dx * (v11 - v01));
            float value = near + (dz * (far - near));
            mass += value;
            length += value > 0.01f ? 1 : 0;
        }

        return (mass, length);
    }
}
