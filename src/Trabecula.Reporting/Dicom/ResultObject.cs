using System.Globalization;
using Trabecula.Dicom;

namespace Trabecula.Reporting;

/// <summary>What all three result objects share: patient, study, a series of their own, the equipment, when they were made.</summary>
/// <param name="Film">The film's dataset.</param>
/// <param name="Reference">The film's identifiers.</param>
/// <param name="Identity">Makes the UIDs.</param>
/// <param name="Created">When the result was made.</param>
internal sealed record ResultObject(DicomDataset Film, FilmReference Reference, ResultIdentity Identity, DateTimeOffset Created)
{
    public const string Manufacturer = "Trabecula";

    /// <summary>Series numbers far above those of acquisitions, so that results come last in a viewer's list.</summary>
    private const int FirstSeriesNumber = 9601;

    /// <summary>The version of the program.</summary>
    public static string ProgramVersion { get; } = typeof(ResultObject).Assembly.GetName().Version!.ToString(3);

    /// <summary>Begins an object.</summary>
    /// <param name="part">Which of the results.</param>
    /// <param name="sopClassUid">Its class.</param>
    /// <param name="modality">Its modality.</param>
    /// <param name="description">Its series' description.</param>
    public DicomDataset Begin(ResultPart part, string sopClassUid, string modality, string description)
    {
        var dataset = new DicomDataset();
        PatientModules.Copy(Film, Reference.StudyUid, dataset);
        return dataset
            .Set(DicomTags.SOPClassUID, DicomVr.UI, sopClassUid)
            .Set(DicomTags.SOPInstanceUID, DicomVr.UI, Identity.InstanceUid(part))
            .Set(DicomTags.SeriesInstanceUID, DicomVr.UI, Identity.SeriesUid(part))
            .Set(DicomTags.Modality, DicomVr.CS, modality)
            .SetInts(DicomTags.SeriesNumber, DicomVr.IS, FirstSeriesNumber + (int)part)
            .SetInts(DicomTags.InstanceNumber, DicomVr.IS, 1)
            .Set(DicomTags.SeriesDescription, DicomVr.LO, description)
            .Set(DicomTags.Manufacturer, DicomVr.LO, Manufacturer)
            .Set(DicomTags.ManufacturerModelName, DicomVr.LO, Manufacturer)
            .Set(DicomTags.DeviceSerialNumber, DicomVr.LO, ProgramVersion)
            .Set(DicomTags.SoftwareVersions, DicomVr.LO, ProgramVersion)
            .Set(DicomTags.InstanceCreationDate, DicomVr.DA, Date)
            .Set(DicomTags.InstanceCreationTime, DicomVr.TM, Time)
            .Set(DicomTags.ContentDate, DicomVr.DA, Date)
            .Set(DicomTags.ContentTime, DicomVr.TM, Time);
    }

    private string Date => Created.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private string Time => Created.ToString("HHmmss", CultureInfo.InvariantCulture);
}
