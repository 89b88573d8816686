namespace Trabecula.Dicom;

/// <summary>How an item of a structured report belongs to the one that holds it (PS3.3, C.17.3.2.4).</summary>
public enum SrRelation
{
    /// <summary>Part of its content.</summary>
    Contains,

    /// <summary>Says more of what it means.</summary>
    HasConceptModifier,

    /// <summary>Who or what observed.</summary>
    HasObservationContext,

    /// <summary>How it was acquired.</summary>
    HasAcquisitionContext,

    /// <summary>A property of it.</summary>
    HasProperties,

    /// <summary>What it was concluded from.</summary>
    InferredFrom,

    /// <summary>The image that a region lies in.</summary>
    SelectedFrom,
}
