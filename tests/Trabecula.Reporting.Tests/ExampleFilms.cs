using Trabecula.Dicom;

namespace Trabecula.Reporting.Tests;

/// <summary>Invented films as DICOM, without pixels: results take over who and which, not the picture.</summary>
internal static class ExampleFilms
{
    public const string Study = "1.2.3.4.1", Series = "1.2.3.4.2", Instance = "1.2.3.4.3", DigitalXRay = "1.2.840.10008.5.1.4.1.1.1.1";

    public static DicomDataset Ordinary(string name = "Doe^Jane", string id = "12345") => new DicomDataset()
        .Set(DicomTags.SOPClassUID, DicomVr.UI, DigitalXRay)
        .Set(DicomTags.SOPInstanceUID, DicomVr.UI, Instance)
        .Set(DicomTags.StudyInstanceUID, DicomVr.UI, Study)
        .Set(DicomTags.SeriesInstanceUID, DicomVr.UI, Series)
        .Set(DicomTags.Modality, DicomVr.CS, "DX")
        .Set(DicomTags.PatientName, DicomVr.PN, name)
        .Set(DicomTags.PatientID, DicomVr.LO, id)
        .Set(DicomTags.PatientBirthDate, DicomVr.DA, "19580214")
        .Set(DicomTags.PatientSex, DicomVr.CS, "F")
        .Set(DicomTags.PatientAge, DicomVr.AS, "067Y")
        .Set(DicomTags.StudyDate, DicomVr.DA, "20250301")
        .Set(DicomTags.StudyTime, DicomVr.TM, "101500")
        .Set(DicomTags.AccessionNumber, DicomVr.SH, "A-77")
        .Set(DicomTags.StudyID, DicomVr.SH, "S1")
        .SetInts(DicomTags.Columns, DicomVr.US, 1000)
        .SetInts(DicomTags.Rows, DicomVr.US, 900);

    /// <summary>A film as a room writes it whose names are in a character set of its own.</summary>
    public static DicomDataset WithBytes(string characterSet, byte[] name)
    {
        var film = Ordinary();
        film.Remove(DicomTags.PatientName);
        foreach (var tag in new[] { DicomTags.PatientName })
            film.SetBytes(tag, DicomVr.PN, name);
        return film.SetBytes(DicomTags.SpecificCharacterSet, DicomVr.CS, System.Text.Encoding.ASCII.GetBytes(characterSet));
    }
}
