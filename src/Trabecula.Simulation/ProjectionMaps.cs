namespace Trabecula.Simulation;

/// <summary>What lies along each ray of a projection, by material: the interface between geometry and physics.</summary>
/// <remarks>All maps are row-major, <c>Width * Height</c>, in g/cm² along the ray (density times path length).</remarks>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="PixelMm">Pixel pitch in mm at the detector plane (for DXA: at the table plane).</param>
/// <param name="Lean">Muscle-like soft tissue, marrow and cartilage included, gas already taken out.</param>
/// <param name="Fat">Adipose tissue.</param>
/// <param name="Mineral">Hydroxyapatite of bone and of calcification.</param>
/// <param name="Metal">Metal (as iron-like steel or titanium, expressed as copper-equivalent), usually all 0.</param>
public sealed record ProjectionMaps(
    int Width,
    int Height,
    double PixelMm,
    float[] Lean,
    float[] Fat,
    float[] Mineral,
    float[] Metal);
