using System.Numerics;

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
    public BoneVolume(RigidFrame frame, Vector3 low, Vector3 high, float spacingMm, Func<Vector3, float> density)
    {
        Frame = frame;
        Low = low;
        SpacingMm = spacingMm;
        CountX = (int)MathF.Ceiling((high.X - low.X) / spacingMm) + 1;
        CountY = (int)MathF.Ceiling((high.Y - low.Y) / spacingMm) + 1;
        CountZ = (int)MathF.Ceiling((high.Z - low.Z) / spacingMm) + 1;
        Mineral = new float[CountX * CountY * CountZ];
        int index = 0;
        for (int z = 0; z < CountZ; z++)
        {
            for (int x = 0; x < CountX; x++)
            {
                for (int y = 0; y < CountY; y++)
                {
                    Mineral[index++] = density(low + (spacingMm * new Vector3(x, y, z)));
                }
            }
        }
    }

    /// <summary>Where the bone lies.</summary>
    public RigidFrame Frame { get; }

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
    public float[] Mineral { get; }

    /// <summary>Last voxel's centre in the bone's own coordinates, mm.</summary>
    public Vector3 High => Low + (SpacingMm * new Vector3(CountX - 1, CountY - 1, CountZ - 1));

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

    /// <summary>Multiplies the mineral wherever <paramref name="where"/> holds (in the bone's own coordinates).</summary>
    public void Scale(float factor, Func<Vector3, bool> where)
    {
        int index = 0;
        for (int z = 0; z < CountZ; z++)
        {
            for (int x = 0; x < CountX; x++)
            {
                for (int y = 0; y < CountY; y++, index++)
                {
                    if (Mineral[index] > 0 && where(Low + (SpacingMm * new Vector3(x, y, z))))
                    {
                        Mineral[index] *= factor;
                    }
                }
            }
        }
    }
}
