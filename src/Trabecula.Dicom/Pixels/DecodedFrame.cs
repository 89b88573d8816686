namespace Trabecula.Dicom;

/// <summary>The stored values of one frame, before any rescaling or look-up table.</summary>
/// <param name="Rows">Height in pixels.</param>
/// <param name="Columns">Width in pixels.</param>
/// <param name="SamplesPerPixel">Always 1: images in colour are refused.</param>
/// <param name="BitsStored">Bits of a stored value, 1 to 32.</param>
/// <param name="IsSigned">Whether values are in two's complement.</param>
/// <param name="Samples">
/// Row-major values, <c>Rows * Columns</c>, from 0 to 2^BitsStored − 1, or from −2^(BitsStored − 1) to
/// 2^(BitsStored − 1) − 1 where <paramref name="IsSigned"/>.
/// </param>
public sealed record DecodedFrame(int Rows, int Columns, int SamplesPerPixel, int BitsStored, bool IsSigned, int[] Samples);
