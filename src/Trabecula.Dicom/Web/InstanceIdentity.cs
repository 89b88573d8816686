namespace Trabecula.Dicom;

/// <summary>Which instance of an archive.</summary>
/// <param name="StudyUid">Study Instance UID.</param>
/// <param name="SeriesUid">Series Instance UID.</param>
/// <param name="InstanceUid">SOP Instance UID.</param>
public sealed record InstanceIdentity(string StudyUid, string SeriesUid, string InstanceUid)
{
    /// <summary>Whether all three are UIDs, so that they can stand in an address.</summary>
    public bool IsValid => DicomUid.IsValid(StudyUid) && DicomUid.IsValid(SeriesUid) && DicomUid.IsValid(InstanceUid);
}
