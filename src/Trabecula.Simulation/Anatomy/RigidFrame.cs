using System.Numerics;

namespace Trabecula.Simulation;

/// <summary>Where a bone lies: its own axes in the patient's coordinates.</summary>
/// <remarks>
/// Patient coordinates in mm: X to the patient's left, Y to the front, Z to the head; the origin is the centre of L3's body.
/// </remarks>
/// <param name="Origin">The bone's origin.</param>
/// <param name="Left">Unit vector of the bone's own left.</param>
/// <param name="Front">Unit vector of the bone's own front.</param>
/// <param name="Up">Unit vector of the bone's own up.</param>
public readonly record struct RigidFrame(Vector3 Origin, Vector3 Left, Vector3 Front, Vector3 Up)
{
    /// <summary>A frame that is only moved.</summary>
    public static RigidFrame At(Vector3 origin) => new(origin, Vector3.UnitX, Vector3.UnitY, Vector3.UnitZ);

    /// <summary>A frame turned by a flexion (upper end to the front), a side bend (upper end to the left) and an axial turn, in radians.</summary>
    public static RigidFrame Turned(Vector3 origin, double flexion, double sideBend, double axial)
    {
        Quaternion turn = Quaternion.CreateFromAxisAngle(Vector3.UnitY, (float)sideBend)
            * Quaternion.CreateFromAxisAngle(Vector3.UnitX, (float)-flexion)
            * Quaternion.CreateFromAxisAngle(Vector3.UnitZ, (float)axial);
        return new RigidFrame(
            origin,
            Vector3.Transform(Vector3.UnitX, turn),
            Vector3.Transform(Vector3.UnitY, turn),
            Vector3.Transform(Vector3.UnitZ, turn));
    }

    /// <summary>From the bone's own coordinates to the patient's.</summary>
    public Vector3 ToPatient(Vector3 own) => Origin + (own.X * Left) + (own.Y * Front) + (own.Z * Up);

    /// <summary>From the patient's coordinates to the bone's own.</summary>
    public Vector3 ToOwn(Vector3 patient) => DirectionToOwn(patient - Origin);

    /// <summary>Turns a direction into the bone's own axes.</summary>
    public Vector3 DirectionToOwn(Vector3 direction) =>
        new(Vector3.Dot(direction, Left), Vector3.Dot(direction, Front), Vector3.Dot(direction, Up));
}
