using System.Numerics;

namespace Trabecula.Simulation;

/// <summary>Where the spine runs: the centre line of its bodies.</summary>
/// <param name="centres">Centres of the bodies from the head downwards, mm.</param>
public sealed class SpineCourse(IReadOnlyList<Vector3> centres)
{
    /// <summary>The point of the centre line at a height; beyond its ends the end's.</summary>
    /// <param name="z">Height, mm.</param>
    public Vector3 At(float z)
    {
        for (int i = 1; i < centres.Count; i++)
        {
            if (z >= centres[i].Z)
            {
                float share = Math.Clamp((z - centres[i].Z) / MathF.Max(1, centres[i - 1].Z - centres[i].Z), 0, 1);
                return Vector3.Lerp(centres[i], centres[i - 1], share);
            }
        }

        return centres[^1];
    }
}
