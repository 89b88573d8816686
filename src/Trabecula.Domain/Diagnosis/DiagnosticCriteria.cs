namespace Trabecula.Domain;

/// <summary>The rules by which a density becomes a category.</summary>
public enum DiagnosticCriteria
{
    /// <summary>WHO 1994 categories as ISCD 2023 applies them.</summary>
    Who,

    /// <summary>The JSBMR/JOS 2012 revision (Soen et al. 2013, J Bone Miner Metab 31:247).</summary>
    Japan2012,
}
