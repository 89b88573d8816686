using Trabecula.Domain;

namespace Trabecula.Dicom;

/// <summary>Reads areal densities from a structured report of a DXA scan.</summary>
/// <remarks>
/// DICOM has no template for DXA and makers write what they like; read are numbers whose concept is a LOINC code of DXA, as the table in
/// docs/how-to/build-a-manifest-from-an-archive.md has it. Other numbers, estimates from a film among them, are passed over.
/// </remarks>
public static class DxaReport
{
    private const string Loinc = "LN";
    private const string Estimated = "121427"; // DCM, derivation "Estimated"

    // LOINC: lumbar spine mass/area; femur; left and right femur; hip; left and right hip.
    private static readonly HashSet<string> LumbarCodes = ["24966-4"];
    private static readonly HashSet<string> FemurCodes = ["24701-5", "80954-1", "80953-3"];
    private static readonly HashSet<string> HipCodes = ["38261-4", "46278-8", "46279-6"];
    private static readonly HashSet<string> RightCodes = ["80953-3", "46279-6"];

    // SNOMED CT.
    private static readonly Dictionary<string, VertebralLevel> Levels = new()
    {
        ["66794005"] = VertebralLevel.L1,
        ["14293000"] = VertebralLevel.L2,
        ["36470004"] = VertebralLevel.L3,
        ["11994002"] = VertebralLevel.L4,
    };

    private static readonly HashSet<string> Necks = ["29627003"];
    private static readonly HashSet<string> Hips = ["29836001", "24136001"];
    private static readonly HashSet<string> ReportClasses =
        ["1.2.840.10008.5.1.4.1.1.88.11", "1.2.840.10008.5.1.4.1.1.88.22", "1.2.840.10008.5.1.4.1.1.88.33", "1.2.840.10008.5.1.4.1.1.88.34", "1.2.840.10008.5.1.4.1.1.88.35"];

    // What a number's surroundings tell of it: the places that its group names.
    private sealed record Place(DicomDataset Item, IReadOnlyList<string> Sites);

    private sealed record Reading(SkeletalSite Site, double Bmd, IReadOnlyList<VertebralLevel>? Levels, bool IsRight);

    /// <summary>Reads a report.</summary>
    /// <param name="dataset">The object.</param>
    /// <param name="path">Its file.</param>
    /// <returns>The result, or the code and the sentence why there is none.</returns>
    public static (DxaResult? Result, string Reason, string Detail) Read(DicomDataset dataset, string path)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        if (!ReportClasses.Contains(dataset.GetString(DicomTags.SOPClassUID) ?? ""))
        {
            return (null, "no_dxa_report", "The object is no structured report.");
        }

        if (!PatientNumber.TryRead(dataset, out var patientId))
        {
            return (null, DicomErrors.SeveralPatientIds, PatientNumber.Several);
        }

        if (patientId is null)
        {
            return (null, "no_patient_id", "");
        }

        if (DicomDates.Examination(dataset) is not { } date)
        {
            return (null, "no_date", "");
        }

        var readings = new List<Reading>();
        if (Gather(dataset, readings) is { } fault)
        {
            return (null, fault.Reason, fault.Detail);
        }

