using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>How differently a person lies on the table for another film.</summary>
/// <param name="ShiftMm">How much further the central ray meets the person, in the patient's coordinates.</param>
/// <param name="TurnDegrees">How much further the person is turned about the long axis.</param>
/// <param name="TiltDegrees">How much further the long axis is turned in the film's plane.</param>
public sealed record Repositioning(Vector3 ShiftMm, double TurnDegrees, double TiltDegrees)
{
    // Constructed: a radiographer finds the crest and the midline again within a finger's breadth; turn and tilt are those by which
    // first films differ between people, once more.
    private const double AcrossMm = 8, AlongMm = 12, Turn = 3, Tilt = 1.5;

    /// <summary>Draws another pose.</summary>
    /// <param name="seed">Seed of the second film.</param>
    public static Repositioning Draw(ulong seed)
    {
        var random = new DeterministicRandom(seed, 12);
        var shift = new Vector3((float)random.Normal(0, AcrossMm), 0, (float)random.Normal(0, AlongMm));
        return new Repositioning(shift, random.Normal(0, Turn), random.Normal(0, Tilt));
    }
}
