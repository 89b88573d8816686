using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>Exposes a projection on a panel: primary, scatter, grid, penumbra, quantum and electronic noise, the panel's MTF.</summary>
public static class FilmExposure
{
    private const uint QuantumStream = 0xF001;
    private const uint ElectronicStream = 0xF002;
    private const int RowsPerBlock = 16;

    // The load range of general generators; automatic exposure control cannot leave it.
    private const double LeastMas = 0.5, MostMas = 500;

    /// <summary>Exposes a projection.</summary>
    /// <param name="maps">What lies along each ray, at the detector's pixel pitch.</param>
    /// <param name="technique">How to expose.</param>
    /// <param name="detector">The panel.</param>
    /// <param name="seed">The noise's seed; the same seed gives the same bytes whatever the number of threads.</param>
    /// <param name="threads">How many threads may work, 0 for all.</param>
    /// <param name="cancellation">Stops between stages.</param>
    /// <param name="frame">The collimator's blades and lead letters; none where it is left out.</param>
    /// <returns>The panel's linear signal.</returns>
    /// <exception cref="TrabeculaException"><c>bad_projection</c> or <c>kvp_out_of_range</c>.</exception>
    public static DetectorImage Expose(
        ProjectionMaps maps,
        TechniqueFactors technique,
        DetectorModel detector,
        ulong seed,
        int threads = 0,
        CancellationToken cancellation = default,
        FilmFrame? frame = null)
    {
        ProjectionChecks.ThrowIfInconsistent(maps);
        int width = maps.Width, height = maps.Height;
        var response = new PolychromaticResponse(Spectrum.Tungsten(technique.KVp, copperMm: technique.CopperMm), detector.ScintillatorGPerCm2);
        var primary = new float[width * height];
        var variance = new float[width * height];
        response.Evaluate(maps, primary, variance, threads);
        frame?.Shade(primary, variance, width, height, maps.PixelMm);
        cancellation.ThrowIfCancellationRequested();

        var scatter = ScatterField.Of(primary, width, height, maps.PixelMm, response, technique);
        primary = FocalBlur.Apply(primary, width, height, technique.FocalSpotMm * (technique.Magnification - 1) / maps.PixelMm, threads);
        cancellation.ThrowIfCancellationRequested();

        var beam = new BeamShape(width, height, maps.PixelMm, technique);
        var kevPerMicroGy = ReferenceKevPerMicroGy(response);
        var toKerma = 1e6 / (technique.SidMm * technique.SidMm) / kevPerMicroGy;
        var (primaryMean, scatterMean) = CentralMeans(primary, width, height, scatter, technique);
        var perMas = (primaryMean + scatterMean) * toKerma;
        var mas = technique.MilliampereSeconds ?? Math.Clamp(technique.DetectorKermaMicroGy / perMas, LeastMas, MostMas);

        AddScatterAndQuanta(
            primary, variance, width, height, scatter, beam, technique, mas * toKerma,
            varianceScale: mas * toKerma / kevPerMicroGy / (maps.PixelMm * maps.PixelMm) / detector.SwankFactor,
            new CounterRandom(seed, QuantumStream), threads);
        cancellation.ThrowIfCancellationRequested();

        DetectorBlur.Apply(primary, width, height, DetectorBlur.Pole(detector.LorentzianMm2, maps.PixelMm), threads);
        var electronicSigma = Math.Sqrt(detector.ElectronicNoiseMicroGy * QuantumVariancePerMicroGy(response, detector, maps.PixelMm));
        AddElectronicNoise(primary, width, height, beam, detector, electronicSigma, new CounterRandom(seed, ElectronicStream), threads);
        return new DetectorImage(
            width, height, maps.PixelMm, primary, technique, mas,
            scatterMean / primaryMean, 100 * perMas * mas);
    }

