using Trabecula.Dicom;
using Trabecula.Domain;

namespace Trabecula.Reporting;

/// <summary>A result as Imaging Measurement Report (PS3.16, TID 1500), Comprehensive 3D SR.</summary>
/// <remarks>
/// Comprehensive 3D and not Enhanced SR: IHE AI Results names it for TID 1500, so that readers of AI results look for it; its regions may be
/// two-dimensional too.
/// </remarks>
internal static class StructuredReport
{
    private const string Comprehensive3DSr = "1.2.840.10008.5.1.4.1.1.88.34";

    /// <summary>Makes the document.</summary>
    /// <param name="common">What the results of a film share.</param>
    /// <param name="result">The result.</param>
    /// <param name="picture">The film's size, in whose pixels the result gives its points, or null where it could not be read.</param>
    public static DicomFile Make(ResultObject common, FilmResult result, FilmPicture? picture)
    {
        var film = common.Reference;
        var document = common.Begin(ResultPart.Report, Comprehensive3DSr, "SR", "Bone density estimated from a radiograph")
            .SetItems(DicomTags.ReferencedPerformedProcedureStepSequence)
            .SetItems(DicomTags.PerformedProcedureCodeSequence)
            .Set(DicomTags.CompletionFlag, DicomVr.CS, "COMPLETE")
            .Set(DicomTags.VerificationFlag, DicomVr.CS, "UNVERIFIED")
            .SetItems(DicomTags.CodingSchemeIdentificationSequence, Scheme())
            .SetItems(DicomTags.CurrentRequestedProcedureEvidenceSequence, Evidence(film));
        var groups = new MeasurementGroups(common, result, picture).All().ToArray();
        var content = new List<DicomDataset>
        {
            SrContent.Code(SrRelation.HasConceptModifier, ReportCodes.Language, ReportCodes.English),
        };
        content.AddRange(Observer(common));
        content.Add(SrContent.Code(SrRelation.HasConceptModifier, ReportCodes.ProcedureReported, ReportCodes.ProjectionXRay));
        content.Add(Library(film, result));
        if (groups.Length > 0)
            content.Add(SrContent.Container(ReportCodes.ImagingMeasurements, null, groups));
        content.Add(SrContent.Container(ReportCodes.QualitativeEvaluations, null, Evaluations(common, result, picture)));
        return DicomFile.Create(SrContent.SetRoot(document, ReportCodes.ImagingMeasurementReport, "1500", content));
    }

    private static DicomDataset Scheme() => new DicomDataset()
        .Set(DicomTags.CodingSchemeDesignator, DicomVr.SH, ReportCodes.Scheme)
        .Set(DicomTags.CodingSchemeName, DicomVr.ST, ReportCodes.SchemeName)
        .Set(DicomTags.CodingSchemeResponsibleOrganization, DicomVr.ST, ResultObject.Manufacturer);

    private static DicomDataset Evidence(FilmReference film) => new DicomDataset()
        .Set(DicomTags.StudyInstanceUID, DicomVr.UI, film.StudyUid)
        .SetItems(
            DicomTags.ReferencedSeriesSequence,
            new DicomDataset()
                .Set(DicomTags.SeriesInstanceUID, DicomVr.UI, film.SeriesUid)
                .SetItems(DicomTags.ReferencedSOPSequence, SrContent.Reference(film.SopClassUid, film.SopInstanceUid)));

    /// <summary>TID 1001 and 1004: a device made this, and which.</summary>
    private static IEnumerable<DicomDataset> Observer(ResultObject common) =>
    [
        SrContent.Code(SrRelation.HasObservationContext, ReportCodes.ObserverType, ReportCodes.Device),
        SrContent.Uid(SrRelation.HasObservationContext, ReportCodes.DeviceUid, common.Identity.DeviceUid),
        SrContent.Text(SrRelation.HasObservationContext, ReportCodes.DeviceName, ResultObject.Manufacturer),
        SrContent.Text(SrRelation.HasObservationContext, ReportCodes.DeviceManufacturer, ResultObject.Manufacturer),
        SrContent.Text(SrRelation.HasObservationContext, ReportCodes.DeviceModel, ResultObject.Manufacturer),
        SrContent.Text(SrRelation.HasObservationContext, ReportCodes.DeviceSerialNumber, ResultObject.ProgramVersion),
    ];

