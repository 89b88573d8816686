using System.Numerics;

namespace Trabecula.Simulation;

/// <summary>The proximal femur: head, neck, trochanters and the beginning of the shaft.</summary>
public static class FemurBuilder
{
    private const float VoxelMm = 1.2f;

    /// <summary>Centre of the head from the highest point of the iliac crest, mm, for the mean adult's left side.</summary>
    public static Vector3 HeadFromCrest { get; } = new(91, 8, -147);

    /// <summary>Builds a femur; the frame's origin is the centre of its head.</summary>
    /// <param name="head">Centre of the head, patient's coordinates.</param>
    /// <param name="side">+1 for the patient's left, −1 for the right.</param>
    /// <param name="size">Scale, 1 for a mean adult.</param>
    /// <param name="inside">Hydroxyapatite inside, g/cm³.</param>
    /// <param name="cortex">Hydroxyapatite of the cortex, g/cm³.</param>
    /// <param name="texture">Texture of the inside.</param>
    public static BoneVolume Build(Vector3 head, int side, float size, float inside, float cortex, TrabecularTexture texture)
    {
        return new BoneVolume(RigidFrame.At(head), new Vector3(side < 0 ? -size * 62 : -size * 26, -size * 36, -size * 128), new Vector3(side < 0 ? size * 26 : size * 62, size * 26, size * 26), VoxelMm, p =>
        {
            Vector3 q = new(p.X * side / size, p.Y / size, p.Z / size);
            float ball = 23.5f - q.Length();
            float neck = SmoothForm.Rod(q, Vector3.Zero, new Vector3(36, -7, -30), 15.5f, 17);
            float trochanter = SmoothForm.Rod(q, new Vector3(43, -14, -16), new Vector3(41, -10, -38), 13, 16);
            float lesser = SmoothForm.Rod(q, new Vector3(24, -14, -62), new Vector3(29, -11, -60), 8, 9);
            float shaft = SmoothForm.Rod(q, new Vector3(37, -8, -36), new Vector3(31, -4, -140), 18, 14.5f);
            float depth = MathF.Max(MathF.Max(ball, neck), MathF.Max(MathF.Max(trochanter, lesser), shaft));
            if (depth * size < -VoxelMm)
            {
                return 0;
            }

            // The cortex thickens from the head (thin) to the shaft (about 5 mm).
            float wall = 0.8f + (4.2f * Math.Clamp((-50 - q.Z) / 45, 0, 1)) + (0.8f * Math.Clamp((-12 - q.Z) / 25, 0, 1));
            float marrow = Math.Clamp((q.Z + 75) / 40, 0.05f, 1);
            return BoneWall.Density(depth * size, wall * size, VoxelMm, cortex, inside * marrow * texture.At(p));
        });
    }
}
