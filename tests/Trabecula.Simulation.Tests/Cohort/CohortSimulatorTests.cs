using System.Security.Cryptography;
using Trabecula.Dicom;
using Trabecula.Domain;
using Trabecula.Imaging;

namespace Trabecula.Simulation.Tests.Cohort;

public sealed class CohortSimulatorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trabecula-cohort").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Stops_and_parts_do_not_change_the_bytes()
    {
        var whole = new CohortOptions(Path.Combine(_folder, "whole"), 2, 3, 1);
        Assert.True(CohortSimulator.Run(whole, null, Token).IsWhole);
        Assert.Equal(2, ManifestReader.Read(Path.Combine(whole.Directory, "manifest.csv")).Rows.Count);
        Assert.NotEmpty(LandmarkTable.Read(Path.Combine(whole.Directory, "landmarks.csv")));

        // Stopped after a film.
        CohortOptions stopped = whole with { Directory = Path.Combine(_folder, "stopped") };
        using var cancellation = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => CohortSimulator.Run(stopped, new Stopper(cancellation), cancellation.Token));
        Assert.False(File.Exists(Path.Combine(stopped.Directory, "manifest.csv")));
        Assert.True(CohortSimulator.Run(stopped, null, Token).IsWhole);
        Assert.Equal(Hashes(whole.Directory), Hashes(stopped.Directory));

        // In two parts, in folders of their own that are then put together.
        CohortOptions first = Part("1/2"), second = Part("2/2");
        Assert.Equal(new CohortProgress(2, 3), CohortSimulator.Run(first, null, Token));
        Assert.Equal(new CohortProgress(1, 3), CohortSimulator.Run(second, null, Token));
        Assert.False(File.Exists(Path.Combine(first.Directory, "manifest.csv")));
        Copy(second.Directory, first.Directory);
        Assert.True(CohortSimulator.Run(first with { Shard = CohortShard.Whole }, null, Token).IsWhole);
        Assert.Equal(Hashes(whole.Directory), Hashes(first.Directory));

        CohortOptions Part(string part) =>
            whole with { Directory = Path.Combine(_folder, "part" + part[0]), Shard = CohortShard.Parse(part)! };
    }

    [Fact]
    public void Layers_lie_beside_their_films_with_tables_of_their_own_and_are_made_again_where_one_is_lost()
    {
        var options = new CohortOptions(_folder, 1, 3, WrongViews: 1, FullSpines: 1) { Layers = true };
        Assert.True(CohortSimulator.Run(options, null, Token).IsWhole);
        string folder = Path.Combine(_folder, "layers"), table = Path.Combine(folder, "landmarks.csv");
        IReadOnlyList<FilmLandmarks> rows = LandmarkTable.Read(table);
        Assert.Equal(["000000.layers", "spine-000000.layers"], rows.Select(row => row.Image));
        Assert.StartsWith("image,view\nwrong-000000.layers,", File.ReadAllText(Path.Combine(folder, "wrong-views.csv")));
        Assert.All(rows, row =>
        {
            FilmLayers layers = FilmLayers.Read(Path.Combine(folder, row.Image));
            Assert.All(row.Vertebrae.SelectMany(v => v.Corners), corner => Assert.True(corner.X < layers.Width && corner.Y < layers.Height));
        });

        string lost = Path.Combine(folder, rows[0].Image);
        byte[] before = File.ReadAllBytes(lost);
        File.Delete(lost);
        Assert.True(CohortSimulator.Run(options, null, Token).IsWhole);
        Assert.Equal(before, File.ReadAllBytes(lost));
    }

    [Fact]
    public void A_repeat_is_another_film_and_scan_of_the_same_person()
    {
        var options = new CohortOptions(_folder, 1, 3) { Repeats = true, Png = true, Preset = PopulationPreset.Nhanes };
        Assert.Equal(new CohortProgress(2, 2), CohortSimulator.Run(options, null, Token));
        IReadOnlyList<ManifestRow> rows = ManifestReader.Read(Path.Combine(_folder, "manifest.csv")).Rows;
        Assert.Equal(["films/000000.dcm", "films/000000-2.dcm"], rows.Select(r => r.Image));
        Assert.All(rows, r => Assert.Contains(r.Extra["degeneration"], new[] { "slight", "moderate", "marked" }));
        Assert.Equal(rows[0].Extra["degeneration"], rows[1].Extra["degeneration"]);
        Assert.Equal(["1", "2"], rows.Select(r => r.Extra["film"]));
        Assert.Equal(rows[0].SubjectId, rows[1].SubjectId);
        Assert.Equal(rows[0].Subject, rows[1].Subject);

        // Two scans differ by one or two per cent.
        double difference = rows[1].Bmd(SkeletalSite.LumbarL1L4)!.Value / rows[0].Bmd(SkeletalSite.LumbarL1L4)!.Value;
        Assert.InRange(Math.Abs(difference - 1), 1e-4, 0.06);

        DicomDataset[] films = [.. rows.Select(r => DicomFile.Open(Path.Combine(_folder, r.Image)).Dataset)];
        Assert.Equal(films[0].GetString(DicomTags.StudyInstanceUID), films[1].GetString(DicomTags.StudyInstanceUID));
        Assert.NotEqual(films[0].GetString(DicomTags.SOPInstanceUID), films[1].GetString(DicomTags.SOPInstanceUID));
        Assert.Equal(films[0].GetDouble(DicomTags.KVP), films[1].GetDouble(DicomTags.KVP));
        Assert.Equal(2, films[1].GetInt(DicomTags.InstanceNumber));
        Assert.NotEqual(films[0].GetBytes(DicomTags.PixelData)!.Value.ToArray(), films[1].GetBytes(DicomTags.PixelData)!.Value.ToArray());
        string[] truth = File.ReadAllLines(Path.Combine(_folder, "truth.csv"));
        Assert.Equal(2, truth.Length);
        Assert.Equal(
            "subject_id,menopause_age_years,l1_bmd,l2_bmd,l3_bmd,l4_bmd,lumbar_l1_l4_bmd,lumbar_l2_l4_bmd,femoral_neck_bmd,total_hip_bmd,"
            + "lumbar_bodies,transitional,castellvi,thoracolumbar,fractures,hardware,metal_levels",
            truth[0]);
        Assert.Equal(truth[0].Split(',').Length, truth[1].Split(',').Length);
        Assert.All(rows, row => Assert.True(File.Exists(Path.Combine(_folder, Path.ChangeExtension(row.Image, ".png")))));

        // Whose film is lost gets the same one again; nothing else is touched.
        byte[] lost = File.ReadAllBytes(Path.Combine(_folder, rows[1].Image));
        File.Delete(Path.Combine(_folder, rows[1].Image));
        CohortSimulator.Run(options, null, Token);
        Assert.Equal(lost, File.ReadAllBytes(Path.Combine(_folder, rows[1].Image)));
    }

    [Fact]
    public void Another_room_has_another_technique_for_the_same_person_and_the_first_film_stays_what_it_was()
    {
        CohortOptions one = new(Path.Combine(_folder, "one"), 1, 3), several = new(Path.Combine(_folder, "several"), 1, 3) { Rooms = 3 };
        CohortSimulator.Run(one, null, Token);
        Assert.Equal(new CohortProgress(3, 3), CohortSimulator.Run(several, null, Token));
        IReadOnlyList<ManifestRow> rows = ManifestReader.Read(Path.Combine(several.Directory, "manifest.csv")).Rows;
        Assert.Equal(["1", "2", "3"], rows.Select(r => r.Extra["room"]));
        Assert.Single(rows.Select(r => r.SubjectId).Distinct());
        Assert.NotEqual(rows[0].Extra["kvp"], rows[1].Extra["kvp"]);
        Assert.Equal(3, rows.Select(r => new FileInfo(Path.Combine(several.Directory, r.Image)).Length).Distinct().Count());
        Assert.Equal(3, rows.Select(r => r.Bmd(SkeletalSite.LumbarL1L4)).Distinct().Count());
        Assert.Equal(File.ReadAllBytes(Path.Combine(one.Directory, "films", "000000.dcm")), File.ReadAllBytes(Path.Combine(several.Directory, "films", "000000.dcm")));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(21, false)]
    [InlineData(2, true)]
    public void Rooms_that_cannot_be_are_refused(int rooms, bool repeats) =>
        Assert.Equal(
            "bad_cohort_options",
            Assert.Throws<TrabeculaException>(() => CohortSimulator.Run(new CohortOptions(_folder, 1, 3) { Rooms = rooms, Repeats = repeats }, null, Token)).Code);

    [Fact]
    public void A_finer_pitch_shows_the_same_field_with_the_same_corners_in_mm()
    {
        CohortOptions usual = new(Path.Combine(_folder, "usual"), 1, 3), fine = new(Path.Combine(_folder, "fine"), 1, 3) { PixelMm = 0.25 };
        CohortSimulator.Run(usual, null, Token);
        CohortSimulator.Run(fine, null, Token);
        VertebraOutline[] one = Outlines(usual), other = Outlines(fine);
        Assert.Equal(one.Length, other.Length);
        foreach ((VertebraOutline a, VertebraOutline b) in one.Zip(other))
        {
            // From the film's border, which a rounded number of pixels may move by half of one.
            Assert.Equal((a.TopLeft.X + 0.5) * 0.4, (b.TopLeft.X + 0.5) * 0.25, 0.3);
            Assert.Equal((a.TopLeft.Y + 0.5) * 0.4, (b.TopLeft.Y + 0.5) * 0.25, 0.3);
        }

        // The scan has its own detector: nothing but the film changes.
        Assert.Equal(File.ReadAllText(Path.Combine(usual.Directory, "truth.csv")), File.ReadAllText(Path.Combine(fine.Directory, "truth.csv")));
        Assert.Equal(Rows(usual)[0].Bmd(SkeletalSite.LumbarL1L4), Rows(fine)[0].Bmd(SkeletalSite.LumbarL1L4));

        static IReadOnlyList<ManifestRow> Rows(CohortOptions of) => ManifestReader.Read(Path.Combine(of.Directory, "manifest.csv")).Rows;
        static VertebraOutline[] Outlines(CohortOptions of) => [.. LandmarkTable.Read(Path.Combine(of.Directory, "landmarks.csv")).Single().Vertebrae];
    }

    private static IEnumerable<string> Hashes(string folder) => Directory
        .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(path => Path.GetRelativePath(folder, path) + " " + Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))));

    private static void Copy(string from, string to)
    {
        foreach (string path in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            File.Copy(path, Path.Combine(to, Path.GetRelativePath(from, path)), overwrite: true);
        }
    }

    private sealed class Stopper(CancellationTokenSource cancellation) : IProgress<CohortProgress>
    {
        public void Report(CohortProgress value) => cancellation.Cancel();
    }
}
