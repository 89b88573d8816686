using System.Buffers.Binary;
using System.Globalization;
using Trabecula.Dicom;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>Writes a simulated film as a DICOM object like those of a radiography room.</summary>
public static class FilmWriter
{
    /// <summary>Manufacturer (0008,0070) of simulated films, by which they are known wherever they go.</summary>
    public const string Maker = "Trabecula in-silico";

    private const string DigitalForPresentation = "1.2.840.10008.5.1.4.1.1.1.1";
    private const string DigitalForProcessing = "1.2.840.10008.5.1.4.1.1.1.1.1";
    private const string ComputedRadiographyImage = "1.2.840.10008.5.1.4.1.1.1";

    // Every simulated film has the same date: it stands for no examination.
    private const string Date = "20250101", Time = "120000";

    // IEC 62494-1 leaves the target to the department; lumbar films are commonly aimed at 200 to 400.
    private const double TargetExposureIndex = 250;

    /// <summary>Writes a film; the file appears whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="film">The film.</param>
    /// <param name="exposure">How it was exposed.</param>
    /// <param name="identity">Whose it is.</param>
    /// <param name="objectClass">Which object to write.</param>
    /// <exception cref="TrabeculaException">A code of <see cref="DicomErrors"/> where the file cannot be written.</exception>
    public static void Write(
        string path,
        ProcessedFilm film,
        DetectorImage exposure,
        FilmIdentity identity,
        FilmObjectClass objectClass = FilmObjectClass.DigitalXRay) =>
        DicomFile.Create(Dataset(film, exposure, identity, objectClass)).Save(path);

    /// <summary>The object that <see cref="Write"/> writes.</summary>
    /// <inheritdoc cref="Write" path="/param"/>
    /// <returns>A dataset with every attribute of Type 1 and 2.</returns>
    public static DicomDataset Dataset(
        ProcessedFilm film, DetectorImage exposure, FilmIdentity identity, FilmObjectClass objectClass = FilmObjectClass.DigitalXRay)
    {
        if (objectClass == FilmObjectClass.ComputedRadiography && film.Meaning != PixelMeaning.Presentation)
            throw new TrabeculaException("bad_film_format", "A computed radiography object holds a film for presentation.");

        var dataset = new DicomDataset();
        AddPerson(dataset, identity);
        AddStudy(dataset, film, identity, objectClass);
        AddExposure(dataset, exposure);
        AddPixels(dataset, film);
        if (objectClass == FilmObjectClass.DigitalXRay)
            AddDigitalXRay(dataset, film, exposure);
        return dataset;
    }

    private static void AddPerson(DicomDataset dataset, FilmIdentity identity)
    {
        var subject = identity.Subject;
        dataset.Set(DicomTags.PatientName, DicomVr.PN, "InSilico^" + identity.PatientId)
            .Set(DicomTags.PatientID, DicomVr.LO, identity.PatientId)
            .Set(DicomTags.PatientBirthDate, DicomVr.DA)
            .Set(DicomTags.PatientSex, DicomVr.CS, subject.Sex switch { Sex.Female => ["F"], Sex.Male => ["M"], _ => [] });
        if (subject.AgeYears is { } age)
            dataset.Set(DicomTags.PatientAge, DicomVr.AS, ((int)age).ToString("D3", CultureInfo.InvariantCulture) + "Y");
        if (subject.HeightCm is { } height)
            dataset.SetNumbers(DicomTags.PatientSize, DicomVr.DS, Math.Round(height / 100, 3));
        if (subject.WeightKg is { } weight)
            dataset.SetNumbers(DicomTags.PatientWeight, DicomVr.DS, Math.Round(weight, 1));
    }

