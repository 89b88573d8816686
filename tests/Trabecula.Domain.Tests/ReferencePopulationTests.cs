namespace Trabecula.Domain.Tests;

public sealed class ReferencePopulationTests : IDisposable
{
    private const string Good = """
        {"name":"Our hospital","records":[{"site":"total_hip","sex":"F","manufacturer":"lunar","young_from_years":20,"young_to_years":29,
        "mean":1.008,"sd":0.126,"source":"our own","certainty":"measured here",
        "age_curve":{"source":"our own","certainty":"measured here","points":[{"age_years":30,"mean":1.0,"sd":0.12},{"age_years":70,"mean":0.8,"sd":0.14}]}}]}
        """;

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<DiagnosticCriteria> AllCriteria => [.. Enum.GetValues<DiagnosticCriteria>()];

    [Theory]
    [MemberData(nameof(AllCriteria))]
    public void The_built_in_references_know_every_regional_site_in_both_sexes_with_source_and_age_curve(DiagnosticCriteria criteria)
    {
        var population = ReferencePopulation.For(criteria);
        foreach (var site in Enum.GetValues<SkeletalSite>().Where(site => site.IsRegional()))
        {
            foreach (var sex in Enum.GetValues<Sex>())
            {
                var record = population.Find(site, sex, DxaManufacturer.Hologic);
                Assert.NotNull(record?.AgeCurve);
                Assert.Equal(DxaManufacturer.Hologic, record.Manufacturer);
            }
        }
    }

