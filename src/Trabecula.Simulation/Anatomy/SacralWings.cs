using System.Numerics;

namespace Trabecula.Simulation;

/// <summary>The broad transverse processes of a transitional vertebra and the sacrum that they reach, in the vertebra's own coordinates.</summary>
/// <param name="Right">How the right one ends.</param>
/// <param name="Left">How the left one ends.</param>
/// <param name="SacrumDepth">Depth below the sacrum's surface, mm, negative outside.</param>
/// <param name="Ala">Where an ala's upper side lies: side (−1 for the right) and share of the way outwards, 0 to 1.</param>
internal sealed record SacralWings(SacralJoint Right, SacralJoint Left, Func<Vector3, float> SacrumDepth, Func<float, float, Vector3> Ala)
{
    /// <summary>Width of the joint between process and ala, mm (constructed: as the sacroiliac joint's).</summary>
    public const float JointMm = 1.6f;

    /// <summary>How one side ends.</summary>
    /// <param name="side">−1 for the right, 1 for the left.</param>
    public SacralJoint Of(float side) => side < 0 ? Right : Left;
}
