using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>A region of interest as an operator would draw it.</summary>
/// <param name="Site">What it measures: a single vertebra, the femoral neck or the total hip.</param>
/// <param name="Polygon">Its outline in pixels of the scan, at least three points.</param>
public sealed record DxaRegion(SkeletalSite Site, IReadOnlyList<ImagePoint> Polygon);
