using Trabecula.Domain;

namespace Trabecula.Simulation.Tests.Cohort;

/// <summary>Folders that are not this cohort's: refused before anything is made, and left as they are.</summary>
public sealed class CohortFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trabecula-cohort").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[1,")]
    [InlineData("""{"preset":"road","subjects":1,"seed":3,"wrong_views":0,"format":1}""")]
    [InlineData("""{"preset":"mars","subjects":1,"seed":3,"wrong_views":0,"full_spines":0,"format": 7}""")]
    [InlineData("""{"preset":"road","subjects":1,"seed":3,"wrong_views":0,"full_spines":0,"format": 7,"colour":"red"}""")]
    public void A_folder_whose_description_is_not_understood_is_left_alone(string description) =>
        AssertRefused(new CohortOptions(_folder, 1, 3), "cohort.json", description, "not of this version");

    [Fact]
    public void A_description_of_absurd_size_is_not_read() =>
        AssertRefused(new CohortOptions(_folder, 1, 3), "cohort.json", new string(' ', 10_000), "not of this version");

    [Fact]
    public void A_folder_with_another_cohort_is_left_alone_and_the_difference_is_named() => AssertRefused(
        new CohortOptions(_folder, 300, 3) { Preset = PopulationPreset.Nhanes },
        "cohort.json",
        """{"preset":"road","subjects":400,"seed":3,"wrong_views":0,"full_spines":0,"format": 7}""",
        "(preset road and not nhanes, subjects 400 and not 300)");

    [Fact]
    public void A_folder_with_films_of_another_pixel_pitch_is_left_alone() => AssertRefused(
        new CohortOptions(_folder, 1, 3) { PixelMm = 0.2 },
        "cohort.json",
        """{"preset":"road","subjects":1,"seed":3,"wrong_views":0,"full_spines":0,"format": 7}""",
        "(pixel_mm 0.4 and not 0.2)");

    [Fact]
    public void A_folder_with_other_files_is_left_alone() =>
        AssertRefused(new CohortOptions(_folder, 1, 3), "thesis.doc", "years of work", "'thesis.doc'");

    [Fact]
    public void A_file_in_the_folders_place_is_left_alone()
    {
        string path = Path.Combine(_folder, "notes");
        File.WriteAllText(path, "mine");
        Assert.Equal("cannot_write", Assert.Throws<TrabeculaException>(() => CohortFolder.Claim(new CohortOptions(path, 1, 3))).Code);
        Assert.Equal("mine", File.ReadAllText(path));
    }

    [Fact]
    public void A_cohort_begun_before_there_were_repeats_is_the_same_cohort()
    {
        File.WriteAllText(Path.Combine(_folder, "cohort.json"), """{"preset":"road","subjects":1,"seed":3,"wrong_views":0,"full_spines":0,"format": 7}""");
        CohortFolder.Claim(new CohortOptions(_folder, 1, 3));
        Assert.True(Directory.Exists(Path.Combine(_folder, "films")));
    }

    [Fact]
    public void Parts_have_the_same_description()
    {
        CohortFolder.Claim(new CohortOptions(_folder, 1, 3) { Shard = CohortShard.Parse("1/2")! });
        CohortFolder.Claim(new CohortOptions(_folder, 1, 3) { Shard = CohortShard.Parse("2/2")! });
    }

    [Fact]
    public void Rows_of_another_cohorts_person_are_refused()
    {
        var options = new CohortOptions(_folder, 1, 3);
        CohortFolder folder = CohortFolder.Claim(options);
        Write(4);
        var error = Assert.Throws<TrabeculaException>(() => CohortTables.Write(folder, options));
        Assert.Equal("other_cohort", error.Code);
        Assert.Contains("000000.json", error.Message);
        Assert.False(File.Exists(Path.Combine(_folder, "manifest.csv")));
        Write(3);
        CohortTables.Write(folder, options);
        Assert.True(File.Exists(Path.Combine(_folder, "manifest.csv")));

        void Write(ulong seed) => folder.WritePart("000000", new SimulatedFilm(
            "films/000000.dcm",
            RoadPopulation.Draw(seed, 0),
            new DxaExamination(new Dictionary<SkeletalSite, double> { [SkeletalSite.L1] = 0.8 }, [VertebralLevel.L1], []),
            [],
            0.5,
            "A",
            80));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"Image":null,"Subject":null,"Examination":null,"Vertebrae":null,"Degeneration":0.5,"Vendor":null,"KVp":80}""")]
    public void Damaged_rows_are_named(string text)
    {
        var options = new CohortOptions(_folder, 1, 3);
        CohortFolder folder = CohortFolder.Claim(options);
        File.WriteAllText(Path.Combine(_folder, "parts", "000000.json"), text);
        Assert.Equal("other_cohort", Assert.Throws<TrabeculaException>(() => CohortTables.Write(folder, options)).Code);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, -1)]
    public void Impossible_numbers_are_refused(int subjects, int wrongViews)
    {
        var error = Assert.Throws<TrabeculaException>(
            () => CohortSimulator.Run(new CohortOptions(_folder, subjects, 3, wrongViews), null, TestContext.Current.CancellationToken));
        Assert.Equal("bad_cohort_options", error.Code);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    private void AssertRefused(CohortOptions options, string file, string content, string message)
    {
        string path = Path.Combine(_folder, file);
        File.WriteAllText(path, content);
        var error = Assert.Throws<TrabeculaException>(() => CohortSimulator.Run(options, null, TestContext.Current.CancellationToken));
        Assert.Equal("other_cohort", error.Code);
        Assert.Contains(message, error.Message);
        Assert.Equal([path], Directory.EnumerateFileSystemEntries(_folder));
        Assert.Equal(content, File.ReadAllText(path));
    }
}
