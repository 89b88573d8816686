using System.Globalization;

namespace Trabecula.Dicom;

/// <summary>Takes the person out of a picture: the Basic Application Level Confidentiality Profile of PS3.15, Annex E.</summary>
/// <param name="key">The secret from which pseudonyms, UIDs and dates follow.</param>
/// <param name="options">What is kept beyond the profile.</param>
public sealed class Deidentifier(DeidentificationKey key, DeidentificationOptions options)
{
    /// <summary>What stands where a value must stand and none may be told.</summary>
    internal const string Dummy = "REMOVED";

    // Coding schemes that are published (PS3.16, table 8-1); codes of any other scheme are a hospital's own words.
    private static readonly HashSet<string> PublishedSchemes =
        ["SCT", "SRT", "SNM3", "99SDM", "DCM", "LN", "UCUM", "RADLEX", "FMA", "UMLS", "NCIT", "MDC", "ACR", "C4", "I9C", "I10", "I10P"];

    /// <summary>Code Value, scheme, its version, and meaning.</summary>
    internal static IReadOnlyList<DicomTag> CodeText { get; } =
        [DicomTags.CodeValue, DicomTags.CodingSchemeDesignator, new DicomTag(0x0008, 0x0103), DicomTags.CodeMeaning];

    /// <summary>De-identifies an object and searches what came out for what went in.</summary>
    /// <param name="file">The object; it is not changed.</param>
    /// <returns>The file to be written: meta information and preamble anew, pixels byte for byte, nothing behind them.</returns>
    /// <exception cref="DicomException">
    /// <see cref="DicomErrors.NotAPicture"/>, <see cref="DicomErrors.BurnedInAnnotation"/> or <see cref="DicomErrors.OverlayInPixels"/>: it
    /// cannot be cleaned. <see cref="DicomErrors.IdentityLeft"/>: something was found again. <see cref="DicomErrors.SeveralPatientIds"/>, <see cref="DicomErrors.Malformed"/>: it does
    /// not say whose it is, or which object.
    /// </exception>
    public DeidentifiedObject Deidentify(DicomFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var original = file.Dataset;
        if (PixelIdentity.Refusal(original, options) is { } refusal)
        {
            throw refusal;
        }

        var instance = original.GetString(DicomTags.SOPInstanceUID) ?? file.Meta.GetString(DicomTags.MediaStorageSOPInstanceUID);
        var kind = original.GetString(DicomTags.SOPClassUID) ?? file.Meta.GetString(DicomTags.MediaStorageSOPClassUID);
        if (instance is null || kind is null)
        {
            throw new DicomException(DicomErrors.Malformed, "The object names no SOP Class and SOP Instance.");
        }

        // Without a Patient ID two studies may be of two people, and must not become one.
        if (!PatientNumber.TryRead(original, out var patientId))
        {
            throw new DicomException(DicomErrors.SeveralPatientIds, PatientNumber.Several);
        }

        var person = patientId ?? "\0" + (original.GetString(DicomTags.StudyInstanceUID) ?? instance);
        var values = IdentifyingValues.Of(original, options);
        var rewriting = new DatasetRewriting(key, options, values, key.DateShiftDays(person));
        var dataset = rewriting.Rewrite(original);
        var pseudonym = key.Pseudonym(person);
        AddIdentity(dataset, original, pseudonym);
        dataset.Set(DicomTags.SOPInstanceUID, DicomVr.UI, key.Uid(instance)).Set(DicomTags.SOPClassUID, DicomVr.UI, kind);
        var syntax = file.TransferSyntax.IsEncapsulated ? file.TransferSyntax : DicomTransferSyntax.ExplicitLittleEndian;
        var content = DicomFile.Create(dataset, syntax).ToBytes();
        IdentityCheck.Search(content, values, pseudonym);
        return new DeidentifiedObject(
            content, key.Uid(instance), pseudonym, patientId, options.RetainModifiedDates ? key.DateShiftDays(person) : null, rewriting.Cleaned);
    }

    /// <summary>Whether an item is a code of a scheme that nobody publishes.</summary>
    internal static bool IsLocalCode(DicomDataset item) =>
        (CodeText.Any(item.Contains) || item.Contains(DicomTags.LongCodeValue))
        && !PublishedSchemes.Contains(item.GetString(DicomTags.CodingSchemeDesignator)?.ToUpperInvariant() ?? "");

    private void AddIdentity(DicomDataset dataset, DicomDataset original, string pseudonym)
    {
        dataset.Set(DicomTags.PatientName, DicomVr.PN, pseudonym)
            .Set(DicomTags.PatientID, DicomVr.LO, pseudonym)
            .Set(DicomTags.PatientBirthDate, DicomVr.DA)
            .Set(DicomTags.PatientIdentityRemoved, DicomVr.CS, "YES")
            .Set(DicomTags.LongitudinalTemporalInformationModified, DicomVr.CS, options.RetainModifiedDates ? "MODIFIED" : "REMOVED");
        if (options.RetainPatientCharacteristics && dataset.GetString(DicomTags.PatientAge) is null && AgeString(original) is { } age)
        {
            dataset.Set(DicomTags.PatientAge, DicomVr.AS, age);
        }

        // CID 7050.
        var methods = new List<(string Code, string Meaning)> { ("113100", "Basic Application Confidentiality Profile") };
        if (options.RetainModifiedDates)
        {
            methods.Add(("113107", "Retain Longitudinal Temporal Information Modified Dates Option"));
        }

        if (options.RetainPatientCharacteristics)
        {
            methods.Add(("113108", "Retain Patient Characteristics Option"));
        }

        // LO holds 64 characters (PS3.5, 6.2), some of the meanings more.
        dataset.Set(DicomTags.DeidentificationMethod, DicomVr.LO, [.. methods.Select(method => $"Trabecula: DICOM PS3.15 Annex E, {method.Code}")])
            .SetItems(DicomTags.DeidentificationMethodCodeSequence, [.. methods.Select(method => new DicomDataset()
                .Set(DicomTags.CodeValue, DicomVr.SH, method.Code)
                .Set(DicomTags.CodingSchemeDesignator, DicomVr.SH, "DCM")
                .Set(DicomTags.CodeMeaning, DicomVr.LO, method.Meaning))]);
    }

    private static string? AgeString(DicomDataset original)
    {
        if (DicomDates.Date(original.GetString(DicomTags.PatientBirthDate)) is not { } birth || DicomDates.Examination(original) is not { } day
            || DicomDates.CompletedYears(birth, day) is not { } years)
        {
            return null;
        }

        var months = ((day.Year - birth.Year) * 12) + day.Month - birth.Month - (day.Day < birth.Day ? 1 : 0);
        return years > 0 ? years.ToString("000'Y'", CultureInfo.InvariantCulture) : months.ToString("000'M'", CultureInfo.InvariantCulture);
    }
}
