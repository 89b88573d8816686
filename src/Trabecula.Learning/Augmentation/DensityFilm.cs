using Trabecula.Domain;
using Trabecula.Imaging;

namespace Trabecula.Learning.Augmentation;

/// <summary>A film whose L1–L4 were found, with the densities that DXA measured.</summary>
/// <param name="Film">The film, bone bright.</param>
/// <param name="MmPerPixel">Its pixel pitch, mm, or null.</param>
/// <param name="Lumbar">L1 to L4 as the localiser found them.</param>
/// <param name="Bmd">Eight areal densities, g/cm², in the order of <see cref="SkeletalSite"/>; NaN where not measured.</param>
public sealed record DensityFilm(Raster Film, double? MmPerPixel, IReadOnlyList<VertebraOutline> Lumbar, float[] Bmd);
