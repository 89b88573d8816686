namespace Trabecula.Domain;

/// <summary>The sex whose reference population applies.</summary>
public enum Sex
{
    /// <summary>Female (DICOM <c>F</c>).</summary>
    Female,

    /// <summary>Male (DICOM <c>M</c>).</summary>
    Male,
}
