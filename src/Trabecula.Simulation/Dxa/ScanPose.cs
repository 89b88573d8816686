using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>How a person lies on the scanner's table this time.</summary>
/// <param name="TurnRadians">Turn about the long axis.</param>
/// <param name="TiltRadians">Turn of the long axis in the table's plane.</param>
/// <param name="ShiftMm">Where the scan begins, in the patient's coordinates.</param>
/// <param name="HipRotationRadians">Turn of the femur about the leg's axis, from the position that the foot's brace aims at.</param>
/// <param name="HipFlexionRadians">Flexion of the femur.</param>
internal readonly record struct ScanPose(
    double TurnRadians, double TiltRadians, Vector3 ShiftMm, double HipRotationRadians, double HipFlexionRadians)
{
    private const ulong Stream = 0xD004;

    // Degrees and mm, constructed: technologists line the spine up with the table by eye and start the scan at the crest; a brace holds
    // the foot turned in, and the leg is strapped to it.
    private const double Turn = 2.5, Tilt = 1, Shift = 5, HipRotation = 1.3, HipFlexion = 0.8;

    /// <summary>Draws a pose.</summary>
    /// <param name="seed">Seed of the scan.</param>
    public static ScanPose Draw(ulong seed)
    {
        var random = new DeterministicRandom(seed, Stream);
        double Radians(double degrees) => random.Normal(0, degrees) * Math.PI / 180;
        double turn = Radians(Turn), tilt = Radians(Tilt);
        var shift = new Vector3((float)random.Normal(0, Shift), 0, (float)random.Normal(0, Shift));
        return new ScanPose(turn, tilt, shift, Radians(HipRotation), Radians(HipFlexion));
    }

    /// <summary>The frame of a femur whose head stays where it is.</summary>
    /// <param name="head">Centre of its head, patient's coordinates, mm.</param>
    public RigidFrame Femur(Vector3 head) => RigidFrame.Turned(head, -HipFlexionRadians, 0, HipRotationRadians);
}
