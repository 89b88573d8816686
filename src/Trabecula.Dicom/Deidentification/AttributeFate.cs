namespace Trabecula.Dicom;

/// <summary>What becomes of one attribute.</summary>
internal enum AttributeFate
{
    /// <summary>It is kept; items of a sequence are judged one by one.</summary>
    Keep,

    /// <summary>It is left out.</summary>
    Remove,

    /// <summary>It is kept without a value.</summary>
    Empty,

    /// <summary>Its value becomes a word that says nothing.</summary>
    Dummy,

    /// <summary>Its UIDs become others, the same ones in every file.</summary>
    MapUid,

    /// <summary>Its dates are moved by the person's own number of days.</summary>
    ShiftDate,
}
