namespace Trabecula.Domain;

/// <summary>The maker of a DXA scanner, and so the scale on which a density is given.</summary>
public enum DxaManufacturer
{
    /// <summary>Hologic (QDR, Discovery, Horizon).</summary>
    Hologic,

    /// <summary>GE Lunar (DPX, Prodigy, iDXA).</summary>
    Lunar,

    /// <summary>Norland (XR).</summary>
    Norland,
}
