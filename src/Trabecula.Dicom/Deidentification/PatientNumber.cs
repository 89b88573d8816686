namespace Trabecula.Dicom;

/// <summary>Reads a Patient ID, which has one value (PS3.6); where a backslash makes several of it, nobody knows whose film it is.</summary>
internal static class PatientNumber
{
    /// <summary>The sentence about several.</summary>
    public const string Several = "The Patient ID has several values, parted by a backslash; it is not known which one is the person's.";

    /// <summary>Reads it.</summary>
    /// <param name="dataset">The object.</param>
    /// <param name="id">The one value, said once or several times, or null where there is none.</param>
    /// <returns>False where there are several values.</returns>
    public static bool TryRead(DicomDataset dataset, out string? id)
    {
        var values = dataset.GetStrings(DicomTags.PatientID).Where(value => value.Length > 0).Distinct(StringComparer.Ordinal).ToArray();
        id = values is [var one] ? one : null;
        return values.Length < 2;
    }
}
