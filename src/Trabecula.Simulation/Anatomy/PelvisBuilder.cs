using System.Numerics;

namespace Trabecula.Simulation;

/// <summary>Sacrum, iliac wings, pubic and ischial rami.</summary>
/// <remarks>Forms are drawn by hand after common anatomy; only their sizes follow the subject.</remarks>
public static class PelvisBuilder
{
    private const float VoxelMm = 1.4f;

    /// <summary>The sacrum; the frame's origin is the centre of S1's upper endplate, its up points out of it.</summary>
    public static BoneVolume Sacrum(RigidFrame frame, float size, float inside, float cortex, TrabecularTexture texture)
    {
        return new BoneVolume(frame, size * new Vector3(-60, -48, -112), size * new Vector3(60, 30, 6), VoxelMm, p =>
        {
            Vector3 q = p / size;
            float down = -q.Z;
            float ala = MathF.Max(0, MathF.Abs(q.X) - 26);
            float top = MathF.Min(down + 2, (down - (0.45f * ala)) + 2);
            float half = down < 38 ? 56 - (0.18f * down) : 49 - ((down - 38) * 0.52f);
            float lateral = half - MathF.Abs(q.X);
            float curve = (0.0045f * down * down) - (0.1f * down);
            float depth = MathF.Max(7, 22 - (0.16f * down)) - (ala * 0.1f);
            float sagittal = depth - MathF.Abs(q.Y + curve);
            float inner = MathF.Min(MathF.Min(top, 104 - down), MathF.Min(lateral, sagittal));
            for (int i = 0; i < 4; i++)
            {
                float dx = MathF.Abs(q.X) - (21 - (2.5f * i)), dz = down - (27 + (19 * i));
                inner = MathF.Min(inner, MathF.Sqrt((dx * dx) + (dz * dz)) - 5.5f);
            }

            // The median crest behind.
            float crest = MathF.Min(3 - MathF.Abs(q.X), MathF.Min(down - 6, 80 - down));
            crest = MathF.Min(crest, MathF.Min(-(q.Y + curve), depth + 9 + (q.Y + curve)));
            return Wall(MathF.Max(inner, crest) * size, 1.6f, 0.7f * cortex, inside * texture.At(p));
        });
    }

    /// <summary>One iliac wing with the roof of the acetabulum.</summary>
    /// <param name="crest">The highest point's height, patient's Z, mm, and the sacroiliac joint's place in Y.</param>
    /// <param name="side">+1 for the patient's left, −1 for the right.</param>
    /// <param name="size">Scale, 1 for a mean adult.</param>
    /// <param name="flare">How far the wings open outwards, 0.8 to 1.2.</param>
    /// <param name="inside">Hydroxyapatite inside, g/cm³.</param>
    /// <param name="cortex">Hydroxyapatite of the cortex, g/cm³.</param>
    /// <param name="texture">Texture of the inside.</param>
    public static BoneVolume Ilium(Vector3 crest, int side, float size, float flare, float inside, float cortex, TrabecularTexture texture)
    {
        Vector2 joint = new(37, -30), spine = new(37 + (88 * flare), 58);
        float length = (spine - joint).Length();
        Vector2 along = (spine - joint) / length, normal = new(along.Y, -along.X);
        float[] places = [0, 0.12f, 0.26f, 0.4f, 0.52f, 0.68f, 0.82f, 0.92f, 1];
        float[] floors = [-78, -92, -80, -112, -142, -146, -112, -80, -62];
        return new BoneVolume(RigidFrame.At(crest), new Vector3(side < 0 ? -size * 150 : size * 14, -size * 50, -size * 150), new Vector3(side < 0 ? -size * 14 : size * 150, size * 72, size * 4), VoxelMm, p =>
        {
            Vector3 q = new(p.X * side / size, p.Y / size, p.Z / size);
            Vector2 offset = new Vector2(q.X, q.Y) - joint;
            float s = Vector2.Dot(offset, along) / length;
            if (s < -0.06f || s > 1.05f)
            {
                return 0;
            }

            float bow = 13 * (4 * s * (1 - s));
            float n = Vector2.Dot(offset, normal) - bow + (0.10f * (q.Z + 40));
            float top = -45 * MathF.Pow(MathF.Abs(s - 0.45f) / 0.5f, 2.2f);
            float below = top - q.Z;
            float above = q.Z - Interpolate(places, floors, s);
            float thickness = 4.6f + (6.5f * MathF.Exp(-MathF.Max(0, below - 2) / 7)) + (7 * MathF.Exp(-s * s / 0.02f));
            thickness += 15 * Math.Clamp((-95 - q.Z) / 35, 0, 1);
            float edge = MathF.Min(below, above) + 2;
            float ends = MathF.Min(s + 0.04f, 1.03f - s) * length;
            float inner = MathF.Min(thickness - MathF.Abs(n), MathF.Min(edge, ends));

            // The socket of the hip.
            Vector3 head = q - new Vector3(91, 8, -147);
            inner = MathF.Min(inner, head.Length() - 27);
            return Wall(inner * size, 1.7f, cortex, 1.3f * inside * texture.At(p));
        });
    }

    /// <summary>Pubic and ischial rami of one side.</summary>
    public static IReadOnlyList<BoneTube> Rami(Vector3 crest, int side, float size, float cortex, float inside)
    {
        Vector3 At(float x, float y, float z) => crest + (size * new Vector3(side * x, y, z));
        return
        [
            new BoneTube([At(78, 26, -148), At(45, 48, -158), At(8, 60, -172)], 8 * size, 1.5f, cortex, inside),
            new BoneTube([At(78, -8, -165), At(66, -18, -190), At(54, -14, -208)], 13 * size, 1.8f, cortex, inside),
            new BoneTube([At(54, -12, -206), At(32, 24, -198), At(9, 56, -180)], 6.5f * size, 1.4f, cortex, inside),
        ];
    }

    /// <summary>Density of a bone with a wall, by depth below its surface.</summary>
    internal static float Wall(float depthMm, float wallMm, float cortex, float inside)
    {
        if (depthMm <= 0)
        {
            return 0;
        }

        float inner = Math.Clamp((depthMm - wallMm) / 1.0f, 0, 1);
        return MathF.Min(1, depthMm / 0.7f) * ((cortex * (1 - inner)) + (inside * inner));
    }

    private static float Interpolate(float[] places, float[] values, float at)
    {
        for (int i = 1; i < places.Length; i++)
        {
            if (at <= places[i])
            {
                float t = Math.Clamp((at - places[i - 1]) / (places[i] - places[i - 1]), 0, 1);
                return values[i - 1] + (t * (values[i] - values[i - 1]));
            }
        }

        return values[^1];
    }
}