        return readings.Count == 0
            ? (null, "no_density", "The report holds no density under a code that is read.")
            : (Result(dataset, path, patientId, date, readings), "", "");
    }

    private static (string Reason, string Detail)? Gather(DicomDataset root, List<Reading> readings)
    {
        var pending = new Stack<Place>([new Place(root, [])]);
        while (pending.TryPop(out var place))
        {
            var children = place.Item.GetItems(DicomTags.ContentSequence);
            var own = children.Where(child => child.GetString(DicomTags.ValueType) == "CODE")
                .Select(child => child.GetItems(DicomTags.ConceptCodeSequence).FirstOrDefault()?.GetString(DicomTags.CodeValue) ?? "").ToArray();
            var sites = own.Any(IsPlace) ? own : place.Sites;
            if (place.Item.GetString(DicomTags.ValueType) == "NUM" && Concept(place.Item) is { } concept && !own.Contains(Estimated)
                && Number(place.Item, concept, sites, readings) is { } fault)
            {
                return fault;
            }

            foreach (var child in children)
            {
                pending.Push(new Place(child, sites));
            }
        }

        return null;
    }

    private static (string Reason, string Detail)? Number(DicomDataset item, string concept, IReadOnlyList<string> sites, List<Reading> readings)
    {
        var value = item.GetItems(DicomTags.MeasuredValueSequence).FirstOrDefault();
        if (value?.GetDouble(DicomTags.NumericValue) is not { } bmd)
        {
            return null;
        }

        var unit = value.GetItems(DicomTags.MeasurementUnitsCodeSequence).FirstOrDefault()?.GetString(DicomTags.CodeValue);
        if (unit is not "g/cm2" || !PlausibleDensity.Contains(bmd))
        {
            return ("dxa_units", "A density is not in g/cm2, or not one that bone can have.");
        }

        var levels = sites.Where(Levels.ContainsKey).Select(site => Levels[site]).Distinct().Order().ToArray();
        SkeletalSite? site = LumbarCodes.Contains(concept) ? Lumbar(levels)
            : HipCodes.Contains(concept) ? SkeletalSite.TotalHip
            : sites.Any(Necks.Contains) ? SkeletalSite.FemoralNeck
            : sites.Any(Hips.Contains) ? SkeletalSite.TotalHip
            : null;
        if (site is not { } known)
        {
            return ("dxa_site_unclear", "A density of the femur does not say whether it is that of the neck or of the total hip.");
        }

        readings.Add(new Reading(known, bmd, known == SkeletalSite.LumbarL1L4 && levels.Length is 2 or 3 ? levels : null, RightCodes.Contains(concept)));
        return null;
    }

    // No level named, or all four: L1-L4. ISCD leaves levels out of the mean but keeps two at least.
    private static SkeletalSite Lumbar(VertebralLevel[] levels) => levels switch
    {
        [VertebralLevel.L1] => SkeletalSite.L1,
        [VertebralLevel.L2] => SkeletalSite.L2,
        [VertebralLevel.L3] => SkeletalSite.L3,
        [VertebralLevel.L4] => SkeletalSite.L4,
        [VertebralLevel.L2, VertebralLevel.L3, VertebralLevel.L4] => SkeletalSite.LumbarL2L4,
        _ => SkeletalSite.LumbarL1L4,
    };

    private static DxaResult Result(DicomDataset dataset, string path, string patientId, DateOnly date, List<Reading> readings)
    {
        // Where both hips were scanned the left one counts, which is the one that is scanned where one is (ISCD allows either).
        var densities = new Dictionary<SkeletalSite, double>();
        foreach (var reading in readings.OrderBy(reading => reading.IsRight))
        {
            densities.TryAdd(reading.Site, reading.Bmd);
        }

        return new DxaResult
        {
            Source = path,
            PatientId = patientId,
            Date = date,
            Sex = dataset.GetString(DicomTags.PatientSex) switch { "F" => Sex.Female, "M" => Sex.Male, _ => null },
            BirthDate = DicomDates.Date(dataset.GetString(DicomTags.PatientBirthDate)),
            Densities = densities,
            LumbarLevels = readings.FirstOrDefault(reading => reading.Levels is not null)?.Levels,
            Manufacturer = Maker(dataset.GetString(DicomTags.Manufacturer)?.ToUpperInvariant() ?? ""),
        };
    }

    private static DxaManufacturer? Maker(string name) =>
        name.Contains("HOLOGIC", StringComparison.Ordinal) ? DxaManufacturer.Hologic
        : name.Contains("LUNAR", StringComparison.Ordinal) || name.StartsWith("GE ", StringComparison.Ordinal) ? DxaManufacturer.Lunar
        : name.Contains("NORLAND", StringComparison.Ordinal) ? DxaManufacturer.Norland
        : null;

    private static bool IsPlace(string code) => Levels.ContainsKey(code) || Necks.Contains(code) || Hips.Contains(code);

    private static string? Concept(DicomDataset item) =>
        item.GetItems(DicomTags.ConceptNameCodeSequence).FirstOrDefault() is { } code && code.GetString(DicomTags.CodingSchemeDesignator) == Loinc
        && code.GetString(DicomTags.CodeValue) is { } value && (LumbarCodes.Contains(value) || FemurCodes.Contains(value) || HipCodes.Contains(value))
            ? value
            : null;
}
