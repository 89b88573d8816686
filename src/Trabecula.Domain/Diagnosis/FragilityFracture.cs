namespace Trabecula.Domain;

/// <summary>A fracture from low energy that the person has had, which the Japanese criteria ask for.</summary>
public enum FragilityFracture
{
    /// <summary>None, or none known.</summary>
    None,

    /// <summary>Of a vertebra or the proximal femur.</summary>
    VertebralOrHip,

    /// <summary>Elsewhere: ribs, pelvis, proximal humerus, distal radius, lower leg.</summary>
    Other,
}
