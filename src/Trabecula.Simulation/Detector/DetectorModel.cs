namespace Trabecula.Simulation;

/// <summary>A flat panel with a caesium iodide scintillator.</summary>
/// <param name="ScintillatorGPerCm2">Caesium iodide, g/cm².</param>
/// <param name="LorentzianMm2">H of the MTF 1/(1 + H f²), in mm²; 0.60 puts 50 % at 1.29 per mm (Marshall et al. 2011, six panels).</param>
/// <param name="SwankFactor">What is left of the squared signal-to-noise ratio after the scintillator's light spread; with 0.20 g/cm² and
/// the spread of photon energies behind a patient, 0.85 gives a detective quantum efficiency of about 0.65 at low frequencies.</param>
/// <param name="ElectronicNoiseMicroGy">The air kerma at which the electronic noise power equals the quantum noise power at frequency
/// zero. At 0.03 μGy the two give a pixel the same variance near 0.3 μGy: below about a tenth of the usual 2.5 μGy electronic noise
/// dominates (Kunitomo 2012).</param>
/// <param name="SaturationMicroGy">The air kerma at which the panel saturates.</param>
/// <param name="ResidualShading">How much of the beam's smooth shape the gain correction leaves, 0 to 1.</param>
public sealed record DetectorModel(
    double ScintillatorGPerCm2 = PolychromaticResponse.UsualScintillatorGPerCm2,
    double LorentzianMm2 = 0.60,
    double SwankFactor = 0.85,
    double ElectronicNoiseMicroGy = 0.03,
    double SaturationMicroGy = 60,
    double ResidualShading = 0.2);
