namespace Trabecula.Domain;

/// <summary>A point in a film, in pixels: X to the right, Y downwards, (0, 0) the centre of the first pixel.</summary>
/// <param name="X">Column, may be fractional.</param>
/// <param name="Y">Row, may be fractional.</param>
public readonly record struct ImagePoint(double X, double Y);
