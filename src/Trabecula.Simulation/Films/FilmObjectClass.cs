namespace Trabecula.Simulation;

/// <summary>Which DICOM object a film becomes.</summary>
public enum FilmObjectClass
{
    /// <summary>Digital X-Ray Image, for presentation or for processing as the film's pixels are.</summary>
    DigitalXRay,

    /// <summary>Computed Radiography Image.</summary>
    ComputedRadiography,
}