    [Fact]
    public void The_files_in_the_references_folder_are_the_ones_built_in()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Trabecula.slnx")))
            root = root.Parent;
        Assert.NotNull(root);
        var read = ReferencePopulation.Load(Path.Combine(root.FullName, "references", "who-nhanes3-hologic.json"));
        Assert.Equal(ReferencePopulation.Who.Name, read.Name);
        Assert.Equal(
            ReferencePopulation.Who.Records.Select(record => record with { AgeCurve = null }),
            read.Records.Select(record => record with { AgeCurve = null }));
    }

    [Fact]
    public void A_hip_is_not_said_to_be_compared_with_women_at_the_spine()
    {
        var estimates = new[] { SkeletalSite.LumbarL1L4, SkeletalSite.TotalHip }.Select(site => new DensityEstimate(site, 0.8, 0.05)).ToArray();
        var sites = DiagnosisRules.Evaluate(
            estimates, new Subject(Sex.Female, 67, null, null, "dicom"), null, ReferencePopulation.Who, DiagnosticCriteria.Who, DxaManufacturer.Hologic).Sites;
        Assert.StartsWith("WHO/ISCD: Hologic's young women (", sites[0].Reference);
        Assert.StartsWith("WHO/ISCD: NHANES III, non-Hispanic White women (", sites[1].Reference);
    }

    [Fact]
    public void Where_a_file_does_not_say_who_the_young_adults_are_its_name_does()
    {
        var population = ReferencePopulation.Load(_folder.File("own.json", Good));
        Assert.Null(population.Records[0].Group);
    }

    // 0.965 · 1.011 and 0.965 · 0.119, rounded to 4 decimals; the file says that they are derived.
    [Fact]
    public void The_derived_Japanese_L1_L4_is_what_it_is_derived_from_and_says_so()
    {
        var record = ReferencePopulation.Japan2012.Find(SkeletalSite.LumbarL1L4, Sex.Female, DxaManufacturer.Hologic)!;
        Assert.Equal((0.9756, 0.1148), (record.Mean, record.StandardDeviation));
        Assert.Equal("derived", record.Certainty);
    }

    // The constructed model's own check values: women's neck at 45, 55, 65, 75, 85 years.
    [Theory]
    [InlineData(45, 0.778)]
    [InlineData(55, 0.688)]
    [InlineData(65, 0.621)]
    [InlineData(75, 0.576)]
    [InlineData(85, 0.531)]
    public void The_Japanese_curve_of_the_femoral_neck_runs_through_its_check_values(double age, double expected) =>
        Assert.Equal(
            expected,
            ReferencePopulation.Japan2012.Find(SkeletalSite.FemoralNeck, Sex.Female, DxaManufacturer.Hologic)!.AgeCurve!.At(age).Mean,
            1.1e-3);

    [Fact]
    public void A_hospitals_own_file_takes_the_place_of_the_built_in_one()
    {
        var population = ReferencePopulation.Load(_folder.File("ours.json", Good));
        var outcome = DiagnosisRules.Evaluate(
            [new DensityEstimate(SkeletalSite.TotalHip, 0.882, 0.05), new DensityEstimate(SkeletalSite.FemoralNeck, 0.8, 0.05)],
            new Subject(Sex.Female, 50, null, null, "dicom"),
            true,
            population,
            DiagnosticCriteria.Who,
            DxaManufacturer.Lunar);
        Assert.Equal(-1, outcome.Sites[0].TScore!.Value, 1e-9);
        Assert.Equal((0.882 - 0.9) / 0.13, outcome.Sites[0].ZScore!.Value, 1e-9);
        Assert.Contains("Our hospital", outcome.Sites[0].Reference, StringComparison.Ordinal);
        Assert.Null(outcome.Sites[1].TScore);
        Assert.Contains(outcome.Notes, note => note.Contains("holds nothing on the femoral neck", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"sd\":0.126", "\"sd\":0", "records[0].sd")]
    [InlineData("\"sd\":0.126", "\"sd\":-0.1", "records[0].sd")]
    [InlineData("\"sd\":0.126", "\"sd\":2", "records[0].sd")]
    [InlineData("\"mean\":1.008", "\"mean\":1008", "records[0].mean")]
    [InlineData("\"mean\":1.008", "\"mean\":\"1.008\"", "mean")]
    [InlineData("\"mean\":1.008,", "", "mean")]
    [InlineData("\"mean\":1.008", "\"mean\":1.008,\"mean\":1.1", "mean")]
    [InlineData("\"mean\":1.008", "\"mean\":1.008,\"median\":1.1", "median")]
    [InlineData("total_hip", "wards", "records[0].site")]
    [InlineData("total_hip", "l1", "records[0].site")]
    [InlineData("\"F\"", "\"W\"", "records[0].sex")]
    [InlineData("lunar", "siemens", "records[0].manufacturer")]
    [InlineData("\"young_to_years\":29", "\"young_to_years\":19", "records[0].young_to_years")]
    [InlineData("\"age_years\":70", "\"age_years\":30", "records[0].age_curve.points[1].age_years")]
    [InlineData("\"mean\":0.8,\"sd\":0.14", "\"mean\":0.8,\"sd\":0", "records[0].age_curve.points[1].sd")]
    [InlineData("\"certainty\":\"measured here\",\n", "\"certainty\":\" \",\n", "records[0].certainty")]
    [InlineData("\"source\":\"our own\"", "\"source\":null", "source")]
    [InlineData("\"records\":[", "\"records\":[null,", "records[0]")]
    [InlineData("}]}}]}", "}]}}]", "line")]
    public void A_faulty_file_is_refused_by_its_name_and_field(string from, string to, string named)
    {
        var text = Good.ReplaceLineEndings("\n");
        Assert.Contains(from, text, StringComparison.Ordinal);
        var at = text.IndexOf(from, StringComparison.Ordinal);
        var path = _folder.File("ours.json", text[..at] + to + text[(at + from.Length)..]);
        var refusal = Assert.Throws<TrabeculaException>(() => ReferencePopulation.Load(path));
        Assert.Equal("invalid_reference", refusal.Code);
        Assert.Contains("ours.json", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"name\":\"x\",\"records\":[]}")]
    [InlineData("%PDF-1.7")]
    public void What_is_no_reference_is_refused(string text) => Assert.Equal(
        "invalid_reference", Assert.Throws<TrabeculaException>(() => ReferencePopulation.Load(_folder.File("ours.json", text))).Code);

    [Fact]
    public void A_site_and_sex_on_one_scale_may_come_only_once()
    {
        var record = Good[Good.IndexOf("{\"site\"", StringComparison.Ordinal)..Good.LastIndexOf("]}", StringComparison.Ordinal)];
        var path = _folder.File("ours.json", $"{{\"name\":\"x\",\"records\":[{record},{record}]}}");
        var refusal = Assert.Throws<TrabeculaException>(() => ReferencePopulation.Load(path));
        Assert.Contains("records[1]", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DxaManufacturer.Lunar, DxaManufacturer.Lunar)]
    [InlineData(DxaManufacturer.Norland, DxaManufacturer.Norland)]
    [InlineData(DxaManufacturer.Hologic, DxaManufacturer.Lunar)]
    public void The_record_on_the_estimates_own_scale_comes_before_the_first_of_another(DxaManufacturer scale, DxaManufacturer expected)
    {
        var record = Good[Good.IndexOf("{\"site\"", StringComparison.Ordinal)..Good.LastIndexOf("]}", StringComparison.Ordinal)];
        var norland = record.Replace("lunar", "norland", StringComparison.Ordinal);
        var population = ReferencePopulation.Load(_folder.File("ours.json", $"{{\"name\":\"x\",\"records\":[{record},{norland}]}}"));
        Assert.Equal(expected, population.Find(SkeletalSite.TotalHip, Sex.Female, scale)!.Manufacturer);
        Assert.Null(population.Find(SkeletalSite.TotalHip, Sex.Male, scale));
    }

    [Fact]
    public void A_huge_file_is_refused_unread() => Assert.Equal(
        "invalid_reference",
        Assert.Throws<TrabeculaException>(() => ReferencePopulation.Load(_folder.File("big.json", new string(' ', 2 << 20)))).Code);

    [Fact]
    public void A_missing_file_or_a_folder_is_named()
    {
        Assert.Equal("reference_unreadable", Assert.Throws<TrabeculaException>(() => ReferencePopulation.Load(_folder.File("no.json"))).Code);
        Assert.Equal("reference_unreadable", Assert.Throws<TrabeculaException>(() => ReferencePopulation.Load(_folder.Directory)).Code);
    }
}
