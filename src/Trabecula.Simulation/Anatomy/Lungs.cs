namespace Trabecula.Simulation;

/// <summary>Both lungs above the domes of the diaphragm, with the heart between them.</summary>
/// <param name="Wall">The inside of the chest.</param>
/// <param name="RightDomeZ">Height of the right dome's top, mm.</param>
/// <param name="LeftDomeZ">Height of the left dome's top.</param>
/// <param name="SulcusMm">How far the lungs reach below the domes at the chest wall.</param>
/// <param name="ApexMm">Height of the lungs above the domes.</param>
/// <param name="HeartHalfWidthMm">Half width of the heart's shadow.</param>
public sealed record Lungs(EllipticTrunk Wall, float RightDomeZ, float LeftDomeZ, float SulcusMm, float ApexMm, float HeartHalfWidthMm)
{
    // Muscle, ribs and blades between the wall's outline and the pleura, at the sides and, thicker, at the back and front.
    private const float ChestWallMm = 18, BackAndFrontMm = 30;

    /// <summary>Mm of lung along a ray that passes from front to back at a place.</summary>
    /// <param name="x">To the patient's left.</param>
    /// <param name="z">To the head.</param>
    public float DepthAt(float x, float z)
    {
        bool isLeft = x > 0;
        float dome = isLeft ? LeftDomeZ : RightDomeZ, fill = (dome - z) / SulcusMm, share = (z - dome) / ApexMm;
        if (fill >= 2 || share >= 1)
        {
            return 0;
        }

        float outer = Wall.HalfWidthAt(z) - ChestWallMm, narrow = share > 0.3f ? MathF.Sqrt(1 - MathF.Pow((share - 0.3f) / 0.7f, 2.5f)) : 1;
        float across = MathF.Abs(x) / (outer * narrow);
        if (across >= 1)
        {
            return 0;
        }

        float half = (Wall.HalfDepth - BackAndFrontMm) * narrow, lung = 2 * half * MathF.Sqrt(1 - (across * across * across));

        // The dome is a paraboloid about the middle of its side; below its top it takes the middle of the ray, and lung is left
        // in the gutter behind it.
        float centre = (MathF.Abs(x) - (0.48f * outer)) / (0.55f * outer);
        float taken = 2 * half * MathF.Sqrt(MathF.Max(0, fill - (centre * centre)));
        return MathF.Max(0, lung - taken) * Medial(x, z);
    }

    // Spine, vessels and heart keep the lungs from the middle; some lung lies behind the heart.
    private float Medial(float x, float z)
    {
        float hila = Smooth((MathF.Abs(x) - 20) / 30);
        float dx = (x - 22) / HeartHalfWidthMm, dz = (z - LeftDomeZ - 38) / 72;
        float heart = 0.55f * Smooth((1 - MathF.Sqrt((dx * dx) + (dz * dz))) / 0.2f);
        return hila * (1 - heart);
    }

    private static float Smooth(float t)
    {
        t = Math.Clamp(t, 0, 1);
        return t * t * (3 - (2 * t));
    }
}
