namespace Trabecula.Simulation.Tests.Detector;

/// <summary>The film chain under the running test's cancellation.</summary>
internal static class Films
{
    public static DetectorImage Expose(ProjectionMaps maps, TechniqueFactors technique, DetectorModel detector, ulong seed, int threads = 0) =>
        FilmExposure.Expose(maps, technique, detector, seed, threads, TestContext.Current.CancellationToken);

    public static ProcessedFilm ForPresentation(DetectorImage image, VendorChain chain, int threads = 0) =>
        VendorProcessing.ForPresentation(image, chain, threads, TestContext.Current.CancellationToken);
}
