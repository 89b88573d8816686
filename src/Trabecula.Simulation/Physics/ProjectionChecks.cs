using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>Refuses maps that do not fit together, before anything is allocated for them.</summary>
internal static class ProjectionChecks
{
    // The largest film that is simulated: 43 cm at 0.1 mm is 18 million pixels.
    private const long MostPixels = 64L << 20;

    public static void ThrowIfInconsistent(ProjectionMaps maps)
    {
        var count = (long)maps.Width * maps.Height;
        if (maps.Width < 1 || maps.Height < 1 || count > MostPixels)
            throw new TrabeculaException("bad_projection", $"A projection of {maps.Width}×{maps.Height} pixels cannot be used.");
        if (!(maps.PixelMm > 0.01 && maps.PixelMm < 100))
            throw new TrabeculaException("bad_projection", "A projection's pixel pitch must lie between 0.01 and 100 mm.");
        if (maps.Lean.Length != count || maps.Fat.Length != count || maps.Mineral.Length != count || maps.Metal.Length != count)
            throw new TrabeculaException("bad_projection", "A projection's maps must all have width times height values.");
    }
}
