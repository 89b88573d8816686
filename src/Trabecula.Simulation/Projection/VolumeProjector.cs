using System.Numerics;

namespace Trabecula.Simulation;

/// <summary>Line integrals through a <see cref="BoneVolume"/>.</summary>
public static class VolumeProjector
{
    // Bone counts as passed from this density on, g/cm³: less than the emptiest marrow.
    private const float LeastGcm3 = 0.01f;

    /// <summary>Adds a volume's mineral (g/cm²) and the length of each ray within the bone (mm) to maps.</summary>
    /// <param name="volume">The bone.</param>
    /// <param name="geometry">Source and detector.</param>
    /// <param name="mineral">Row-major map, <c>Width * Height</c>, that is added to.</param>
    /// <param name="boneMm">Row-major map of path lengths, that is added to.</param>
    /// <param name="threads">How many threads may work, 0 for all; the result does not depend on it.</param>
    public static void Add(BoneVolume volume, ProjectionGeometry geometry, float[] mineral, float[] boneMm, int threads = 1) =>
        GridProjector.Add(
            new VoxelGrid(volume.Frame, volume.Low, new Vector3(volume.SpacingMm), volume.CountX, volume.CountY, volume.CountZ, volume.Mineral),
            geometry, 0.1f, LeastGcm3, mineral, boneMm, threads);
}
