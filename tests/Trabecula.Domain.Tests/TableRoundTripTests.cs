using CsCheck;

namespace Trabecula.Domain.Tests;

public sealed class TableRoundTripTests : IDisposable
{
    private static readonly Gen<string> Names = Gen.String[Gen.Char["abcäé骨 ,\"'=.-_0123\n"], 1, 12]
        .Select(text => text.Trim()).Where(text => text.Length > 0);

    private static readonly Gen<ManifestRow> Rows = Gen.Select(
        Gen.Select(Names, Gen.Int[0, 1_000_000], Gen.OneOfConst<Sex?>(null, Sex.Female, Sex.Male)),
        Gen.Select(Gen.Double[0, 130].Nullable(), Gen.Double[50, 250].Nullable(), Gen.Double[10, 400].Nullable()),
        Gen.Dictionary(Gen.OneOfConst(Enum.GetValues<SkeletalSite>()), Gen.Double[0.2, 2.5])[1, 8],
        Gen.OneOfConst<DxaManufacturer?>(null, DxaManufacturer.Hologic, DxaManufacturer.Lunar, DxaManufacturer.Norland),
        Gen.Int[0, 40000].Select(days => (DateOnly?)new DateOnly(1950, 1, 1).AddDays(days)),
        Names,
        Gen.Dictionary(Gen.OneOfConst("smoker", "Ärztin", "a,b"), Names)[0, 3],
        (who, body, densities, maker, day, centre, extra) => new ManifestRow
        {
            SubjectId = who.Item1,
            Image = $"films/{who.Item2}.dcm",
            Sex = who.Item3,
            AgeYears = body.Item1,
            HeightCm = body.Item2,
            WeightKg = body.Item3,
            Densities = densities,
            Manufacturer = maker,
            DxaDate = day,
            RadiographDate = day?.AddDays(1),
            Centre = centre,
            Extra = extra,
        });

    private static readonly Gen<VertebraOutline[]> Spines = Gen.Select(
        Gen.Shuffle(Enum.GetValues<VertebralLevel>(), 0, 6),
        Gen.Double[-100, 5000].Array[48],
        (levels, xy) => levels.Order().Select((level, i) => new VertebraOutline(
            level,
            new ImagePoint(xy[8 * i], xy[(8 * i) + 1]),
            new ImagePoint(xy[(8 * i) + 2], xy[(8 * i) + 3]),
            new ImagePoint(xy[(8 * i) + 4], xy[(8 * i) + 5]),
            new ImagePoint(xy[(8 * i) + 6], xy[(8 * i) + 7]),
            1)).ToArray());

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_manifest_reads_back_as_it_was_written() => Rows.Array[0, 8].Sample(
        rows =>
        {
            var path = _folder.File("manifest.csv");
            var distinct = rows.DistinctBy(row => (row.SubjectId, row.Image)).ToArray();
            ManifestWriter.Write(path, distinct);
            var read = ManifestReader.Read(path);
            Assert.Empty(read.LeftOut);
            Assert.Equal(distinct.Select(Plain), read.Rows.Select(Plain));
            Assert.Equal(distinct.Select(row => row.Densities.OrderBy(d => d.Key)), read.Rows.Select(row => row.Densities.OrderBy(d => d.Key)));
            Assert.Equal(distinct.Select(row => row.Extra.OrderBy(d => d.Key)), read.Rows.Select(row => row.Extra.OrderBy(d => d.Key)));
        },
        iter: 100,
        threads: 1);

    [Fact]
    public void The_same_manifest_gives_the_same_bytes_with_unix_line_ends()
    {
        var row = new ManifestRow
        {
            SubjectId = "s1",
            Image = "s1.dcm",
            Sex = Sex.Female,
            AgeYears = 67.5,
            Densities = new Dictionary<SkeletalSite, double> { [SkeletalSite.LumbarL2L4] = 0.84, [SkeletalSite.LumbarL1L4] = 0.81 },
            Extra = new Dictionary<string, string> { ["seed"] = "7", ["kvp"] = "80" },
        };
        ManifestWriter.Write(_folder.File("manifest.csv"), [row]);
        Assert.Equal(
            "subject_id,image,sex,age_years,height_cm,weight_kg,lumbar_bmd,l1_bmd,l2_bmd,l3_bmd,l4_bmd,femoral_neck_bmd,total_hip_bmd,"
            + "dxa_manufacturer,dxa_region,dxa_date,radiograph_date,site,lumbar_l2_l4_bmd,kvp,seed\n"
            + "s1,s1.dcm,F,67.5,,,0.81,,,,,,,,L1-L4,,,,0.84,80,7\n",
            File.ReadAllText(_folder.File("manifest.csv")));
    }

