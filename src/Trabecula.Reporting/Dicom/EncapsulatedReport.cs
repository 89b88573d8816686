using Trabecula.Dicom;

namespace Trabecula.Reporting;

/// <summary>The printed report as Encapsulated PDF.</summary>
internal static class EncapsulatedReport
{
    private const string EncapsulatedPdf = "1.2.840.10008.5.1.4.1.1.104.1";

    /// <summary>Makes the object.</summary>
    /// <param name="common">What the results of a film share.</param>
    /// <param name="pdf">The printed report.</param>
    public static DicomFile Make(ResultObject common, byte[] pdf)
    {
        var film = common.Reference;
        return DicomFile.Create(common.Begin(ResultPart.Document, EncapsulatedPdf, "DOC", "Bone density estimate, report")
            .Set(DicomTags.ConversionType, DicomVr.CS, "WSD")
            .Set(DicomTags.AcquisitionDateTime, DicomVr.DT)
            .Set(DicomTags.BurnedInAnnotation, DicomVr.CS, "YES")
            .SetItems(DicomTags.SourceInstanceSequence, SrContent.Reference(film.SopClassUid, film.SopInstanceUid)
                .SetItems(DicomTags.PurposeOfReferenceCodeSequence, ReportCodes.SourceOfProcessing.ToDataset()))
            .Set(DicomTags.DocumentTitle, DicomVr.ST, "Bone density estimated from a lumbar radiograph")
            .SetItems(DicomTags.ConceptNameCodeSequence, ReportCodes.ImagingMeasurementReport.ToDataset())
            .Set(DicomTags.MIMETypeOfEncapsulatedDocument, DicomVr.LO, "application/pdf")
            .SetInts(DicomTags.EncapsulatedDocumentLength, DicomVr.UL, pdf.Length)
            .SetBytes(DicomTags.EncapsulatedDocument, DicomVr.OB, pdf));
    }
}
