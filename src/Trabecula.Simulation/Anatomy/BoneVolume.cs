using System.Numerics;
using System.Numerics.Tensors;

namespace Trabecula.Simulation;

/// <summary>One bone as a grid of hydroxyapatite density in its own axes.</summary>
public sealed class BoneVolume
{
    /// <summary>Fills a grid from a density function.</summary>
    /// <param name="frame">Where the bone lies.</param>
    /// <param name="low">Lower corner of the grid in the bone's own coordinates, mm.</param>
    /// <param name="high">Upper corner.</param>
    /// <param name="spacingMm">Voxel size in mm, the same in all directions.</param>
    /// <param name="density">Hydroxyapatite in g/cm³ at a point of the bone's own coordinates.</param>
    /// <param name="mayHold">Whether there may be bone in a box of which the lower and the upper corner are given; it is asked
    /// before each box's points, and boxes that hold none are passed over. Null where all points are to be asked for.</param>
    public BoneVolume(
        RigidFrame frame, Vector3 low, Vector3 high, float spacingMm, Func<Vector3, float> density, Func<Vector3, Vector3, bool>? mayHold = null)
    {
        Frame = frame;
        Low = low;
        SpacingMm = spacingMm;
        CountX = (int)MathF.Ceiling((high.X - low.X) / spacingMm) + 1;
        CountY = (int)MathF.Ceiling((high.Y - low.Y) / spacingMm) + 1;
        CountZ = (int)MathF.Ceiling((high.Z - low.Z) / spacingMm) + 1;
        Mineral = new float[CountX * CountY * CountZ];
        for (int z = 0; z < CountZ; z += Box)
        {
            for (int x = 0; x < CountX; x += Box)
            {
                for (int y = 0; y < CountY; y += Box)
                {
                    if (mayHold is null || mayHold(low + (spacingMm * new Vector3(x, y, z)), low + (spacingMm * new Vector3(x + Box - 1, y + Box - 1, z + Box - 1))))
                    {
                        Fill(density, x, y, z);
                    }
                }
            }
        }
    }

    // Side of a box in voxels.
    private const int Box = 8;

    /// <summary>Where the bone lies.</summary>
    public RigidFrame Frame { get; private set; }

    /// <summary>First voxel's centre in the bone's own coordinates, mm.</summary>
    public Vector3 Low { get; }

    /// <summary>Voxel size, mm.</summary>
    public float SpacingMm { get; }

    /// <summary>Voxels along X.</summary>
    public int CountX { get; }

    /// <summary>Voxels along Y, the direction that lies closest in memory because rays of an AP film run along it.</summary>
    public int CountY { get; }

    /// <summary>Voxels along Z.</summary>
    public int CountZ { get; }

    /// <summary>Hydroxyapatite in g/cm³, index <c>(z * CountX + x) * CountY + y</c>.</summary>
    public float[] Mineral { get; private set; }

    /// <summary>Last voxel's centre in the bone's own coordinates, mm.</summary>
    public Vector3 High => Low + (SpacingMm * new Vector3(CountX - 1, CountY - 1, CountZ - 1));

    /// <summary>The same bone in another place; both share their mineral.</summary>
    /// <param name="frame">Where it lies.</param>
    public BoneVolume At(RigidFrame frame)
    {
        var moved = (BoneVolume)MemberwiseClone();
        moved.Frame = frame;
        return moved;
    }

    /// <summary>The same grid in the same place with other mineral.</summary>
    /// <param name="mineral">In the order of <see cref="Mineral"/>.</param>
    public BoneVolume With(float[] mineral)
    {
        var other = (BoneVolume)MemberwiseClone();
        other.Mineral = mineral.Length == Mineral.Length ? mineral : throw new ArgumentException("The mineral is another grid's.", nameof(mineral));
        return other;
    }

    /// <summary>All hydroxyapatite in it, g.</summary>
    public double MineralContentG
    {
        get
        {
            double sum = 0;
            foreach (float value in Mineral)
            {
                sum += value;
            }

            return sum * Math.Pow(SpacingMm / 10, 3);
        }
    }

    private void Fill(Func<Vector3, float> density, int fromX, int fromY, int fromZ)
    {
        for (int z = fromZ; z < Math.Min(CountZ, fromZ + Box); z++)
        {
            for (int x = fromX; x < Math.Min(CountX, fromX + Box); x++)
            {
                int start = ((z * CountX) + x) * CountY;
                for (int y = fromY; y < Math.Min(CountY, fromY + Box); y++)
                {
                    Mineral[start + y] = density(Low + (SpacingMm * new Vector3(x, y, z)));
                }
            }
        }
    }

    /// <summary>Multiplies all mineral.</summary>
    public void Scale(float factor) => TensorPrimitives.Multiply(Mineral, factor, Mineral);

    /// <summary>Replaces every voxel's mineral by what <paramref name="change"/> makes of its place (the bone's own coordinates) and value.</summary>
    /// <param name="change">Is asked for voxels that hold mineral.</param>
    /// <param name="mayGrow">Whether it is also asked for the empty voxels at a height (Z in the bone's own coordinates); null leaves all empty.</param>
    public void Change(Func<Vector3, float, float> change, Func<float, bool>? mayGrow = null)
    {
        int index = 0;
        for (int z = 0; z < CountZ; z++)
        {
            bool grows = mayGrow?.Invoke(Low.Z + (SpacingMm * z)) ?? false;
            for (int x = 0; x < CountX; x++)
            {
                for (int y = 0; y < CountY; y++, index++)
                {
                    if (grows || Mineral[index] != 0)
                    {
                        Mineral[index] = change(Low + (SpacingMm * new Vector3(x, y, z)), Mineral[index]);
                    }
                }
            }
        }
    }

    /// <summary>Mineral (g) in and outside of a part of the columns that a region holds, and the columns' area (cm²), seen along Y.</summary>
    /// <param name="region">Points that count, in the bone's own coordinates.</param>
    /// <param name="isPart">Those of them that are told apart.</param>
    public (double Other, double Part, double Area) Content(Func<Vector3, bool> region, Func<Vector3, bool> isPart)
    {
        double other = 0, part = 0, area = 0;
        int index = 0;
        double cell = SpacingMm / 10.0;
        for (int z = 0; z < CountZ; z++)
        {
            for (int x = 0; x < CountX; x++)
            {
                double column = 0;
                for (int y = 0; y < CountY; y++, index++)
                {
                    float value = Mineral[index];
                    if (value <= 0)
                    {
                        continue;
                    }

                    Vector3 point = Low + (SpacingMm * new Vector3(x, y, z));
                    if (!region(point))
                    {
                        continue;
                    }

                    column += value;
                    if (isPart(point))
                    {
                        part += value;
                    }
                    else
                    {
                        other += value;
                    }
                }

                // DXA counts a column as bone from about 0.2 g/cm² (section 4.5 of the constants).
                area += column * cell > 0.2 ? cell * cell : 0;
            }
        }

        double voxel = cell * cell * cell;
        return (other * voxel, part * voxel, area);
    }
}
