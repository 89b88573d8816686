namespace Trabecula.Simulation;

/// <summary>What the panel reads, linear in exposure, before any processing for the eye.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="PixelMm">Pixel pitch at the detector in mm.</param>
/// <param name="KermaMicroGy">Row-major signal as the air kerma (μGy) of a beam behind 20 cm of tissue that would give it; noise can make it negative.</param>
/// <param name="Technique">How it was exposed.</param>
/// <param name="MilliampereSeconds">The tube load that was used.</param>
/// <param name="ScatterToPrimary">Mean scatter-to-primary ratio behind the grid in the middle third of the film.</param>
/// <param name="ExposureIndex">Exposure Index of IEC 62494-1, 100 per μGy of the middle third's mean.</param>
public sealed record DetectorImage(
    int Width,
    int Height,
    double PixelMm,
    float[] KermaMicroGy,
    TechniqueFactors Technique,
    double MilliampereSeconds,
    double ScatterToPrimary,
    double ExposureIndex);
