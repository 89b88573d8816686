using Trabecula.Dicom;
using Trabecula.Domain;

namespace Trabecula.Reporting;

/// <summary>Every code of a report, as docs/reference/dicom-results.md lists them.</summary>
/// <remarks>
/// DCM and SCT as in PS3.16 and pydicom's dictionary of it, UMLS C0034375 as in TID 1500. There is no code anywhere for a bone density
/// estimated from a radiograph, and those for DXA would claim a DXA scan; what has no code has one of scheme <see cref="Scheme"/>.
/// </remarks>
internal static class ReportCodes
{
    /// <summary>Our own scheme; 99 marks a private one (PS3.3, 8.2).</summary>
    public const string Scheme = "99TRABECULA";

    public const string SchemeName = "Trabecula: bone density estimated from radiographs";

    public static DicomCode ImagingMeasurementReport { get; } = Dcm("126000", "Imaging Measurement Report");

    public static DicomCode Language { get; } = Dcm("121049", "Language of Content Item and Descendants");

    public static DicomCode English { get; } = new("en", "RFC5646", "English");

    public static DicomCode ObserverType { get; } = Dcm("121005", "Observer Type");

    public static DicomCode Device { get; } = Dcm("121007", "Device");

    public static DicomCode DeviceUid { get; } = Dcm("121012", "Device Observer UID");

    public static DicomCode DeviceName { get; } = Dcm("121013", "Device Observer Name");

    public static DicomCode DeviceManufacturer { get; } = Dcm("121014", "Device Observer Manufacturer");

    public static DicomCode DeviceModel { get; } = Dcm("121015", "Device Observer Model Name");

    public static DicomCode DeviceSerialNumber { get; } = Dcm("121016", "Device Observer Serial Number");

    public static DicomCode ProcedureReported { get; } = Dcm("121058", "Procedure reported");

    public static DicomCode ProjectionXRay { get; } = Dcm("113704", "Projection X-Ray");

    public static DicomCode ImageLibrary { get; } = Dcm("111028", "Image Library");

    public static DicomCode ImageLibraryGroup { get; } = Dcm("126200", "Image Library Group");

    public static DicomCode Modality { get; } = Dcm("121139", "Modality");

    public static DicomCode TargetRegion { get; } = Dcm("123014", "Target Region");

    public static DicomCode ImagingMeasurements { get; } = Dcm("126010", "Imaging Measurements");

    public static DicomCode QualitativeEvaluations { get; } = new("C0034375", "UMLS", "Qualitative Evaluations");

    public static DicomCode MeasurementGroup { get; } = Dcm("125007", "Measurement Group");

    public static DicomCode TrackingIdentifier { get; } = Dcm("112039", "Tracking Identifier");

    public static DicomCode TrackingUid { get; } = Dcm("112040", "Tracking Unique Identifier");

    public static DicomCode AlgorithmFamily { get; } = Dcm("111000", "Algorithm Family");

    public static DicomCode ArtificialIntelligence { get; } = Dcm("123110", "Artificial Intelligence");

    public static DicomCode AlgorithmName { get; } = Dcm("111001", "Algorithm Name");

    public static DicomCode AlgorithmVersion { get; } = Dcm("111003", "Algorithm Version");

    public static DicomCode AlgorithmParameters { get; } = Dcm("111002", "Algorithm Parameters");

    public static DicomCode FindingSite { get; } = Sct("363698007", "Finding Site");

    public static DicomCode Method { get; } = Sct("370129005", "Measurement Method");

    public static DicomCode Estimated { get; } = Dcm("121427", "Estimated");

    public static DicomCode ImageRegion { get; } = Dcm("111030", "Image Region");

    public static DicomCode SourceImage { get; } = Dcm("121324", "Source image");

    public static DicomCode SourceOfProcessing { get; } = Dcm("121322", "Source image for image processing operation");

    public static DicomCode ZScore { get; } = Dcm("121416", "Z-Score of measurement");

    public static DicomCode ReferenceAuthority { get; } = Dcm("121406", "Reference Authority");

    public static DicomCode QualityAssessment { get; } = Dcm("111050", "Quality Assessment");

    public static DicomCode UsableMeets { get; } = Dcm("111237", "Usable - Meets the quality control standard");

    public static DicomCode UsableDoesNotMeet { get; } = Dcm("111236", "Usable - Does not meet the quality control standard");

    public static DicomCode Unusable { get; } = Dcm("111235", "Unusable - Quality renders image unusable");

    public static DicomCode QualityFinding { get; } = Dcm("111052", "Quality Finding");

    public static DicomCode Comment { get; } = Dcm("121106", "Comment");

    public static DicomCode Conclusion { get; } = Dcm("121077", "Conclusion");

    public static DicomCode Recommendation { get; } = Dcm("121075", "Recommendation");

    public static DicomCode Density { get; } = Own("BMD_RG_EST", "Areal BMD estimated from a radiograph");

    public static DicomCode DensityLower { get; } = Own("BMD_RG_LOWER90", "Lower end of the 90 % interval of estimated BMD");

    public static DicomCode DensityUpper { get; } = Own("BMD_RG_UPPER90", "Upper end of the 90 % interval of estimated BMD");

