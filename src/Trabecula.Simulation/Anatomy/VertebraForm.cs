namespace Trabecula.Simulation;

/// <summary>The form that one vertebra takes beside its size.</summary>
/// <param name="Waist">Loss of width at mid-height, relative (Clouthier 2023: 0.12–0.20).</param>
/// <param name="Concavity">Depth of each endplate at its centre, mm.</param>
/// <param name="LateralWedge">Height of the left side above that of the right, mm.</param>
/// <param name="AnteriorLoss">Loss of anterior height, relative, short of a fracture (0 to 0.1).</param>
/// <param name="RimRadius">Rounding of the body's rims, mm.</param>
/// <param name="IsLumbar">Whether the posterior elements are those of a lumbar vertebra.</param>
/// <param name="Posterior">Form of the posterior elements.</param>
/// <param name="Wear">Degeneration.</param>
public sealed record VertebraForm(
    double Waist, double Concavity, double LateralWedge, double AnteriorLoss, double RimRadius, bool IsLumbar, PosteriorForm Posterior, VertebraWear Wear)
{
    /// <summary>How it meets the sacrum, where it is transitional.</summary>
    internal SacralWings? Wings { get; init; }
}

/// <summary>How one vertebra's posterior elements differ from the mean adult's; 1 is the mean.</summary>
/// <param name="LaminaHeight">Height of the laminae.</param>
/// <param name="LaminaThickness">Thickness of the laminae.</param>
/// <param name="FacetSize">Size of the articular processes.</param>
/// <param name="FacetSpread">Distance of the articular processes from the midline.</param>
/// <param name="SpinousThickness">Thickness of the spinous process.</param>
/// <param name="SpinousHeight">Height of the spinous process.</param>
/// <param name="SpinousAsideMm">How far the spinous process's tip stands to the left, mm.</param>
/// <param name="TransverseThickness">Thickness of the transverse processes.</param>
/// <param name="TransverseRiseMm">Height of their tips above their roots, mm.</param>
public sealed record PosteriorForm(
    double LaminaHeight,
    double LaminaThickness,
    double FacetSize,
    double FacetSpread,
    double SpinousThickness,
    double SpinousHeight,
    double SpinousAsideMm,
    double TransverseThickness,
    double TransverseRiseMm);

/// <summary>What degeneration adds to a vertebra; it comes on top of the mineral that the bone was built with.</summary>
/// <param name="Osteophytes">Spread in mm (0 to 12) of the rims: upper right, upper left, lower right, lower left of the patient.</param>
/// <param name="EndplateSclerosis">Mineral added below the endplates, g/cm³.</param>
/// <param name="FacetSclerosis">Relative gain of the articular processes' mineral.</param>
public sealed record VertebraWear(IReadOnlyList<double> Osteophytes, double EndplateSclerosis, double FacetSclerosis);

/// <summary>The material of one vertebra.</summary>
/// <param name="TrabecularGcm3">Hydroxyapatite of the body's inside, g/cm³.</param>
/// <param name="ShellGcm2">Mineral per area of the body's shell, g/cm² (0.35 mm of porous cortex, Silva 1994: about 0.03).</param>
/// <param name="EndplateFactor">The endplates' mineral per area over the side walls'.</param>
/// <param name="PosteriorCortexGcm3">Hydroxyapatite of the cortex of the posterior elements, g/cm³.</param>
/// <param name="PosteriorCortexMm">Its thickness, mm.</param>
/// <param name="PosteriorInsideGcm3">Hydroxyapatite of the inside of the posterior elements, g/cm³.</param>
/// <param name="RoughnessMm">Standard deviation of the unevenness of all surfaces, mm.</param>
public sealed record VertebraMaterial(
    double TrabecularGcm3,
    double ShellGcm2,
    double EndplateFactor,
    double PosteriorCortexGcm3,
    double PosteriorCortexMm,
    double PosteriorInsideGcm3,
    double RoughnessMm);
