namespace Trabecula.Dicom.Tests;

/// <summary>A film with a person in it, in all the places where archives put one.</summary>
internal static class IdentifiedFilm
{
    public static DeidentificationKey Key { get; } = DeidentificationKey.Of([.. Enumerable.Range(0, 32).Select(number => (byte)number)]);

    public static DeidentificationKey OtherKey { get; } = DeidentificationKey.Of([.. Enumerable.Range(1, 32).Select(number => (byte)number)]);

    public static DeidentificationOptions Study { get; } = new(RetainPatientCharacteristics: true, RetainModifiedDates: true);

    /// <summary>Words that must be nowhere in what is written.</summary>
    public static string[] Secrets { get; } =
    [
        "Yamamoto", "Hanako", "山本", "花子", "PID-884213", "19500214", "ACC99812", "Watanabe", "Ishikawa", "Kita Hospital", "Sapporo",
        "1.2.840.99.1.100", "OLD-ID-5512", "SECRETNOTE", "STATION-RED", "SN778123", "2031-5512",
    ];

    public static DicomDataset Dataset(int film = 1, string patient = "PID-884213", string date = "20240611") => new DicomDataset()
        .Set(DicomTags.SpecificCharacterSet, DicomVr.CS, "ISO_IR 192")
        .Set(DicomTags.ImageType, DicomVr.CS, "ORIGINAL", "PRIMARY", "")
        .Set(DicomTags.SOPClassUID, DicomVr.UI, "1.2.840.10008.5.1.4.1.1.1.1")
        .Set(DicomTags.SOPInstanceUID, DicomVr.UI, $"1.2.840.99.1.100.{film}")
        .Set(DicomTags.StudyDate, DicomVr.DA, date)
        .Set(DicomTags.SeriesDate, DicomVr.DA, date)
        .Set(DicomTags.AcquisitionDate, DicomVr.DA, date)
        .Set(DicomTags.AcquisitionDateTime, DicomVr.DT, date + "101533.12+0900")
        .Set(DicomTags.ContentDate, DicomVr.DA, date)
        .Set(DicomTags.StudyTime, DicomVr.TM, "101533")
        .Set(DicomTags.ContentTime, DicomVr.TM, "101534")
        .Set(DicomTags.AccessionNumber, DicomVr.SH, "ACC99812")
        .Set(DicomTags.Modality, DicomVr.CS, "DX")
        .Set(DicomTags.PresentationIntentType, DicomVr.CS, "FOR PRESENTATION")
        .Set(DicomTags.Manufacturer, DicomVr.LO, "Maker of films")
        .Set(DicomTags.InstitutionName, DicomVr.LO, "Kita Hospital")
        .Set(DicomTags.InstitutionAddress, DicomVr.ST, "Kita 8, Sapporo")
        .Set(DicomTags.ReferringPhysicianName, DicomVr.PN, "Watanabe^Ken")
        .Set(DicomTags.StationName, DicomVr.SH, "STATION-RED")
        .Set(DicomTags.StudyDescription, DicomVr.LO, "Lumbar spine of Yamamoto")
        .SetItems(new DicomTag(0x0008, 0x1032), Code("LOC77", "99KITA", "Spine AP by Ishikawa"))
        .Set(DicomTags.OperatorsName, DicomVr.PN, "Ishikawa^Rei")
        .SetItems(DicomTags.AnatomicRegionSequence, Code("122496007", "SCT", "Lumbar spine"))
        .SetItems(
            DicomTags.SourceImageSequence,
            new DicomDataset()
                .Set(DicomTags.ReferencedSOPClassUID, DicomVr.UI, "1.2.840.10008.5.1.4.1.1.1.1.1")
                .Set(DicomTags.ReferencedSOPInstanceUID, DicomVr.UI, "1.2.840.99.1.100.77")
                .Set(DicomTags.PatientName, DicomVr.PN, "Yamamoto^Hanako"))
        .Set(DicomTags.PatientName, DicomVr.PN, "Yamamoto^Hanako=山本^花子")
        .Set(DicomTags.PatientID, DicomVr.LO, patient)
        .Set(DicomTags.PatientBirthDate, DicomVr.DA, "19500214")
        .Set(DicomTags.PatientSex, DicomVr.CS, "F")
        .Set(DicomTags.OtherPatientIDs, DicomVr.LO, "OLD-ID-5512")
        .SetNumbers(DicomTags.PatientSize, DicomVr.DS, 1.52)
        .SetNumbers(DicomTags.PatientWeight, DicomVr.DS, 51)
        .Set(DicomTags.PatientTelephoneNumbers, DicomVr.SH, "2031-5512")
        .Set(DicomTags.PatientComments, DicomVr.LT, "SECRETNOTE")
        .Set(DicomTags.BodyPartExamined, DicomVr.CS, "LSPINE")
        .SetNumbers(DicomTags.KVP, DicomVr.DS, 80)
        .Set(DicomTags.DeviceSerialNumber, DicomVr.LO, "SN778123")
        .Set(DicomTags.ProtocolName, DicomVr.LO, "SECRETNOTE")
        .SetNumbers(DicomTags.ImagerPixelSpacing, DicomVr.DS, 0.14, 0.14)
        .Set(DicomTags.ViewPosition, DicomVr.CS, "AP")
        .Set(new DicomTag(0x0019, 0x0010), DicomVr.LO, "KITA PRIVATE")
        .Set(new DicomTag(0x0019, 0x1001), DicomVr.LO, "Yamamoto")
        .Set(DicomTags.StudyInstanceUID, DicomVr.UI, "1.2.840.99.1.100.8")
        .Set(DicomTags.SeriesInstanceUID, DicomVr.UI, "1.2.840.99.1.100.9")
        .Set(DicomTags.StudyID, DicomVr.SH, "PID-884213")
        .SetInts(DicomTags.InstanceNumber, DicomVr.IS, film)
        .Set(DicomTags.ImageComments, DicomVr.LT, "SECRETNOTE")
        .SetInts(DicomTags.SamplesPerPixel, DicomVr.US, 1)
        .Set(DicomTags.PhotometricInterpretation, DicomVr.CS, "MONOCHROME2")
        .SetInts(DicomTags.Rows, DicomVr.US, 2)
        .SetInts(DicomTags.Columns, DicomVr.US, 3)
        .SetInts(DicomTags.BitsAllocated, DicomVr.US, 16)
        .SetInts(DicomTags.BitsStored, DicomVr.US, 12)
        .SetInts(DicomTags.HighBit, DicomVr.US, 11)
        .SetInts(DicomTags.PixelRepresentation, DicomVr.US, 0)
        .Set(DicomTags.BurnedInAnnotation, DicomVr.CS, "NO")
        .Set(DicomTags.RequestingPhysician, DicomVr.PN, "Watanabe^Ken")
        .SetItems(DicomTags.RequestAttributesSequence, new DicomDataset().Set(new DicomTag(0x0040, 0x1001), DicomVr.SH, "ACC99812"))
        .SetBytes(new DicomTag(0x6000, 0x3000), DicomVr.OW, "SECRETNOTE"u8.ToArray())
        .SetBytes(DicomTags.PixelData, DicomVr.OW, new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 });

    public static DicomDataset Code(string value, string scheme, string meaning) => new DicomDataset()
        .Set(DicomTags.CodeValue, DicomVr.SH, value)
        .Set(DicomTags.CodingSchemeDesignator, DicomVr.SH, scheme)
        .Set(DicomTags.CodeMeaning, DicomVr.LO, meaning);

    /// <summary>Whether bytes hold a word, in ASCII or UTF-8, whatever the case.</summary>
    public static bool Holds(byte[] content, string word) =>
        System.Text.Encoding.UTF8.GetString(content).Contains(word, StringComparison.OrdinalIgnoreCase)
        || System.Text.Encoding.Latin1.GetString(content).Contains(word, StringComparison.OrdinalIgnoreCase);
}