    /// <summary>TID 1600 to 1602: the film. What part of the body one shows that is no lumbar spine, nobody here knows.</summary>
    private static DicomDataset Library(FilmReference film, FilmResult result)
    {
        var group = new List<DicomDataset>();
        var modality = film.Modality switch
        {
            "DX" => new DicomCode("DX", "DCM", "Digital Radiography"),
            "CR" => new DicomCode("CR", "DCM", "Computed Radiography"),
            "RG" => new DicomCode("RG", "DCM", "Radiographic imaging"),
            _ => null,
        };
        if (modality is not null)
            group.Add(SrContent.Code(SrRelation.HasAcquisitionContext, ReportCodes.Modality, modality));
        if (result.Vertebrae.Count > 0)
            group.Add(SrContent.Code(SrRelation.HasAcquisitionContext, ReportCodes.TargetRegion, ReportCodes.LumbarSpine));
        group.Add(SrContent.Image(SrRelation.Contains, null, film.SopClassUid, film.SopInstanceUid));
        return SrContent.Container(ReportCodes.ImageLibrary, "1600", [SrContent.Container(ReportCodes.ImageLibraryGroup, "1601", group)]);
    }

    private static IEnumerable<DicomDataset> Evaluations(ResultObject common, FilmResult result, FilmPicture? picture)
    {
        yield return SrContent.Code(
            SrRelation.Contains,
            ReportCodes.Analysis,
            result.IsRejected ? ReportCodes.NotAnalysable : ReportCodes.Analysed,
            [.. Algorithm.Items(result)]);
        yield return SrContent.Code(
            SrRelation.Contains,
            ReportCodes.QualityAssessment,
            result.IsRejected ? ReportCodes.Unusable : result.Findings.Count > 0 ? ReportCodes.UsableDoesNotMeet : ReportCodes.UsableMeets);
        foreach (var finding in result.Findings)
            yield return Finding(common, finding, picture);
        if (result.Diagnosis is { } diagnosis)
        {
            if (diagnosis.Category is { } category)
            {
                yield return SrContent.Code(
                    SrRelation.Contains,
                    ReportCodes.OverallCategory,
                    ReportCodes.Of(category),
                    [
                        SrContent.Code(SrRelation.HasConceptModifier, ReportCodes.Method, ReportCodes.Estimated),
                        SrContent.Code(SrRelation.HasConceptModifier, ReportCodes.Criteria, ReportCodes.CriteriaOf(diagnosis.Criteria)),
                        .. diagnosis.DecidedBy is { } site
                            ? new[] { SrContent.Code(SrRelation.HasConceptModifier, ReportCodes.FindingSite, ReportCodes.Of(site)) }
                            : [],
                    ]);
            }

            if (diagnosis.Note is { Length: > 0 } note)
                yield return SrContent.Text(SrRelation.Contains, ReportCodes.Comment, note);
        }

        yield return SrContent.Text(SrRelation.Contains, ReportCodes.Recommendation, NextStep.Of(result));
        foreach (var warning in result.Warnings)
            yield return SrContent.Text(SrRelation.Contains, ReportCodes.Comment, warning);
    }

    private static DicomDataset Finding(ResultObject common, QualityFinding finding, FilmPicture? picture)
    {
        var children = new List<DicomDataset>();
        if (finding.Level is { } level)
            children.Add(SrContent.Code(SrRelation.HasConceptModifier, ReportCodes.FindingSite, ReportCodes.Of(level)));
        children.Add(SrContent.Code(SrRelation.HasProperties, ReportCodes.Effect, ReportCodes.Of(finding.Action)));
        children.Add(SrContent.Text(SrRelation.HasProperties, ReportCodes.Comment, finding.Message));
        if (FilmRegion.Of(common.Reference, finding.Where, picture, SrRelation.InferredFrom) is { } region)
            children.Add(region);
        return SrContent.Code(SrRelation.Contains, ReportCodes.QualityFinding, ReportCodes.Of(finding), [.. children]);
    }
}
