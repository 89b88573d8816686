using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>A whole simulated person: bones and soft tissue in the patient's coordinates.</summary>
/// <param name="Subject">Whose it is.</param>
/// <param name="Vertebrae">From the highest that was built down to the last lumbar one.</param>
/// <param name="Volumes">All bones that are voxel grids, vertebrae included.</param>
/// <param name="Tubes">Long round bones.</param>
/// <param name="Femur">The femur whose density DXA measures: the left one, or the right one where the left hip alone is a prosthesis.</param>
/// <param name="FemoralHead">Centre of that femur's head.</param>
/// <param name="FemurScale">Scale of that femur.</param>
/// <param name="SoftTissue">The trunk.</param>
/// <param name="MarrowFat">Share of fat in the marrow, 0 to 1.</param>
public sealed record Phantom(
    SimulatedSubject Subject,
    IReadOnlyList<PhantomVertebra> Vertebrae,
    IReadOnlyList<BoneVolume> Volumes,
    IReadOnlyList<BoneTube> Tubes,
    BoneVolume Femur,
    Vector3 FemoralHead,
    float FemurScale,
    SoftTissue SoftTissue,
    float MarrowFat)
{
    /// <summary>Ribs and calcified cartilages.</summary>
    public IReadOnlyList<BoneRibbon> Ribs { get; init; } = [];

    /// <summary>How worn the spine is, 0 to 1.3: osteophytes, dense endplates and facets, narrow discs come the more often and larger.</summary>
    public double Degeneration { get; init; }

    /// <summary>Variants, fractures and implants.</summary>
    public PersonFindings Findings { get; init; } = PersonFindings.Usual;

    /// <summary>The vertebra of a level that the localiser names.</summary>
    /// <returns>The vertebra; null for L5 of a person with four lumbar vertebrae, and for what was not built.</returns>
    public PhantomVertebra? Vertebra(VertebralLevel level) => Vertebrae.FirstOrDefault(v => v.Level == level);
}

/// <summary>One vertebra of a phantom.</summary>
/// <param name="Number">Which one it is: 0 for T1, 11 for T12, 12 for L1.</param>
/// <param name="Frame">Where it lies.</param>
/// <param name="Size">Its size.</param>
/// <param name="Volume">Its mineral.</param>
/// <param name="Corners">The body's corners at mid-depth in the patient's coordinates: as the picture shows them, top left, top
/// right, bottom right, bottom left.</param>
/// <param name="TargetBmd">Areal BMD it was built to, g/cm²; 0 where none was asked for.</param>
public sealed record PhantomVertebra(
    int Number, RigidFrame Frame, VertebraDimensions Size, BoneVolume Volume, IReadOnlyList<Vector3> Corners, double TargetBmd)
{
    /// <summary>The vertebra in the place that it has once the spine's fractures have settled.</summary>
    /// <param name="frame">Where it lies.</param>
    /// <param name="fracture">Its own fracture, if it has one: its volume is changed.</param>
    internal PhantomVertebra Settled(RigidFrame frame, FractureShape? fracture)
    {
        fracture?.Press(Volume);
        IEnumerable<Vector3> corners = Corners.Select(Frame.ToOwn);
        if (fracture is not null)
        {
            corners = corners.Select(fracture.Moved);
        }

        return this with { Frame = frame, Volume = Volume.At(frame), Corners = [.. corners.Select(frame.ToPatient)] };
    }

    /// <summary>Its level, if it is one that the localiser names: T12 to L5.</summary>
    public VertebralLevel? Level =>
        Number is >= SpineNumbering.LastThoracic and <= SpineNumbering.LastThoracic + 5 ? (VertebralLevel)(Number - SpineNumbering.LastThoracic) : null;
}
