namespace Trabecula.Dicom;

/// <summary>What became of one object that was sent to an archive.</summary>
/// <param name="InstanceUid">Its SOP Instance UID.</param>
/// <param name="Failure">Null where the archive holds it now (or held it before); else the failure reason of PS3.18, table I.2-2.</param>
public sealed record StoredInstance(string InstanceUid, int? Failure);
