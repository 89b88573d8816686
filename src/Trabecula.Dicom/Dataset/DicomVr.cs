namespace Trabecula.Dicom;

/// <summary>A value representation (PS3.5, 6.2). The names are the two letters that a file holds.</summary>
public enum DicomVr
{
    /// <summary>Application entity.</summary>
    AE,

    /// <summary>Age string.</summary>
    AS,

    /// <summary>Attribute tag.</summary>
    AT,

    /// <summary>Code string.</summary>
    CS,

    /// <summary>Date.</summary>
    DA,

    /// <summary>Decimal string.</summary>
    DS,

    /// <summary>Date time.</summary>
    DT,

    /// <summary>Floating point, double.</summary>
    FD,

    /// <summary>Floating point, single.</summary>
    FL,

    /// <summary>Integer string.</summary>
    IS,

    /// <summary>Long string.</summary>
    LO,

    /// <summary>Long text.</summary>
    LT,

    /// <summary>Other byte.</summary>
    OB,

    /// <summary>Other double.</summary>
    OD,

    /// <summary>Other float.</summary>
    OF,

    /// <summary>Other long.</summary>
    OL,

    /// <summary>Other 64-bit very long.</summary>
    OV,

    /// <summary>Other word.</summary>
    OW,

    /// <summary>Person name.</summary>
    PN,

    /// <summary>Short string.</summary>
    SH,

    /// <summary>Signed long.</summary>
    SL,

    /// <summary>Sequence of items.</summary>
    SQ,

    /// <summary>Signed short.</summary>
    SS,

    /// <summary>Short text.</summary>
    ST,

    /// <summary>Signed 64-bit very long.</summary>
    SV,

    /// <summary>Time.</summary>
    TM,

    /// <summary>Unlimited characters.</summary>
    UC,

    /// <summary>Unique identifier.</summary>
    UI,

    /// <summary>Unsigned long.</summary>
    UL,

    /// <summary>Unknown.</summary>
    UN,

    /// <summary>Resource identifier.</summary>
    UR,

    /// <summary>Unsigned short.</summary>
    US,

    /// <summary>Unlimited text.</summary>
    UT,

    /// <summary>Unsigned 64-bit very long.</summary>
    UV,
}
