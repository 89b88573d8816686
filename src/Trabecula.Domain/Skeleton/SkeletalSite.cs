namespace Trabecula.Domain;

/// <summary>A region whose areal bone mineral density (g/cm²) is measured by DXA or estimated from a film.</summary>
/// <remarks>The order is the order of the density network's outputs; it is part of the model bundle's format.</remarks>
public enum SkeletalSite
{
    /// <summary>First lumbar vertebra.</summary>
    L1,

    /// <summary>Second lumbar vertebra.</summary>
    L2,

    /// <summary>Third lumbar vertebra.</summary>
    L3,

    /// <summary>Fourth lumbar vertebra.</summary>
    L4,

    /// <summary>Lumbar spine L1–L4, bone mineral content over area of all four.</summary>
    LumbarL1L4,

    /// <summary>Lumbar spine L2–L4.</summary>
    LumbarL2L4,

    /// <summary>Femoral neck.</summary>
    FemoralNeck,

    /// <summary>Total hip.</summary>
    TotalHip,
}