    private static void AddStudy(DicomDataset dataset, ProcessedFilm film, FilmIdentity identity, FilmObjectClass objectClass)
    {
        var filmNumber = identity.FilmNumber.ToString(CultureInfo.InvariantCulture);
        var sopClass = (objectClass, film.Meaning) switch
        {
            (FilmObjectClass.ComputedRadiography, _) => ComputedRadiographyImage,
            (_, PixelMeaning.Presentation) => DigitalForPresentation,
            _ => DigitalForProcessing,
        };
        dataset.Set(DicomTags.SOPClassUID, DicomVr.UI, sopClass)
            .Set(DicomTags.SOPInstanceUID, DicomVr.UI, identity.Uid($"{sopClass}/{filmNumber}"))
            .Set(DicomTags.StudyInstanceUID, DicomVr.UI, identity.Uid("study"))
            .Set(DicomTags.SeriesInstanceUID, DicomVr.UI, identity.Uid($"series/{sopClass}"))
            .Set(DicomTags.ImageType, DicomVr.CS, "ORIGINAL", "PRIMARY", "")
            .Set(DicomTags.StudyDate, DicomVr.DA, Date)
            .Set(DicomTags.StudyTime, DicomVr.TM, Time)
            .Set(DicomTags.SeriesDate, DicomVr.DA, Date)
            .Set(DicomTags.SeriesTime, DicomVr.TM, Time)
            .Set(DicomTags.AcquisitionDate, DicomVr.DA, Date)
            .Set(DicomTags.AcquisitionTime, DicomVr.TM, Time)
            .Set(DicomTags.ContentDate, DicomVr.DA, Date)
            .Set(DicomTags.ContentTime, DicomVr.TM, Time)
            .Set(DicomTags.AccessionNumber, DicomVr.SH)
            .Set(DicomTags.ReferringPhysicianName, DicomVr.PN)
            .Set(DicomTags.Modality, DicomVr.CS, objectClass == FilmObjectClass.DigitalXRay ? "DX" : "CR")
            .Set(DicomTags.Manufacturer, DicomVr.LO, Maker)
            .Set(DicomTags.ManufacturerModelName, DicomVr.LO, "Processing family " + film.Vendor)
            .Set(DicomTags.StudyDescription, DicomVr.LO, "Simulated lumbar spine AP")
            .Set(DicomTags.BodyPartExamined, DicomVr.CS, "LSPINE")
            .Set(DicomTags.ViewPosition, DicomVr.CS, "AP")
            .Set(DicomTags.StudyID, DicomVr.SH, identity.PatientId)
            .SetInts(DicomTags.SeriesNumber, DicomVr.IS, 1)
            .SetInts(DicomTags.InstanceNumber, DicomVr.IS, identity.FilmNumber)
            .Set(DicomTags.PatientOrientation, DicomVr.CS, "L", "F")
            .Set(DicomTags.ImageComments, DicomVr.LT, "Simulated radiograph of a phantom. Not a patient. Research use only.");
    }

    private static void AddExposure(DicomDataset dataset, DetectorImage exposure)
    {
        var technique = exposure.Technique;
        dataset.SetNumbers(DicomTags.KVP, DicomVr.DS, technique.KVp)
            .SetNumbers(DicomTags.DistanceSourceToDetector, DicomVr.DS, technique.SidMm)
            .SetInts(DicomTags.Exposure, DicomVr.IS, (int)Math.Round(exposure.MilliampereSeconds))
            .SetInts(DicomTags.ExposureInuAs, DicomVr.IS, (int)Math.Round(exposure.MilliampereSeconds * 1000))
            .SetNumbers(DicomTags.FocalSpots, DicomVr.DS, technique.FocalSpotMm)
            .SetNumbers(DicomTags.ImagerPixelSpacing, DicomVr.DS, exposure.PixelMm, exposure.PixelMm);
    }

