using Trabecula.Dicom;
using Trabecula.Domain;

namespace Trabecula.Imaging.Reading;

/// <summary>Tells projection radiographs from everything else that DICOM carries.</summary>
internal static class ExaminationKind
{
    /// <summary>Modalities that are radiographs (PS3.3 C.7.3.1.1.1).</summary>
    private static readonly HashSet<string> Radiographs = ["CR", "DX"];

    /// <summary>Modalities of pictures that may be radiographs: digitised film, secondary capture, other, hard copy.</summary>
    private static readonly HashSet<string> MayBeRadiographs = ["RG", "OT", "SC", "HC", "XC"];

    /// <summary>What is never an AP radiograph of the spine, in words.</summary>
    private static readonly Dictionary<string, string> Others = new()
    {
        ["CT"] = "a CT slice",
        ["MR"] = "an MR slice",
        ["US"] = "an ultrasound image",
        ["IVUS"] = "an ultrasound image",
        ["NM"] = "a nuclear medicine image",
        ["PT"] = "a PET slice",
        ["MG"] = "a mammogram",
        ["IO"] = "a dental radiograph",
        ["PX"] = "a panoramic dental radiograph",
        ["XA"] = "an angiogram",
        ["RF"] = "a fluoroscopic image",
        ["BMD"] = "a bone densitometry scan",
        ["ES"] = "an endoscopic image",
        ["GM"] = "a microscopic image",
        ["SM"] = "a slide microscopic image",
        ["OP"] = "an ophthalmic photograph",
        ["OPT"] = "an ophthalmic tomogram",
        ["ECG"] = "an electrocardiogram",
        ["SR"] = "a structured report",
        ["DOC"] = "a document",
        ["PR"] = "a presentation state",
        ["KO"] = "a selection of key objects",
        ["SEG"] = "a segmentation",
        ["REG"] = "a registration",
        ["RTIMAGE"] = "a radiotherapy image",
        ["RTPLAN"] = "a radiotherapy plan",
        ["RTDOSE"] = "a radiotherapy dose",
        ["RTSTRUCT"] = "a radiotherapy structure set",
        ["RTRECORD"] = "a radiotherapy record",
    };

    /// <summary>SOP classes that settle it where the modality is missing or wrong (PS3.4 table B.5-1).</summary>
    private static readonly Dictionary<string, string> ModalityOfSopClass = new()
    {
        ["1.2.840.10008.5.1.4.1.1.2"] = "CT",
        ["1.2.840.10008.5.1.4.1.1.2.1"] = "CT",
        ["1.2.840.10008.5.1.4.1.1.4"] = "MR",
        ["1.2.840.10008.5.1.4.1.1.4.1"] = "MR",
        ["1.2.840.10008.5.1.4.1.1.6.1"] = "US",
        ["1.2.840.10008.5.1.4.1.1.3.1"] = "US",
        ["1.2.840.10008.5.1.4.1.1.20"] = "NM",
        ["1.2.840.10008.5.1.4.1.1.128"] = "PT",
        ["1.2.840.10008.5.1.4.1.1.12.1"] = "XA",
        ["1.2.840.10008.5.1.4.1.1.12.2"] = "RF",
        ["1.2.840.10008.5.1.4.1.1.104.1"] = "DOC",
    };

    /// <summary>Refuses what is no projection radiograph; notes what only may be one.</summary>
    /// <exception cref="TrabeculaException"><c>not_lumbar_ap</c>.</exception>
    public static void Check(DicomDataset dataset, List<string> steps)
    {
        var modality = dataset.GetString(DicomTags.Modality)?.Trim().ToUpperInvariant() ?? "";
        var byClass = ModalityOfSopClass.GetValueOrDefault(dataset.GetString(DicomTags.SOPClassUID)?.TrimEnd('\0', ' ') ?? "");
        if (Others.TryGetValue(byClass ?? modality, out var name))
        {
            throw new TrabeculaException("not_lumbar_ap", $"The file holds {name}, not an AP radiograph of the lumbar spine.");
        }

        if (!Radiographs.Contains(modality))
        {
            steps.Add(MayBeRadiographs.Contains(modality)
                ? $"modality {modality}: taken to be a radiograph"
                : "modality missing or unknown: taken to be a radiograph");
        }
    }
}