    /// <summary>ISCD leaves out what cannot be assessed; the region says which levels are left.</summary>
    [Theory]
    [InlineData("L1,L3-L4", "\"L1,L3-L4\"", new[] { VertebralLevel.L1, VertebralLevel.L3, VertebralLevel.L4 })]
    [InlineData("l1–l2", "L1-L2", new[] { VertebralLevel.L1, VertebralLevel.L2 })]
    [InlineData("L2, L4", "\"L2,L4\"", new[] { VertebralLevel.L2, VertebralLevel.L4 })]
    public void A_mean_of_some_levels_stands_for_L1_to_L4_and_keeps_its_region(string cell, string written, VertebralLevel[] levels)
    {
        var path = _folder.File("manifest.csv", $"subject_id,image,lumbar_bmd,dxa_region\np,a.dcm,0.9,\"{cell}\"\n");
        var row = ManifestReader.Read(path).Rows.Single();
        Assert.Equal(0.9, row.Bmd(SkeletalSite.LumbarL1L4));
        Assert.Equal(levels, row.LumbarLevels);
        ManifestWriter.Write(path, [row]);
        Assert.Contains($",{written},", File.ReadAllText(path));
    }

    [Fact]
    public void An_extra_column_may_not_take_a_known_name()
    {
        var row = new ManifestRow { SubjectId = "s", Image = "i", Extra = new Dictionary<string, string> { ["Sex"] = "F" } };
        Assert.Throws<TrabeculaException>(() => ManifestWriter.Write(_folder.File("manifest.csv"), [row]));
    }

    [Fact]
    public void A_failed_write_leaves_the_old_file_and_nothing_beside_it()
    {
        var path = _folder.File("manifest.csv", "old");
        Assert.Throws<InvalidOperationException>(() => ReplacedFile.Write(path, stream =>
        {
            stream.WriteByte(1);
            throw new InvalidOperationException();
        }));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder.Directory));
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_named() => Assert.Equal(
        "cannot_write",
        Assert.Throws<TrabeculaException>(() => ManifestWriter.Write(Path.Combine(_folder.Directory, "no", "m.csv"), [])).Code);

    [Fact]
    public void Landmarks_read_back_as_they_were_written() => Spines.Where(spine => spine.Length > 0).Array[0, 4].Sample(
        spines =>
        {
            var path = _folder.File("landmarks.csv");
            var films = spines.Select((spine, i) => new FilmLandmarks($"films/{i}.dcm", spine)).ToArray();
            LandmarkTable.Write(path, films);
            var read = LandmarkTable.Read(path);
            Assert.Equal(films.Select(film => film.Image), read.Select(film => film.Image));
            Assert.Equal(films.SelectMany(film => film.Vertebrae), read.SelectMany(film => film.Vertebrae));
        },
        iter: 100,
        threads: 1);

    [Theory]
    [InlineData("a.dcm,L7,tl,1,1", "line 2: level")]
    [InlineData("a.dcm,3,tl,1,1", "line 2: level")]
    [InlineData("a.dcm,L1,top,1,1", "line 2: corner")]
    [InlineData("a.dcm,L1,tl,one,1", "line 2: x_px")]
    [InlineData("a.dcm,L1,tl,NaN,1", "line 2: x_px")]
    [InlineData("a.dcm,L1,tl,1,1e9", "line 2: x_px")]
    [InlineData("../a.dcm,L1,tl,1,1", "line 2: image")]
    [InlineData(",L1,tl,1,1", "line 2: image")]
    [InlineData("a.dcm,L1,tl,1", "line 2: the row")]
    [InlineData("a.dcm,L1,tl,1,1\na.dcm,L1,tl,2,2", "line 3: the corner tl of L1")]
    [InlineData("a.dcm,L1,tl,1,1\na.dcm,L1,tr,2,2\na.dcm,L1,br,2,2", "fewer than four corners")]
    public void A_faulty_landmark_refuses_the_table(string rows, string reason)
    {
        var path = _folder.File("landmarks.csv", $"image,level,corner,x_px,y_px\n{rows}\n");
        var refusal = Assert.Throws<TrabeculaException>(() => LandmarkTable.Read(path));
        Assert.Equal("invalid_landmarks", refusal.Code);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_columns_than_the_five_are_refused() => Assert.Throws<TrabeculaException>(
        () => LandmarkTable.Read(_folder.File("landmarks.csv", "image,level,corner,x_mm,y_mm\n")));

    private static ManifestRow Plain(ManifestRow row) => row with
    {
        Line = null,
        Densities = new ManifestRow { SubjectId = "", Image = "" }.Densities,
        Extra = new ManifestRow { SubjectId = "", Image = "" }.Extra,
    };
}
