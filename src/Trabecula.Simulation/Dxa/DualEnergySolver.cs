namespace Trabecula.Simulation;

/// <summary>Turns a pair of log attenuations into areal mineral density, as a scanner's factory calibration does.</summary>
/// <remarks>
/// With two lines this is the textbook equation σ = (L − R·H) / (μ_L − R·μ_H). Real beams harden, so the calibration is a cubic in L and H
/// fitted to known thicknesses of hydroxyapatite in reference soft tissue (three quarters muscle, one quarter adipose by volume); tissue
/// of another composition shows up as an apparent mineral that the reference strip beside the bone takes away.
/// </remarks>
internal sealed class DualEnergySolver
{
    // A scanner's detector stops nearly everything; 2.5 g/cm² of caesium iodide stops 97 % at 100 keV and 99.9 % at 60 keV.
    private const double ScintillatorGPerCm2 = 2.5;
    private const double MuscleShare = 0.75;
    private const double Scale = 0.1;
    private const int TermCount = 9;

    private readonly double[] _coefficients;
    private readonly double _openLow;
    private readonly double _openHigh;

    public DualEnergySolver(DxaScanner scanner)
    {
        Low = new PolychromaticResponse(scanner.Low, ScintillatorGPerCm2);
        High = new PolychromaticResponse(scanner.High, ScintillatorGPerCm2);
        (_openLow, _openHigh) = (Low.ExactSignal(0, 0, 0), High.ExactSignal(0, 0, 0));
        _coefficients = Fit(scanner.MarrowFatPerMineral);
    }

    public PolychromaticResponse Low { get; }

    public PolychromaticResponse High { get; }

    /// <summary>Lean and fat (g/cm²) of so much reference tissue.</summary>
    public static (double Lean, double Fat) ReferenceTissue(double cm) => (
        cm * MuscleShare * Attenuation.DensityGPerCm3(Material.Muscle),
        cm * (1 - MuscleShare) * Attenuation.DensityGPerCm3(Material.Adipose));

    /// <summary>Apparent hydroxyapatite in g/cm² behind both signals.</summary>
    public double Mineral(double lowSignal, double highSignal)
    {
        Span<double> terms = stackalloc double[TermCount];
        Terms(-Math.Log(lowSignal / _openLow), -Math.Log(highSignal / _openHigh), terms);
        var sum = 0d;
        for (var i = 0; i < TermCount; i++)
            sum += _coefficients[i] * terms[i];
        return sum;
    }

    private static void Terms(double low, double high, Span<double> terms)
    {
        double l = low * Scale, h = high * Scale;
        (terms[0], terms[1], terms[2], terms[3], terms[4]) = (l, h, l * l, l * h, h * h);
        (terms[5], terms[6], terms[7], terms[8]) = (l * l * l, l * l * h, l * h * h, h * h * h);
    }

    private double[] Fit(double marrowFatPerMineral)
    {
        var fit = new LeastSquares(TermCount);
        var terms = new double[TermCount];
        for (var cm = 4; cm <= 32; cm += 2)
        {
            var (lean, fat) = ReferenceTissue(cm);
            for (var mineral = 0d; mineral <= 3; mineral += 0.25)
            {
                var withMarrow = fat + marrowFatPerMineral * mineral;
                Terms(
                    -Math.Log(Low.ExactSignal(lean, withMarrow, mineral) / _openLow),
                    -Math.Log(High.ExactSignal(lean, withMarrow, mineral) / _openHigh),
                    terms);
                fit.Add(terms, mineral);
            }
        }

        // For two lines the higher terms are redundant.
        return fit.Solve(ridge: 1e-9);
    }
}
