namespace Trabecula.Dicom;

/// <summary>An object without its person.</summary>
/// <param name="Content">The whole file. It names nobody; the rest of this record does.</param>
/// <param name="SopInstanceUid">Its new SOP Instance UID.</param>
/// <param name="Pseudonym">What the person is called in it.</param>
/// <param name="PatientId">The Patient ID that it had, or null where it had none.</param>
/// <param name="DateShiftDays">Days that were added to its dates; null where dates were not kept.</param>
/// <param name="Cleaned">How many kept attributes lost their value because a name or a number of the person stood in them.</param>
public sealed record DeidentifiedObject(
    byte[] Content, string SopInstanceUid, string Pseudonym, string? PatientId, int? DateShiftDays, int Cleaned);
