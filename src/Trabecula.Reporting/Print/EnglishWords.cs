using Trabecula.Domain;

namespace Trabecula.Reporting;

/// <summary>The printed report in English.</summary>
internal static class EnglishWords
{
    public static ReportWords All { get; } = new()
    {
        Title = "Bone density estimated from a lumbar radiograph",
        ResearchUse = "RESEARCH USE ONLY",
        Name = "Name",
        PatientId = "Patient ID",
        BirthDate = "Date of birth",
        SexAndAge = "Sex, age at radiograph",
        RadiographDate = "Date of radiograph",
        Accession = "Accession number",
        ReportDate = "Report made",
        Film = "File",
        Unknown = "not known",
        Female = "female",
        Male = "male",
        Years = "{0} years",
        CategoryHeading = "Estimated category, {0} (no diagnosis)",
        DecidedBy = "Decided by: {0}",
        NoCategory = "No category",
        RangeNormal = "In the normal range",
        RangeOsteopenia = "In the range of osteopenia",
        RangeOsteoporosis = "In the range of osteoporosis",
        Normal = "normal",
        Osteopenia = "osteopenia",
        Osteoporosis = "osteoporosis",
        Probability = "Probability there:",
        Refused = "Not analysable",
        RefusedMeans = "No bone density is given for this film.",
        Columns = ["Region", "BMD g/cm²", "90 % interval", "T-score", "Z-score", "% YAM", "Category"],
        Vertebrae = "Single vertebrae, g/cm²:",
        LeftOut = "left out",
        Of = "of {0}",
        Noticed = "What was noticed on the film",
        NothingNoticed = "Nothing that speaks against the estimate.",
        More = "and {0} more, in the structured report",
        Next = "What to do next",
        NextRefused = "Repeat the film as an AP radiograph of the lumbar spine with L1 to L4 in the field, or measure bone density by DXA.",
        NextLow = "Low bone density is suspected. This suggests DXA of the hip and the lumbar spine, which guidelines ask for before a diagnosis or a treatment.",
        NextNormal = "Nothing here suggests low bone density. Risk factors, age or a fragility fracture call for DXA all the same.",
        NextNone = "No category can be given. Where bone density matters, measure it by DXA.",
        NextLimits = "An estimate from a radiograph is no measurement and no diagnosis; treatment must not be begun, changed or stopped because of it.",
        ChartAge = "age, years",
        ChartLegend = "Dot and bar: estimate with its 90 % interval. Line and dashes: mean of the reference by age, and one standard deviation to either side.",
        NoChart = "Reference curves need the person's sex.",
        Model = "Model {0}, trained on {1}.",
        Reference = "Compared with:",
        Gates = "Quality gates:",
        Source = "Film:",
        Warning = sentence => sentence,
        Finding = finding => finding.Message,
        Note = note => note,
        Site = site => site switch
        {
            SkeletalSite.LumbarL1L4 => "Lumbar spine L1–L4",
            SkeletalSite.LumbarL2L4 => "Lumbar spine L2–L4",
            SkeletalSite.FemoralNeck => "Femoral neck",
            SkeletalSite.TotalHip => "Total hip",
            _ => site.DisplayName(),
        },
        Criteria = name => name == "JSBMR2012" ? "Japanese criteria of 2012" : "WHO criteria",
    };
}