    /// <summary>Signal variance (μGy²) per μGy of a pixel behind 20 cm of tissue, before the panel's blur.</summary>
    internal static double QuantumVariancePerMicroGy(PolychromaticResponse response, DetectorModel detector, double pixelMm)
    {
        var (lean, fat) = Reference;
        var signal = response.ExactSignal(lean, fat, 0);
        return response.ExactVariance(lean, fat, 0) / signal / ReferenceKevPerMicroGy(response) / (pixelMm * pixelMm) / detector.SwankFactor;
    }

    /// <summary>keV absorbed per mm² and μGy behind 20 cm of tissue, three quarters muscle and one quarter fat by volume.</summary>
    internal static double ReferenceKevPerMicroGy(PolychromaticResponse response)
    {
        var (lean, fat) = Reference;
        return response.ExactSignal(lean, fat, 0) / response.AirKermaMicroGyPerMas(lean, fat, 0);
    }

    private static (double Lean, double Fat) Reference =>
        (15 * Attenuation.DensityGPerCm3(Material.Muscle), 5 * Attenuation.DensityGPerCm3(Material.Adipose));

    private static (double Primary, double Scatter) CentralMeans(
        float[] primary, int width, int height, ScatterField scatter, TechniqueFactors technique)
    {
        double primarySum = 0, scatterSum = 0;
        var count = 0;
        var line = new float[width];
        for (var row = height / 3; row <= height * 2 / 3 && row < height; row += 4)
        {
            scatter.InterpolateRow(row, line);
            for (var column = width / 3; column <= width * 2 / 3 && column < width; column += 4, count++)
            {
                primarySum += primary[row * width + column];
                scatterSum += line[column];
            }
        }

        return (primarySum / count * technique.GridPrimaryTransmission, scatterSum / count * technique.GridScatterTransmission);
    }

    private static void AddScatterAndQuanta(
        float[] signal,
        float[] variance,
        int width,
        int height,
        ScatterField scatter,
        BeamShape beam,
        TechniqueFactors technique,
        double toKerma,
        double varianceScale,
        CounterRandom random,
        int threads)
    {
        float primaryGain = (float)technique.GridPrimaryTransmission, scatterGain = (float)technique.GridScatterTransmission;
        PixelBlocks.ForBlocks(height, RowsPerBlock, threads, (first, end) =>
        {
            float[] scattered = new float[width], shape = new float[width], noise = new float[width + 1];
            for (var row = first; row < end; row++)
            {
                scatter.InterpolateRow(row, scattered);
                beam.FillRow(row, shape);
                var start = (long)row * width;
                random.FillNormal(start & ~1L, noise);
                var offset = row * width;
                var odd = (int)(start & 1);
                for (var i = 0; i < width; i++)
                {
                    var primary = signal[offset + i];
                    var total = primaryGain * primary + scatterGain * scattered[i];

                    // Scattered photons are taken to have the spectrum of the primary ones beside them.
                    var energy = primary > 0 ? variance[offset + i] / primary : 0;
                    signal[offset + i] = total * shape[i] * (float)toKerma
                        + MathF.Sqrt(total * energy * shape[i] * (float)varianceScale) * noise[i + odd];
                }
            }
        });
    }

    private static void AddElectronicNoise(
        float[] signal, int width, int height, BeamShape beam, DetectorModel detector, double sigma, CounterRandom random, int threads) =>
        PixelBlocks.ForBlocks(height, RowsPerBlock, threads, (first, end) =>
        {
            float[] shape = new float[width], noise = new float[width + 1];
            var saturation = (float)detector.SaturationMicroGy;
            var exponent = (float)(detector.ResidualShading - 1);
            for (var row = first; row < end; row++)
            {
                beam.FillRow(row, shape);
                var start = (long)row * width;
                random.FillNormal(start & ~1L, noise);
                var odd = (int)(start & 1);
                var pixels = signal.AsSpan(row * width, width);
                for (var i = 0; i < width; i++)
                    pixels[i] = MathF.Min(saturation, pixels[i] + (float)sigma * noise[i + odd]) * MathF.Pow(shape[i], exponent);
            }
        });
}
