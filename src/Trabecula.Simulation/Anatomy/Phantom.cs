using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>A whole simulated person: bones and soft tissue in the patient's coordinates.</summary>
/// <param name="Subject">Whose it is.</param>
/// <param name="Vertebrae">From the highest that was built down to L5.</param>
/// <param name="Volumes">All bones that are voxel grids, vertebrae included.</param>
/// <param name="Tubes">Long round bones.</param>
/// <param name="Femur">The femur whose density DXA measures.</param>
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

    /// <summary>The vertebra of a level that the localiser names.</summary>
    public PhantomVertebra Vertebra(VertebralLevel level) => Vertebrae[Vertebrae.Count - 1 - (int)VertebralLevel.L5 + (int)level];
}

/// <summary>One vertebra of a phantom.</summary>
/// <param name="Frame">Where it lies.</param>
/// <param name="Size">Its size.</param>
/// <param name="Volume">Its mineral.</param>
/// <param name="Corners">The body's corners at mid-depth in the patient's coordinates: as the picture shows them, top left, top
/// right, bottom right, bottom left.</param>
/// <param name="TargetBmd">Areal BMD it was built to, g/cm²; 0 where none was asked for.</param>
public sealed record PhantomVertebra(RigidFrame Frame, VertebraDimensions Size, BoneVolume Volume, IReadOnlyList<Vector3> Corners, double TargetBmd);
