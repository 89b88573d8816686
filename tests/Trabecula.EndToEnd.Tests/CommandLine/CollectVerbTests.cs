using System.Globalization;
using System.Text;
using Trabecula.Dicom;
using Trabecula.Domain;
using Trabecula.Simulation;

namespace Trabecula.EndToEnd.Tests;

public sealed class CollectVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ArchiveOfPeople _archive;

    public CollectVerbTests() => _archive = new ArchiveOfPeople(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Simulated_people_with_names_become_a_cohort_without_names_and_with_the_same_numbers()
    {
        Assert.Equal(0, (await CommandLineRun.Of("simulate", "--out", _folder["truth"], "--subjects", "3", "--pixel", "1", "--seed", "11")).Code);
        var truth = ManifestReader.Read(_folder["truth/manifest.csv"]);
        var table = new StringBuilder("patient_id,dxa_date,sex,height_cm,weight_kg,lumbar_bmd,l1_bmd,l2_bmd,l3_bmd,l4_bmd,femoral_neck_bmd,total_hip_bmd,dxa_manufacturer,site\n");
        foreach (var (row, index) in truth.Rows.Select((row, index) => (row, index)))
        {
            var sex = row.Sex == Sex.Female ? "F" : "M";
            var maker = index == 0 ? "Another maker" : FilmWriter.Maker;
            _archive.Film(
                $"NO-55120{index}", "20240310", film => film.Set(DicomTags.PatientSex, DicomVr.CS, sex).Set(DicomTags.Manufacturer, DicomVr.LO, maker), truth.PathOf(row));
            string[] densities =
            [
                .. new[] { SkeletalSite.LumbarL1L4, SkeletalSite.L1, SkeletalSite.L2, SkeletalSite.L3, SkeletalSite.L4, SkeletalSite.FemoralNeck, SkeletalSite.TotalHip }
                    .Select(site => row.Bmd(site)?.ToString("R", CultureInfo.InvariantCulture) ?? ""),
            ];
            table.Append(CultureInfo.InvariantCulture, $"NO-55120{index},2024-02-0{index + 1},{sex},{row.HeightCm:R},{row.WeightKg:R},{string.Join(',', densities)},Hologic,north\n");
        }

        var run = await Collect(table.ToString(), "--linking-table", _folder["people.csv"]);
        Assert.True(run.Code == 0, run.Error);
        Assert.Empty(_archive.FoundIn(_folder["cohort"]));
        var manifest = ManifestReader.Read(_folder["cohort/manifest.csv"]);
        Assert.Empty(manifest.LeftOut);
        Assert.Equal(truth.Rows.Count, manifest.Rows.Count);
        var people = LinkingTable.Read(_folder["people.csv"]).ToDictionary(person => person.PatientId);
        foreach (var (row, index) in truth.Rows.Select((row, index) => (row, index)))
        {
            var person = people[$"NO-55120{index}"];
            var made = Assert.Single(manifest.Rows, candidate => candidate.SubjectId == person.Pseudonym);
            Assert.Equal(row.Densities.Where(density => density.Key != SkeletalSite.LumbarL2L4).OrderBy(density => density.Key), made.Densities.OrderBy(density => density.Key));
            var place = index == 0 ? "north" : PredictionRow.InSilico;
            Assert.Equal((row.Sex, row.HeightCm, row.WeightKg, 71.0, place), (made.Sex, made.HeightCm, made.WeightKg, made.AgeYears, made.Centre));
            Assert.Equal(DxaManufacturer.Hologic, made.Manufacturer);
            Assert.Equal(new DateOnly(2024, 2, index + 1).AddDays(person.DateShiftDays!.Value), made.DxaDate);
            Assert.Equal(new DateOnly(2024, 3, 10).AddDays(person.DateShiftDays.Value), made.RadiographDate);
            Assert.Equal(
                DicomFile.Open(truth.PathOf(row)).Dataset.GetBytes(DicomTags.PixelData)!.Value.ToArray(),
                DicomFile.Open(manifest.PathOf(made)).Dataset.GetBytes(DicomTags.PixelData)!.Value.ToArray());
        }

        // The study takes the rows and the films; three people are too few for it, and that is all it says.
        var study = await CommandLineRun.Of("study", _folder["cohort/manifest.csv"], "--out", _folder["study"]);
        Assert.Contains("[too_few_subjects]", study.Error);
        Assert.DoesNotContain("invalid_manifest", study.Error);
        Assert.Equal("kind,reason,count\ndxa,used,3\nfilm,used,3\n", File.ReadAllText(_folder["cohort/collect-report.csv"]));
    }

    [Fact]
    public async Task Everything_that_is_left_out_is_named_with_its_reason()
    {
        _archive.Film("GOOD-0001", "20240310");
        _archive.Film("GOOD-0001", "20240320");
        _archive.Film("LATE-0002", "20240901");
        _archive.Film("NODX-0003", "20240310");
        _archive.Film("000884455", "20240310");
        _archive.Film("MALE-0005", "20240310", film => film.Set(DicomTags.PatientSex, DicomVr.CS, "M"));
        _archive.Film("LATV-0006", "20240310", film => film.Set(DicomTags.ViewPosition, DicomVr.CS, "LL"));
        _archive.Film("CHES-0007", "20240310", film => film.Set(DicomTags.BodyPartExamined, DicomVr.CS, "CHEST"));
        _archive.Film("BURN-0008", "20240310", film => film.Set(DicomTags.BurnedInAnnotation, DicomVr.CS, "YES"));
        var copied = _archive.Film("COPY-0009", "20240310");
        File.Copy(copied, copied + ".copy");
        _archive.Film("BORN-0010", "20240310");
        _archive.Film("", "20240310");
        _archive.Film("CONF-0011", "20240310");
        _archive.Film("ISSU-0012", "20240310", film => film.Set(DicomTags.IssuerOfPatientID, DicomVr.LO, "NORTH"));
        _archive.Film("ISSU-0012", "20240311", film => film.Set(DicomTags.IssuerOfPatientID, DicomVr.LO, "SOUTH"));
        File.WriteAllText(Path.Combine(_archive.Folder, "readme.txt"), "no film");
        var run = await Collect(
            "patient_id,dxa_date,sex,birth_date,lumbar_bmd,femoral_neck_bmd\n"
            + "GOOD-0001,2024-03-11,F,1952-07-03,0.9,\n"
            + "GOOD-0001,2024-03-11,F,,,0.7\n"
            + "LATE-0002,2024-03-11,F,,0.9,\n"
            + "884455,2024-03-11,F,,0.9,\n"
            + "MALE-0005,2024-03-11,F,,0.9,\n"
            + "LATV-0006,2024-03-11,F,,0.9,\n"
            + "BURN-0008,2024-03-11,F,,0.9,\n"
            + "COPY-0009,2024-03-11,F,,0.9,\n"
            + "BORN-0010,2024-03-11,F,1960-01-01,0.9,\n"
            + "MGCM-0013,2024-03-11,F,,912,\n"
            + "NODA-0014,,F,,0.9,\n"
            + "CONF-0011,2024-03-11,F,,0.9,\n"
            + "CONF-0011,2024-03-11,F,,0.8,\n"
            + "ISSU-0012,2024-03-11,F,,0.9,\n");
        Assert.Equal(1, run.Code);
        var manifest = ManifestReader.Read(_folder["cohort/manifest.csv"]);
        Assert.Equal(2, manifest.Rows.Count);
        Assert.Contains(manifest.Rows, row => row.Bmd(SkeletalSite.LumbarL1L4) == 0.9 && row.Bmd(SkeletalSite.FemoralNeck) == 0.7);
        Assert.Empty(_archive.FoundIn(_folder["cohort"]));
        var counts = File.ReadAllLines(_folder["cohort/collect-report.csv"]).Skip(1).ToHashSet();
        Assert.Equal(
            [
                "dxa,bad_row,1", "dxa,conflicting_dxa,2", "dxa,film_too_far,1", "dxa,no_date,1", "dxa,no_film,3", "dxa,other_birth_date,1", "dxa,other_sex,1",
                "dxa,several_issuers,1", "dxa,used,2", "film,another_film_nearer,1", "film,burned_in_annotation,1", "film,duplicate_film,1", "film,dxa_too_far,1",
                "film,no_dxa,3", "film,no_patient_id,1", "film,not_dicom,1", "film,other_birth_date,1", "film,other_body_part,1", "film,other_sex,1",
                "film,other_view,1", "film,several_issuers,2", "film,used,2",
            ],
            counts.Order(StringComparer.Ordinal));
        var named = File.ReadAllText(_folder["left-out.csv"]);
        Assert.Contains("zeros in front", named);
        Assert.Contains("looks like mg/cm²", named);
        Assert.Contains("MALE-0005,other_sex", named);
        Assert.Contains("The nearest scan is 174 days away", named);
    }

    [Fact]
    public async Task Structured_reports_of_a_scanner_are_read_and_estimates_are_not()
    {
        _archive.Film("SR-550001", "20240310");
        Directory.CreateDirectory(_folder["reports"]);
        Report(
            "spine.dcm",
            Number("24966-4", "LN", 0.912),
            Number("24966-4", "LN", 0.874, "66794005"),
            Number("L1L4", "99TRABECULA", 0.7));
        Report("hip.dcm", Number("80954-1", "LN", 0.701, "29627003"), Number("46279-6", "LN", 0.82), Number("80946-7", "LN", -1.2, unit: "1"), Number("46278-8", "LN", 0.811));
        Report("milli.dcm", Number("24966-4", "LN", 912, unit: "mg/cm2"));
        File.Copy(Path.Combine(RepositoryRoot.Path, "samples", "lumbar-ap.dcm"), _folder["reports/film.dcm"]);
        var run = await CommandLineRun.Of(
            "collect", _archive.Folder, "--dxa", _folder["reports"], "--out", _folder["cohort"], "--key", _folder["key"], "--report", _folder["left-out.csv"]);
        Assert.Equal(1, run.Code);
        var row = Assert.Single(ManifestReader.Read(_folder["cohort/manifest.csv"]).Rows);
        Assert.Equal(
            new Dictionary<SkeletalSite, double>
            {
                [SkeletalSite.LumbarL1L4] = 0.912, [SkeletalSite.L1] = 0.874, [SkeletalSite.FemoralNeck] = 0.701, [SkeletalSite.TotalHip] = 0.811,
            }.OrderBy(density => density.Key),
            row.Densities.OrderBy(density => density.Key));
        Assert.Equal(DxaManufacturer.Hologic, row.Manufacturer);
        var counts = File.ReadAllText(_folder["cohort/collect-report.csv"]);
        Assert.Contains("dxa,dxa_units,1", counts);
        Assert.Contains("dxa,no_dxa_report,1", counts);

        void Report(string name, params DicomDataset[] content) => DicomFile.Create(new DicomDataset()
            .Set(DicomTags.SOPClassUID, DicomVr.UI, "1.2.840.10008.5.1.4.1.1.88.22")
            .Set(DicomTags.SOPInstanceUID, DicomVr.UI, "1.2.826.0.1.42.99." + name.Length)
            .Set(DicomTags.StudyDate, DicomVr.DA, "20240401")
            .Set(DicomTags.Manufacturer, DicomVr.LO, "HOLOGIC")
            .Set(DicomTags.PatientID, DicomVr.LO, "SR-550001")
            .Set(DicomTags.ValueType, DicomVr.CS, "CONTAINER")
            .SetItems(DicomTags.ContentSequence, content)).Save(_folder[$"reports/{name}"]);
    }

    [Fact]
    public async Task Without_any_usable_result_nothing_is_searched_and_the_report_says_why()
    {
        _archive.Film("GOOD-0001", "20240310");
        var run = await Collect("patient_id,dxa_date,lumbar_bmd\nGOOD-0001,2024-03-10,900\n");
        Assert.Equal(1, run.Code);
        Assert.Contains("[no_dxa_results]", run.Error);
        Assert.Contains("looks like mg/cm²", File.ReadAllText(_folder["left-out.csv"]));
    }

    [Theory]
    [InlineData("dxa_date,lumbar_bmd\n", "no column patient_id")]
    [InlineData("patient_id,lumbar_bmd\n", "no column dxa_date")]
    [InlineData("patient_id,dxa_date\n", "no BMD column")]
    [InlineData("patient_id;dxa_date;lumbar_bmd\n", "semicolons")]
    [InlineData("patient_id,dxa_date,lumbar_bmd,Lumbar_BMD\n", "twice")]
    [InlineData("patient_id,subject_id,dxa_date,lumbar_bmd\n", "subject_id")]
    public async Task A_table_that_is_none_is_refused(string header, string reason)
    {
        _archive.Film("GOOD-0001", "20240310");
        var run = await Collect(header);
        Assert.Equal(1, run.Code);
        Assert.Contains(reason, run.Error);
        Assert.Contains("[invalid_dxa_table]", run.Error);
    }

    [Fact]
    public async Task The_report_with_names_may_not_lie_in_the_cohort()
    {
        _archive.Film("GOOD-0001", "20240310");
        _folder.Write("results.csv", "patient_id,dxa_date,lumbar_bmd\nGOOD-0001,2024-03-10,0.9\n"u8);
        var run = await CommandLineRun.Of(
            "collect", _archive.Folder, "--dxa", _folder["results.csv"], "--out", _folder["cohort"], "--key", _folder["key"], "--report", _folder["cohort/left-out.csv"]);
        Assert.Contains("[unsafe_place]", run.Error);
        Assert.False(Directory.Exists(_folder["cohort"]));
    }

    private static DicomDataset Number(string code, string scheme, double value, string? site = null, string unit = "g/cm2")
    {
        var item = new DicomDataset()
            .Set(DicomTags.ValueType, DicomVr.CS, "NUM")
            .SetItems(DicomTags.ConceptNameCodeSequence, Code(code, scheme))
            .SetItems(DicomTags.MeasuredValueSequence, new DicomDataset()
                .SetNumbers(DicomTags.NumericValue, DicomVr.DS, value).SetItems(DicomTags.MeasurementUnitsCodeSequence, Code(unit, "UCUM")));
        return site is null ? item : item.SetItems(DicomTags.ContentSequence, new DicomDataset()
            .Set(DicomTags.ValueType, DicomVr.CS, "CODE")
            .SetItems(DicomTags.ConceptNameCodeSequence, Code("363698007", "SCT"))
            .SetItems(DicomTags.ConceptCodeSequence, Code(site, "SCT")));
    }

    private static DicomDataset Code(string value, string scheme) => new DicomDataset()
        .Set(DicomTags.CodeValue, DicomVr.SH, value).Set(DicomTags.CodingSchemeDesignator, DicomVr.SH, scheme).Set(DicomTags.CodeMeaning, DicomVr.LO, value);

    [Theory]
    [InlineData("key", "key")]
    [InlineData("results.csv", "key")]
    [InlineData("archive/report.csv", "key")]
    [InlineData("left-out.csv", "results.csv")]
    public async Task A_report_is_never_written_over_the_key_the_table_or_a_film(string report, string key)
    {
        _archive.Film("GOOD-0001", "20240310");
        const string Table = "patient_id,dxa_date,lumbar_bmd\nGOOD-0001,2024-03-11,0.9\n";
        _folder.Write("results.csv", Encoding.UTF8.GetBytes(Table));
        var run = await CommandLineRun.Of(
            "collect", _archive.Folder, "--dxa", _folder["results.csv"], "--out", _folder["cohort"], "--key", _folder[key], "--report", _folder[report]);
        Assert.Equal(1, run.Code);
        Assert.Contains("[unsafe_place]", run.Error);
        Assert.Equal(Table, File.ReadAllText(_folder["results.csv"]));
        Assert.False(Directory.Exists(_folder["cohort"]));
    }

    private Task<CommandLineRun> Collect(string table, params string[] more)
    {
        _folder.Write("results.csv", Encoding.UTF8.GetBytes(table));
        return CommandLineRun.Of(
            ["collect", _archive.Folder, "--dxa", _folder["results.csv"], "--out", _folder["cohort"], "--key", _folder["key"], "--report", _folder["left-out.csv"], .. more]);
    }
}
