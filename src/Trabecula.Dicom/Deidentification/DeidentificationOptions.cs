namespace Trabecula.Dicom;

/// <summary>What is kept beyond the Basic Application Level Confidentiality Profile (PS3.15, Annex E), by the standard's options.</summary>
/// <param name="RetainPatientCharacteristics">
/// Keep sex, age, size and weight (Retain Patient Characteristics Option). Ages from 90 years on are written as 90.
/// </param>
/// <param name="RetainModifiedDates">
/// Keep dates, moved by a number of days that is the person's own and secret (Retain Longitudinal Temporal Information with Modified
/// Dates Option). Times of day are not kept.
/// </param>
/// <param name="ArePixelsChecked">
/// A person has looked at the pictures for names in them: pictures that may have text burned in and do not say that they have none are
/// taken too. One that says that it has is refused all the same.
/// </param>
public sealed record DeidentificationOptions(
    bool RetainPatientCharacteristics = false, bool RetainModifiedDates = false, bool ArePixelsChecked = false);
