namespace Trabecula.Simulation;

/// <summary>A material whose attenuation is tabulated (ICRU-44 tissues, detector and filter materials).</summary>
public enum Material
{
    /// <summary>Water.</summary>
    Water,

    /// <summary>Dry air.</summary>
    Air,

    /// <summary>Skeletal muscle, ICRU-44.</summary>
    Muscle,

    /// <summary>Adipose tissue, ICRU-44.</summary>
    Adipose,

    /// <summary>Soft tissue, ICRU-44.</summary>
    SoftTissue,

    /// <summary>Cortical bone, ICRU-44.</summary>
    CorticalBone,

    /// <summary>Hydroxyapatite, Ca10(PO4)6(OH)2.</summary>
    Hydroxyapatite,

    /// <summary>Calcium carbonate.</summary>
    CalciumCarbonate,

    /// <summary>Red marrow.</summary>
    RedMarrow,

    /// <summary>Yellow marrow.</summary>
    YellowMarrow,

    /// <summary>Polymethyl methacrylate.</summary>
    Pmma,

    /// <summary>Caesium iodide.</summary>
    CesiumIodide,

    /// <summary>Gadolinium oxysulphide.</summary>
    GadoliniumOxysulfide,

    /// <summary>Aluminium.</summary>
    Aluminium,

    /// <summary>Copper.</summary>
    Copper,
}