    private static void AddPixels(DicomDataset dataset, ProcessedFilm film)
    {
        var bytes = new byte[film.Pixels.Length * sizeof(ushort)];
        for (var i = 0; i < film.Pixels.Length; i++)
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2 * i), film.Pixels[i]);
        dataset.SetInts(DicomTags.SamplesPerPixel, DicomVr.US, 1)
            .Set(DicomTags.PhotometricInterpretation, DicomVr.CS, film.IsMonochrome1 ? "MONOCHROME1" : "MONOCHROME2")
            .SetInts(DicomTags.Rows, DicomVr.US, film.Height)
            .SetInts(DicomTags.Columns, DicomVr.US, film.Width)
            .SetInts(DicomTags.BitsAllocated, DicomVr.US, 16)
            .SetInts(DicomTags.BitsStored, DicomVr.US, film.BitsStored)
            .SetInts(DicomTags.HighBit, DicomVr.US, film.BitsStored - 1)
            .SetInts(DicomTags.PixelRepresentation, DicomVr.US, 0)
            .Set(DicomTags.BurnedInAnnotation, DicomVr.CS, "NO")
            .Set(DicomTags.LossyImageCompression, DicomVr.CS, "00")
            .SetBytes(DicomTags.PixelData, DicomVr.OW, bytes);
        if (film.Meaning == PixelMeaning.Presentation)
        {
            var range = 1 << film.BitsStored;
            dataset.SetNumbers(DicomTags.WindowCenter, DicomVr.DS, range / 2)
                .SetNumbers(DicomTags.WindowWidth, DicomVr.DS, range);
        }
    }

    private static void AddDigitalXRay(DicomDataset dataset, ProcessedFilm film, DetectorImage exposure)
    {
        var isPresentation = film.Meaning == PixelMeaning.Presentation;

        // −1: larger values mean less exposure, as where bone is bright in MONOCHROME2 (PS3.3, C.8.11.3.1.2).
        dataset.Set(DicomTags.PresentationIntentType, DicomVr.CS, isPresentation ? "FOR PRESENTATION" : "FOR PROCESSING")
            .Set(DicomTags.PixelIntensityRelationship, DicomVr.CS, film.Meaning == PixelMeaning.LinearExposure ? "LIN" : "LOG")
            .SetInts(DicomTags.PixelIntensityRelationshipSign, DicomVr.SS, film.IsMonochrome1 ? 1 : -1)
            .SetNumbers(DicomTags.RescaleIntercept, DicomVr.DS, 0)
            .SetNumbers(DicomTags.RescaleSlope, DicomVr.DS, 1)
            .Set(DicomTags.RescaleType, DicomVr.LO, "US")
            .Set(DicomTags.PresentationLUTShape, DicomVr.CS, film.IsMonochrome1 ? "INVERSE" : "IDENTITY")
            .Set(DicomTags.ImageLaterality, DicomVr.CS, "U")
            .SetItems(DicomTags.AnatomicRegionSequence, Code("122496007", "SCT", "Lumbar spine"))
            .SetItems(DicomTags.ViewCodeSequence, Code("399348003", "SCT", "antero-posterior"))
            .SetItems(DicomTags.AcquisitionContextSequence)
            .Set(DicomTags.DetectorType, DicomVr.CS, "SCINTILLATOR")
            .Set(DicomTags.PositionerType, DicomVr.CS, "NONE")
            .SetNumbers(DicomTags.EstimatedRadiographicMagnificationFactor, DicomVr.DS, Math.Round(exposure.Technique.Magnification, 4))
            .Set(DicomTags.Grid, DicomVr.CS, "FIXED", "FOCUSED")
            .SetNumbers(DicomTags.ExposureIndex, DicomVr.DS, Math.Round(exposure.ExposureIndex, 1))
            .SetNumbers(DicomTags.TargetExposureIndex, DicomVr.DS, TargetExposureIndex)
            .SetNumbers(DicomTags.DeviationIndex, DicomVr.DS, Math.Round(10 * Math.Log10(exposure.ExposureIndex / TargetExposureIndex), 2));
    }

    private static DicomDataset Code(string value, string scheme, string meaning) => new DicomDataset()
        .Set(DicomTags.CodeValue, DicomVr.SH, value)
        .Set(DicomTags.CodingSchemeDesignator, DicomVr.SH, scheme)
        .Set(DicomTags.CodeMeaning, DicomVr.LO, meaning);
}
