namespace Trabecula.Domain.Tests;

public sealed class ManifestReaderTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private Manifest Read(string text) => ManifestReader.Read(_folder.File("manifest.csv", text));

    [Fact]
    public void Three_columns_are_enough()
    {
        var row = Read("subject_id,image,femoral_neck_bmd\np1,films/p1.dcm,0.701\n").Rows.Single();
        Assert.Equal(("p1", "films/p1.dcm", 0.701), (row.SubjectId, row.Image, row.Bmd(SkeletalSite.FemoralNeck)));
        Assert.Null(row.Bmd(SkeletalSite.TotalHip));
        Assert.Equal(new Subject(null, null, null, null, "manifest"), row.Subject);
        Assert.Equal(2, row.Line);
    }

    [Fact]
    public void Every_column_of_the_design_is_understood_and_others_are_kept()
    {
        var manifest = Read(
            "\uFEFFsubject_id,image,sex,age_years,height_cm,weight_kg,lumbar_bmd,l1_bmd,l2_bmd,l3_bmd,l4_bmd,femoral_neck_bmd,total_hip_bmd,"
            + "dxa_manufacturer,dxa_region,dxa_date,radiograph_date,site,Smoker\r\n"
            + "p1,a.png,F,67,151.5,50,0.81,0.7,0.8,0.85,0.9,0.6,0.7,Hologic,L2-L4,2024-05-31,2024-06-01,Coast,\"yes, often\"\r\n");
        var row = manifest.Rows.Single();
        Assert.Equal((Sex.Female, 67, 151.5, 50), (row.Sex, row.AgeYears, row.HeightCm, row.WeightKg));
        Assert.Equal(0.81, row.Bmd(SkeletalSite.LumbarL2L4));
        Assert.Null(row.Bmd(SkeletalSite.LumbarL1L4));
        SkeletalSite[] levels = [SkeletalSite.L1, SkeletalSite.L2, SkeletalSite.L3, SkeletalSite.L4];
        Assert.Equal([0.7, 0.8, 0.85, 0.9], levels.Select(level => row.Bmd(level)!.Value));
        Assert.Equal((DxaManufacturer.Hologic, "Coast"), (row.Manufacturer, row.Centre));
        Assert.Equal((new DateOnly(2024, 5, 31), new DateOnly(2024, 6, 1)), (row.DxaDate, row.RadiographDate));
        Assert.Equal("yes, often", row.Extra["Smoker"]);
        Assert.Empty(manifest.LeftOut);
    }

    [Fact]
    public void Without_a_region_lumbar_means_L1_L4() =>
        Assert.Equal(0.9, Read("subject_id,image,lumbar_bmd\np,a,0.9\n").Rows.Single().Bmd(SkeletalSite.LumbarL1L4));

    [Theory]
    [InlineData("p,a,F,70,0.19,L1-L4", "lumbar_bmd is 0.19")]
    [InlineData("p,a,F,70,2.51,L1-L4", "lumbar_bmd is 2.51")]
    [InlineData("p,a,F,70,0,L1-L4", "lumbar_bmd is 0;")]
    [InlineData("p,a,F,70,-0.9,L1-L4", "lumbar_bmd is -0.9")]
    [InlineData("p,a,F,70,NaN,L1-L4", "no number")]
    [InlineData("p,a,F,70,812,L1-L4", "mg/cm²")]
    [InlineData("p,a,F,70,low,L1-L4", "no number")]
    [InlineData("p,a,F,70,\"0,9\",L1-L4", "no number")]
    [InlineData("p,a,F,131,0.9,L1-L4", "age_years")]
    [InlineData("p,a,F,-1,0.9,L1-L4", "age_years")]
    [InlineData("p,a,2,70,0.9,L1-L4", "expected F or M")]
    [InlineData("p,a,F,70,0.9,L4", "dxa_region")]
    [InlineData("p,a,F,70,0.9,L3-L5", "dxa_region")]
    [InlineData("p,a,F,70,0.9,L3-L1", "dxa_region")]
    [InlineData("p,a,F,70,,", "no BMD")]
    [InlineData(",a,F,70,0.9,", "subject_id is empty")]
    [InlineData("p,,F,70,0.9,", "image is empty")]
    [InlineData("p,a,F,70,0.9", "5 cells")]
    [InlineData("p,a,F,70,0.9,,", "7 cells")]
    [InlineData("p,../a.dcm,F,70,0.9,", "outside")]
    [InlineData("p,films/../../a.dcm,F,70,0.9,", "outside")]
    [InlineData("p,.,F,70,0.9,", "outside")]
    [InlineData("p,./,F,70,0.9,", "outside")]
    [InlineData("p\"x,a,F,70,0.9,", "Quotation")]
    public void A_bad_row_is_left_out_with_its_line_and_reason_and_the_others_stay(string row, string reason)
    {
        var manifest = Read($"subject_id,image,sex,age_years,lumbar_bmd,dxa_region\nfirst,1,M,60,1.0,\n{row}\nlast,3,F,,0.8,\n");
        Assert.Equal(["first", "last"], manifest.Rows.Select(good => good.SubjectId));
        var issue = manifest.LeftOut.Single();
        Assert.Equal(3, issue.Line);
        Assert.Contains(reason, issue.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("height_cm", "1.55")]
    [InlineData("weight_kg", "5")]
    [InlineData("dxa_manufacturer", "Siemens")]
    [InlineData("dxa_date", "31.05.2024")]
    [InlineData("radiograph_date", "2024-02-30")]
    public void A_bad_optional_cell_is_named(string column, string cell)
    {
        var manifest = Read($"subject_id,image,lumbar_bmd,{column}\np,a,0.9,{cell}\n");
        Assert.Empty(manifest.Rows);
        Assert.StartsWith(column, manifest.LeftOut.Single().Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.2")]
    [InlineData("2.5")]
    public void The_ends_of_the_plausible_range_belong_to_it(string bmd) =>
        Assert.Single(Read($"subject_id,image,lumbar_bmd\np,a,{bmd}\n").Rows);

    [Fact]
    public void A_second_row_of_the_same_subject_and_image_is_left_out_and_another_image_is_not()
    {
        var manifest = Read("subject_id,image,lumbar_bmd\np,a,0.9\np,b,0.9\np,a,0.8\nq,a,0.7\n");
        Assert.Equal([2, 3, 5], manifest.Rows.Select(row => row.Line!.Value));
        Assert.Equal(new ManifestIssue(4, "subject_id and image are the same as on line 2."), manifest.LeftOut.Single());
    }

    [Fact]
    public void Blank_lines_are_passed_over_and_lines_still_count()
    {
        var manifest = Read("subject_id,image,lumbar_bmd\n\np,a,9\n");
        Assert.Equal(3, manifest.LeftOut.Single().Line);
    }

    [Fact]
    public void An_L2_L4_that_is_said_twice_is_left_out() => Assert.Contains(
        "twice",
        Read("subject_id,image,lumbar_bmd,dxa_region,lumbar_l2_l4_bmd\np,a,0.9,L2-L4,0.9\n").LeftOut.Single().Reason,
        StringComparison.Ordinal);

    [Fact]
    public void A_relative_image_lies_in_the_manifests_folder_and_an_absolute_one_where_it_says()
    {
        var elsewhere = Path.Combine(Path.GetTempPath(), "films", "b.dcm");
        var manifest = Read($"subject_id,image,lumbar_bmd\np,films/a.dcm,0.9\nq,{elsewhere},0.9\n");
        Assert.Equal(_folder.File(Path.Combine("films", "a.dcm")), manifest.PathOf(manifest.Rows[0]));
        Assert.Equal(elsewhere, manifest.PathOf(manifest.Rows[1]));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("image,lumbar_bmd\n", "no column subject_id")]
    [InlineData("subject_id,lumbar_bmd\n", "no column image")]
    [InlineData("subject_id,image,sex\n", "no BMD column")]
    [InlineData("subject_id,image,sex,sex,lumbar_bmd\n", "\"sex\" twice")]
    [InlineData("subject_id;image;lumbar_bmd\np;a;0,9\n", "semicolons")]
    public void A_bad_table_is_refused(string text, string reason)
    {
        var refusal = Assert.Throws<TrabeculaException>(() => Read(text));
        Assert.Equal("invalid_manifest", refusal.Code);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_that_is_not_UTF_8_is_refused()
    {
        File.WriteAllBytes(_folder.File("manifest.csv"), [.. "subject_id,image,lumbar_bmd\n"u8, 0x83, 0x65, 0x83, .. ",a,0.9\n"u8]);
        var refusal = Assert.Throws<TrabeculaException>(() => ManifestReader.Read(_folder.File("manifest.csv")));
        Assert.Contains("UTF-8", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_open_quotation_mark_is_refused_before_it_swallows_the_file()
    {
        var refusal = Assert.Throws<TrabeculaException>(() => Read("subject_id,image,lumbar_bmd\n\"p,a,0.9\n" + new string('x', 100_000)));
        Assert.Contains("quotation mark", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_endless_line_is_refused_and_not_swallowed() => Assert.Contains(
        "more than 10000 characters",
        Assert.Throws<TrabeculaException>(() => Read("subject_id,image,lumbar_bmd\n" + new string('x', 5_000_000))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_table_of_over_256_MB_is_refused_unread()
    {
        using (var stream = File.Create(_folder.File("manifest.csv")))
            stream.SetLength((256L << 20) + 1);
        Assert.Equal("invalid_manifest", Assert.Throws<TrabeculaException>(() => ManifestReader.Read(_folder.File("manifest.csv"))).Code);
    }

    [Fact]
    public void A_missing_manifest_or_a_folder_is_named()
    {
        Assert.Equal("invalid_manifest", Assert.Throws<TrabeculaException>(() => ManifestReader.Read(_folder.File("no.csv"))).Code);
        Assert.Equal("invalid_manifest", Assert.Throws<TrabeculaException>(() => ManifestReader.Read(_folder.Directory)).Code);
    }
}