    public static DicomCode TScore { get; } = Own("T_SCORE_EST", "T-score of estimated BMD");

    public static DicomCode YoungAdultPercent { get; } = Own("YAM_PERCENT_EST", "Estimated BMD in per cent of the young adult mean");

    public static DicomCode Category { get; } = Own("BMD_CATEGORY_EST", "Category of estimated BMD, no diagnosis");

    public static DicomCode OverallCategory { get; } = Own("BMD_OVERALL_EST", "Category over all sites by estimated BMD, no diagnosis");

    public static DicomCode Criteria { get; } = Own("CRITERIA", "Criteria of the category");

    public static DicomCode Analysis { get; } = Own("ANALYSIS", "Analysis of the film");

    public static DicomCode Analysed { get; } = Own("ANALYSED", "Analysed");

    public static DicomCode NotAnalysable { get; } = Own("NOT_ANALYSABLE", "Not analysable");

    public static DicomCode LocalisationConfidence { get; } = Own("CONFIDENCE", "Confidence that the vertebra was found right");

    public static DicomCode LeftOut { get; } = Own("LEFT_OUT", "Vertebra left out of the regional means");

    public static DicomCode Effect { get; } = Own("EFFECT", "What the finding does to the estimate");

    public static DicomCode GramsPerSquareCentimetre { get; } = new("g/cm2", "UCUM", "g/cm2");

    public static DicomCode Percent { get; } = new("%", "UCUM", "%");

    public static DicomCode One { get; } = new("1", "UCUM", "no units");

    public static DicomCode TScoreUnit { get; } = new("{T-score}", "UCUM", "T-score");

    public static DicomCode ZScoreUnit { get; } = new("{Z-score}", "UCUM", "Z-score");

    /// <summary>Probability of a category.</summary>
    public static DicomCode Probability(DiagnosticCategory category) => category switch
    {
        DiagnosticCategory.Normal => Own("P_NORMAL", "Probability of normal bone density"),
        DiagnosticCategory.Osteopenia => Own("P_OSTEOPENIA", "Probability of osteopenia"),
        _ => Own("P_OSTEOPOROSIS", "Probability of osteoporosis"),
    };

    /// <summary>The category itself; the concept that it is a value of says that it is an estimate and no diagnosis.</summary>
    public static DicomCode Of(DiagnosticCategory category) => category switch
    {
        DiagnosticCategory.Normal => Sct("17621005", "Normal"),
        DiagnosticCategory.Osteopenia => Sct("312894000", "Osteopenia"),
        _ => Sct("64859006", "Osteoporosis"),
    };

    /// <summary>The criteria by the name that results give them.</summary>
    public static DicomCode CriteriaOf(string name) => name == "JSBMR2012"
        ? Own("JSBMR2012", "Japanese criteria of 2012 (JSBMR)")
        : Own("WHO", "WHO categories as ISCD applies them");

    /// <summary>Where a vertebra lies. No code of T12 has been seen in a source of ours; its tracking identifier names it.</summary>
    public static DicomCode Of(VertebralLevel level) => level switch
    {
        VertebralLevel.L1 => Sct("66794005", "L1 vertebra"),
        VertebralLevel.L2 => Sct("14293000", "L2 vertebra"),
        VertebralLevel.L3 => Sct("36470004", "L3 vertebra"),
        VertebralLevel.L4 => Sct("11994002", "L4 vertebra"),
        VertebralLevel.L5 => Sct("49668003", "L5 vertebra"),
        _ => Sct("51282000", "Vertebra"),
    };

    /// <summary>Where a region lies; lumbar regions are told apart by their tracking identifiers.</summary>
    public static DicomCode Of(SkeletalSite site) => site switch
    {
        SkeletalSite.L1 => Of(VertebralLevel.L1),
        SkeletalSite.L2 => Of(VertebralLevel.L2),
        SkeletalSite.L3 => Of(VertebralLevel.L3),
        SkeletalSite.L4 => Of(VertebralLevel.L4),
        SkeletalSite.FemoralNeck => Sct("29627003", "Neck of femur"),
        SkeletalSite.TotalHip => Sct("310651003", "Proximal Femur"),
        _ => LumbarSpine,
    };

    public static DicomCode LumbarSpine { get; } = Sct("122496007", "Lumbar spine");

    /// <summary>A quality finding: its stable code, as docs/reference/reasons.md lists them.</summary>
    public static DicomCode Of(QualityFinding finding) => Own(finding.Code, finding.Code.Replace('_', ' '));

    /// <summary>What a finding does.</summary>
    public static DicomCode Of(QualityAction action) => action switch
    {
        QualityAction.Reject => Own("REJECT", "Rejects the film"),
        QualityAction.ExcludeVertebra => Own("EXCLUDE_VERTEBRA", "Leaves the vertebra out"),
        _ => Own("WARN", "Remark; the estimate stands"),
    };

    private static DicomCode Dcm(string value, string meaning) => new(value, "DCM", meaning);

    private static DicomCode Sct(string value, string meaning) => new(value, "SCT", meaning);

    private static DicomCode Own(string value, string meaning) => new(value, Scheme, meaning);
}
