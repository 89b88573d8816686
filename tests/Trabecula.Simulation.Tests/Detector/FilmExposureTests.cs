namespace Trabecula.Simulation.Tests.Detector;

public sealed class FilmExposureTests
{
    private static readonly TechniqueFactors Flat = new(HeelFraction: 0, ScatterScale: 0, SidMm: 2000);
    private static readonly DetectorModel Quiet = new(ElectronicNoiseMicroGy: 0);

    [Fact]
    public void Automatic_exposure_control_reaches_the_asked_kerma()
    {
        var image = Films.Expose(Slabs.Uniform(300, 400, 0.6, 20), new TechniqueFactors(DetectorKermaMicroGy: 2.5), new DetectorModel(), seed: 1);
        Assert.Equal(2.5, Middle(image).Average(), 0.05);
        Assert.Equal(250, image.ExposureIndex, 1d);
    }

    // Constants, section 4.3: 80 kVp, 20 mAs, 110 cm and 20 cm give 4.2 μGy of primary before the grid.
    [Fact]
    public void Primary_kerma_behind_twenty_centimetres_is_that_of_the_exposure_check()
    {
        var technique = new TechniqueFactors(MilliampereSeconds: 20, GridPrimaryTransmission: 1, ScatterScale: 0, HeelFraction: 0);
        var image = Films.Expose(Slabs.Uniform(100, 100, 0.6, 20), technique, Quiet, seed: 1);
        Assert.Equal(1, Middle(image).Average() / 4.2, 0.04);
    }

    // Constants, section 4.3: without grid 3.0 to 3.5 behind 20 cm in a large field; 0.4 to 0.8 behind a 10:1 or 12:1 grid.
    [Fact]
    public void Scatter_to_primary_ratio_is_that_of_an_abdomen()
    {
        var maps = Slabs.Uniform(350, 430, 1, 20);
        var none = new TechniqueFactors(GridPrimaryTransmission: 1, GridScatterTransmission: 1, ScatterWidthMm: 100);
        Assert.InRange(Films.Expose(maps, none, Quiet, 1).ScatterToPrimary, 2.9, 3.5);
        Assert.InRange(Films.Expose(maps, new TechniqueFactors(), Quiet, 1).ScatterToPrimary, 0.4, 0.8);
    }

    // A column of the table: var(ln S) of one pixel, without blur (H → 0) nor scatter, is V / S² of the photons counted.
    [Fact]
    public void Noise_has_the_variance_of_the_photons_absorbed()
    {
        const double pixelMm = 0.15;
        var sharp = Quiet with { LorentzianMm2 = 1e-9, ResidualShading = 1 };
        var image = Films.Expose(Slabs.Uniform(512, 512, pixelMm, 20), Flat with { FocalSpotMm = 0 }, sharp, seed: 7);
        var pixels = Middle(image).ToArray();
        var response = new PolychromaticResponse(Spectrum.Tungsten(80));
        var expected = FilmExposure.QuantumVariancePerMicroGy(response, sharp, pixelMm) * 2.5 * BlurFactor(1e-9, pixelMm);
        Assert.Equal(1, Variance(pixels) / expected, 0.03);

        // About 1650 quanta at 0.15 mm and 2.5 μGy with a quantum efficiency of 0.65 give a ratio near 33 (section 4.3).
        Assert.InRange(2.5 / Math.Sqrt(FilmExposure.QuantumVariancePerMicroGy(response, sharp, pixelMm) * 2.5), 28, 38);
    }

    [Fact]
    public void Blur_correlates_the_noise_and_lowers_its_variance_as_the_kernel_says()
    {
        const double pixelMm = 0.15;
        var technique = Flat with { FocalSpotMm = 0 };
        var pixels = Middle(Films.Expose(Slabs.Uniform(512, 512, pixelMm, 20), technique, Quiet, seed: 8)).ToArray();
        var white = FilmExposure.QuantumVariancePerMicroGy(new PolychromaticResponse(Spectrum.Tungsten(80)), Quiet, pixelMm) * 2.5;
        Assert.Equal(1, Variance(pixels) / (white * BlurFactor(Quiet.LorentzianMm2, pixelMm)), 0.05);
    }

    // Marshall et al. 2011: NNPS 1.42e-5 mm² at 0.5 per mm and 2.57 μGy. Here NNPS = white NNPS × MTF².
    [Fact]
    public void Normalised_noise_power_is_near_that_of_measured_panels()
    {
        var detector = new DetectorModel();
        var white = FilmExposure.QuantumVariancePerMicroGy(new PolychromaticResponse(Spectrum.Tungsten(80)), detector, 1) / 2.57;
        var mtf = 1 / (1 + detector.LorentzianMm2 * 0.25);
        Assert.InRange(white * mtf * mtf, 1.42e-5 * 0.8, 1.42e-5 * 1.25);
    }

    [Fact]
    public void An_impulse_shows_the_Lorentzian_MTF()
    {
        const double pixelMm = 0.15, h = 0.60;
        var line = new float[257];
        line[128] = 1;
        DetectorBlur.Apply(line, 257, 1, DetectorBlur.Pole(h, pixelMm), 1);
        double Mtf(double perMm) => Enumerable.Range(0, 257).Sum(i => line[i] * Math.Cos(2 * Math.PI * perMm * (i - 128) * pixelMm));
        Assert.Equal(1, Mtf(0), 1e-4);
        Assert.Equal(0.5, Mtf(1 / Math.Sqrt(h)), 0.002);
        Assert.Equal(1 / (1 + h * 0.25), Mtf(0.5), 0.02);
        Assert.Equal(1 / (1 + h * 4), Mtf(2), 0.06);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_on_one_and_two_threads_and_another_seed_others()
    {
        var maps = Slabs.Body(301, 407, 0.5);
        var technique = TechniqueFactors.Draw(11);
        var one = Films.Expose(maps, technique, new DetectorModel(), 11, threads: 1);
        var two = Films.Expose(maps, technique, new DetectorModel(), 11, threads: 2);
        Assert.Equal(one.KermaMicroGy, two.KermaMicroGy);
        Assert.Equal(one.MilliampereSeconds, two.MilliampereSeconds);
        Assert.NotEqual(one.KermaMicroGy, Films.Expose(maps, technique, new DetectorModel(), 12).KermaMicroGy);
        var chain = VendorChain.Draw(11);
        Assert.Equal(
            Films.ForPresentation(one, chain, threads: 1).Pixels,
            Films.ForPresentation(two, chain, threads: 2).Pixels);
    }

    [Fact]
    public void Metal_and_air_leave_every_pixel_finite()
    {
        var maps = Slabs.Body(200, 200, 0.5);
        maps.Metal.AsSpan(20_000, 500).Fill(30);
        var image = Films.Expose(maps, new TechniqueFactors(), new DetectorModel(), 1);
        Assert.All(image.KermaMicroGy, v => Assert.True(float.IsFinite(v)));
    }

    private static double BlurFactor(double h, double pixelMm) => DetectorBlur.VarianceFactor(DetectorBlur.Pole(h, pixelMm));

    private static IEnumerable<double> Middle(DetectorImage image)
    {
        for (var y = image.Height / 4; y < image.Height * 3 / 4; y++)
        {
            for (var x = image.Width / 4; x < image.Width * 3 / 4; x++)
                yield return image.KermaMicroGy[y * image.Width + x];
        }
    }

    private static double Variance(double[] values)
    {
        var mean = values.Average();
        return values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1);
    }
}
