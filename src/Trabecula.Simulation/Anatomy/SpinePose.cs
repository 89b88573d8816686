using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>Lays the vertebrae along a spine: lordosis, kyphosis, scoliosis and axial turn.</summary>
public static class SpinePose
{
    // Flexion (upper endplate to the front) of T1 … L5 of a mean adult lying down, in degrees: lumbar tilts of Clouthier 2023
    // spread to the recumbent lordosis of 36.8° of 627 Japanese (PMC6680033); kyphosis about 30°.
    private static readonly double[] FlexionDegrees = [22, 19, 15, 11, 8, 5, 2, -1, -4, -6, -8, -9, -8, -5, 1, 9, 19];

    /// <summary>Draws small disorder of <paramref name="count"/> vertebrae and the sacrum, degrees.</summary>
    public static double[] Disorder(int count, DeterministicRandom random) => [.. Enumerable.Range(0, count).Select(_ => random.Normal(0, 1.2)), random.Normal(0, 4)];

    /// <summary>Places all vertebrae; L3's body is at the origin.</summary>
    /// <param name="sizes">Sizes of T1 to the last lumbar vertebra.</param>
    /// <param name="lordosis">1 for the mean person.</param>
    /// <param name="bendDegrees">Side bend of each vertebra, degrees.</param>
    /// <param name="axialDegrees">Axial turn of each vertebra, degrees.</param>
    /// <param name="disorder">Further flexion of each vertebra and of the sacrum, degrees: <see cref="Disorder"/>.</param>
    /// <param name="fractures">Fractured vertebrae by number.</param>
    /// <returns>The frame of each vertebra, and that of the sacrum's upper endplate.</returns>
    internal static (RigidFrame[] Vertebrae, RigidFrame Sacrum) Place(
        IReadOnlyList<VertebraDimensions> sizes,
        double lordosis,
        double[] bendDegrees,
        double[] axialDegrees,
        IReadOnlyList<double> disorder,
        IReadOnlyDictionary<int, FractureShape>? fractures = null)
    {
        const int Third = 14;
        var frames = new RigidFrame[sizes.Count];
        for (int i = 0; i < frames.Length; i++)
        {
            double flexion = (Flexion(i, sizes.Count) * lordosis) + disorder[i] + Kyphosis(i, fractures);
            frames[i] = RigidFrame.Turned(Vector3.Zero, flexion * Math.PI / 180, bendDegrees[i] * Math.PI / 180, axialDegrees[i] * Math.PI / 180);
        }

        for (int i = Third - 1; i >= 0; i--)
        {
            frames[i] = frames[i] with { Origin = frames[i + 1].Origin + Step(i, frames, sizes, fractures) };
        }

        for (int i = Third + 1; i < frames.Length; i++)
        {
            frames[i] = frames[i] with { Origin = frames[i - 1].Origin - Step(i - 1, frames, sizes, fractures) };
        }

        RigidFrame last = frames[^1];
        RigidFrame sacrum = RigidFrame.Turned(
            Vector3.Zero, ((36 * lordosis) + disorder[^1]) * Math.PI / 180, bendDegrees[^1] * 0.3 * Math.PI / 180, 0);
        float half = (float)sizes[^1].Height / 2, disc = (float)sizes[^1].DiscBelow;
        sacrum = sacrum with { Origin = last.Origin - ((half + (disc / 2)) * last.Up) - (disc / 2 * sacrum.Up) };
        return (frames, sacrum);
    }

    /// <summary>From the centre of the next lower vertebra up to the centre of <paramref name="upper"/>.</summary>
    private static Vector3 Step(
        int upper, RigidFrame[] frames, IReadOnlyList<VertebraDimensions> sizes, IReadOnlyDictionary<int, FractureShape>? fractures)
    {
        float disc = (float)sizes[upper].DiscBelow;
        float sunk = fractures?.GetValueOrDefault(upper + 1)?.UpperMm ?? 0, risen = fractures?.GetValueOrDefault(upper)?.LowerMm ?? 0;
        return (((float)(sizes[upper + 1].Height / 2) - sunk + (disc / 2)) * frames[upper + 1].Up)
            + (((float)(sizes[upper].Height / 2) - risen + (disc / 2)) * frames[upper].Up);
    }

    private static double Flexion(int index, int count)
    {
        double place = VertebraDimensions.Place(index, count - SpineNumbering.LastThoracic - 1);
        int above = Math.Min((int)place, FlexionDegrees.Length - 2);
        return FlexionDegrees[above] + ((place - above) * (FlexionDegrees[above + 1] - FlexionDegrees[above]));
    }

    /// <summary>How much further a vertebra leans forwards because vertebrae below it are wedged.</summary>
    private static double Kyphosis(int index, IReadOnlyDictionary<int, FractureShape>? fractures)
    {
        // The discs take up a third, the vertebrae above straighten again over eight levels (constructed).
        const double Taken = 2.0 / 3, Levels = 8;
        return fractures is null ? 0
            : fractures.Where(f => f.Key > index).Sum(f => Taken * f.Value.KyphosisDegrees * Math.Max(0, 1 - ((f.Key - index - 1) / Levels)));
    }
}
