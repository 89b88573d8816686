using Trabecula.Domain;

namespace Trabecula.Imaging;

/// <summary>Where a film's pixel spacing comes from.</summary>
public enum SpacingSource
{
    /// <summary>The file says nothing of it.</summary>
    Unknown,

    /// <summary>Imager Pixel Spacing (0018,1164): at the detector plane, magnification not taken out.</summary>
    Detector,

    /// <summary>Pixel Spacing (0028,0030), calibrated or of unknown calibration.</summary>
    PixelSpacing,
}

/// <summary>One film, oriented and linear, whatever file it came from.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Pixels">Row-major grey values, <c>Width * Height</c>, finite; larger means more attenuation (bone bright).</param>
/// <param name="MmPerPixel">Pixel pitch in mm (both directions), or null where unknown.</param>
/// <param name="SpacingSource">Where <paramref name="MmPerPixel"/> comes from.</param>
/// <param name="IsPolarityKnown">False where the file does not tell whether bone is bright (a plain picture).</param>
/// <param name="Subject">Who is on the film, as far as the file tells.</param>
/// <param name="Origin">What the file says of the examination.</param>
/// <param name="Steps">What was done to the stored pixels, in order, in words.</param>
public sealed record Radiograph(
    int Width,
    int Height,
    float[] Pixels,
    double? MmPerPixel,
    SpacingSource SpacingSource,
    bool IsPolarityKnown,
    Subject Subject,
    FilmOrigin Origin,
    IReadOnlyList<string> Steps);

/// <summary>What the file says of the examination; every member may be null.</summary>
/// <param name="Modality">DICOM Modality, or null for a picture.</param>
/// <param name="BodyPart">DICOM Body Part Examined.</param>
/// <param name="ViewPosition">DICOM View Position.</param>
public sealed record FilmOrigin(string? Modality, string? BodyPart, string? ViewPosition)
{
    /// <summary>Nothing is known.</summary>
    public static FilmOrigin Unknown { get; } = new(null, null, null);
}
