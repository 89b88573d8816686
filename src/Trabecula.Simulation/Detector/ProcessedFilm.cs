namespace Trabecula.Simulation;

/// <summary>What the numbers of a stored film mean.</summary>
public enum PixelMeaning
{
    /// <summary>P-values, for presentation.</summary>
    Presentation,

    /// <summary>Linear in exposure, for processing.</summary>
    LinearExposure,

    /// <summary>Logarithmic in exposure, for processing.</summary>
    LogarithmicExposure,
}

/// <summary>A film as a vendor's console would store it.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Pixels">Row-major stored values, <c>Width * Height</c>, below 2^<paramref name="BitsStored"/>.</param>
/// <param name="BitsStored">10 to 14.</param>
/// <param name="IsMonochrome1">True where the lowest value is meant to be white.</param>
/// <param name="PixelMm">Pixel pitch at the detector in mm.</param>
/// <param name="Meaning">What the values mean.</param>
/// <param name="Vendor">The family of processing, <c>A</c> to <c>E</c>.</param>
public sealed record ProcessedFilm(
    int Width,
    int Height,
    ushort[] Pixels,
    int BitsStored,
    bool IsMonochrome1,
    double PixelMm,
    PixelMeaning Meaning,
    string Vendor);
