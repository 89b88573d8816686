namespace Trabecula.Domain;

/// <summary>A part of the film, and what the density of L1–L4 rests on it.</summary>
/// <param name="Corners">Its corners in the film's pixels, clockwise.</param>
/// <param name="Change">How much the density of L1–L4 falls when the part is replaced by soft tissue, g/cm²; below 0 where it rises.</param>
public sealed record AttributionCell(IReadOnlyList<ImagePoint> Corners, double Change);
