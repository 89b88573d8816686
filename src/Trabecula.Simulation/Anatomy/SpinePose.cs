using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>Lays the vertebrae along a spine: lordosis, kyphosis, scoliosis and axial turn.</summary>
public static class SpinePose
{
    // Flexion (upper endplate to the front) of T1 … L5 of a mean adult lying down, in degrees: lumbar tilts of Clouthier 2023
    // spread to the recumbent lordosis of 36.8° of 627 Japanese (PMC6680033); kyphosis about 30°.
    private static readonly double[] FlexionDegrees = [22, 19, 15, 11, 8, 5, 2, -1, -4, -6, -8, -9, -8, -5, 1, 9, 19];

    /// <summary>Places all vertebrae; L3's body is at the origin.</summary>
    /// <param name="sizes">Sizes of T1 to L5.</param>
    /// <param name="lordosis">1 for the mean person.</param>
    /// <param name="bendDegrees">Side bend of each vertebra, degrees.</param>
    /// <param name="axialDegrees">Axial turn of each vertebra, degrees.</param>
    /// <param name="random">Small disorder.</param>
    /// <returns>The frame of each vertebra, and that of the sacrum's upper endplate.</returns>
    public static (RigidFrame[] Vertebrae, RigidFrame Sacrum) Place(
        IReadOnlyList<VertebraDimensions> sizes, double lordosis, double[] bendDegrees, double[] axialDegrees, DeterministicRandom random)
    {
        const int Third = 14;
        var frames = new RigidFrame[sizes.Count];
        for (int i = 0; i < frames.Length; i++)
        {
            double flexion = (FlexionDegrees[i] * lordosis) + random.Normal(0, 1.2);
            frames[i] = RigidFrame.Turned(Vector3.Zero, flexion * Math.PI / 180, bendDegrees[i] * Math.PI / 180, axialDegrees[i] * Math.PI / 180);
        }

        for (int i = Third - 1; i >= 0; i--)
        {
            frames[i] = frames[i] with { Origin = frames[i + 1].Origin + Step(i, frames, sizes) };
        }

        for (int i = Third + 1; i < frames.Length; i++)
        {
            frames[i] = frames[i] with { Origin = frames[i - 1].Origin - Step(i - 1, frames, sizes) };
        }

        RigidFrame last = frames[^1];
        RigidFrame sacrum = RigidFrame.Turned(
            Vector3.Zero, ((36 * lordosis) + random.Normal(0, 4)) * Math.PI / 180, bendDegrees[^1] * 0.3 * Math.PI / 180, 0);
        float half = (float)sizes[^1].Height / 2, disc = (float)sizes[^1].DiscBelow;
        sacrum = sacrum with { Origin = last.Origin - ((half + (disc / 2)) * last.Up) - (disc / 2 * sacrum.Up) };
        return (frames, sacrum);
    }

    /// <summary>From the centre of the next lower vertebra up to the centre of <paramref name="upper"/>.</summary>
    private static Vector3 Step(int upper, RigidFrame[] frames, IReadOnlyList<VertebraDimensions> sizes)
    {
        float disc = (float)sizes[upper].DiscBelow;
        return (((float)(sizes[upper + 1].Height / 2) + (disc / 2)) * frames[upper + 1].Up)
            + (((float)(sizes[upper].Height / 2) + (disc / 2)) * frames[upper].Up);
    }
}
