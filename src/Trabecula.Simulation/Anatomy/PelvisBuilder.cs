using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>Builds a pelvis: the sacrum and both hip bones, with the sacroiliac joints between them.</summary>
public static class PelvisBuilder
{
    private const float VoxelMm = 1.4f;

    // Thin sheets seen along their surface show no stripes from ramps of 1.5 voxels on.
    private const float RampMm = 1.5f * VoxelMm;

    // The forms' boxes in the mean adult's millimetres.
    private static readonly Vector3 SacrumLow = new(-64, -66, -150), SacrumHigh = new(64, 34, 14);
    private static readonly Vector3 HipLow = new(0, -78, -232), HipHigh = new(158, 80, 7);

    /// <summary>Sacrum, left and right hip bone.</summary>
    /// <param name="sacrum">The sacrum's frame: the origin is the centre of S1's upper endplate, its up points out of it.</param>
    /// <param name="crest">The iliac crests' height, patient's Z, mm, and the mid-line at that height.</param>
    /// <param name="size">Scale, 1 for a mean adult.</param>
    /// <param name="female">Whether the pelvis is a woman's.</param>
    /// <param name="inside">Hydroxyapatite inside, g/cm³.</param>
    /// <param name="cortex">Hydroxyapatite of the cortex, g/cm³.</param>
    /// <param name="random">Draws the shape.</param>
    /// <param name="threads">How many threads may work, 0 for all; the result does not depend on it.</param>
    public static IReadOnlyList<BoneVolume> Build(
        RigidFrame sacrum, Vector3 crest, float size, bool female, float inside, float cortex, DeterministicRandom random, int threads = 1)
    {
        PelvisShape shape = PelvisShape.Draw(female, random);
        return Build(sacrum, crest, size, shape, new Sacrum(shape, random), inside, cortex, random, threads);
    }

    /// <summary>The same from a shape and a sacrum that are known already.</summary>
    internal static IReadOnlyList<BoneVolume> Build(
        RigidFrame sacrum, Vector3 crest, float size, PelvisShape shape, Sacrum middle, float inside, float cortex, DeterministicRandom random, int threads)
    {
        HipBone left = new(shape, random), right = new(shape, random);
        var bones = new BoneVolume[3];
        PixelBlocks.ForBlocks(bones.Length, 1, threads, (bone, _) => bones[bone] = bone switch
        {
            0 => Middle(),
            1 => Hip(left, 1),
            _ => Hip(right, -1),
        });
        return bones;

        BoneVolume Middle()
        {
            var near = new NearField(SacrumLow, SacrumHigh + new Vector3(VoxelMm), middle.Depth);
            return new BoneVolume(sacrum, size * SacrumLow, size * SacrumHigh, VoxelMm, p =>
            {
                Vector3 q = p / size;
                return near.Holds(q) ? middle.Density(q, size, RampMm, cortex, inside) : 0;
            });
        }

        BoneVolume Hip(HipBone hip, int side)
        {
            var nearHip = new NearField(HipLow, HipHigh + new Vector3(VoxelMm), hip.Depth);
            Vector3 low = size * HipLow, high = size * HipHigh;
            (low.X, high.X) = side < 0 ? (-high.X, -low.X) : (low.X, high.X);
            return new BoneVolume(RigidFrame.At(crest), low, high, VoxelMm, p =>
            {
                Vector3 q = new Vector3(p.X * side, p.Y, p.Z) / size;
                if (!nearHip.Holds(Vector3.Clamp(q, HipLow, HipHigh + new Vector3(VoxelMm))))
                {
                    return 0;
                }

                // Only what lies within 65 mm of the middle can meet the sacrum.
                float joint = q.X < 65 && q.Z > -130 ? middle.Depth(sacrum.ToOwn(crest + p) / size) : -100;
                return hip.Density(q, joint, size, RampMm, cortex, inside);
            });
        }
    }
}
