namespace Trabecula.Domain.Tests;

public class PredictionReaderTests
{
    private const string Header =
        "subject_id,site,measured_bmd,estimated_bmd,lower90,upper90,measured_category,p_osteopenia_or_worse,p_osteoporosis,sex,repeat,fold";

    [Fact]
    public void A_whole_row_is_read_and_unknown_columns_are_kept()
    {
        using var scratch = new ScratchFolder();
        var table = PredictionReader.Read(scratch.File("p.csv", Header + ",room\nA,femoral_neck,0.71,0.7,0.6,0.8,osteopenia,0.9,0.2,F,2,0,7b\n"));
        var row = Assert.Single(table.Rows);
        Assert.Equal((SkeletalSite.FemoralNeck, 0.71, 0.7, 2, 0), (row.Site, row.MeasuredBmd, row.EstimatedBmd, row.Repeat!.Value, row.Fold!.Value));
        Assert.Equal(DiagnosticCategory.Osteopenia, row.MeasuredCategory);
        Assert.Equal("7b", row.Extra["room"]);
        Assert.Empty(table.LeftOut);
    }

    [Theory]
    [InlineData(",femoral_neck,0.7,0.7,,,,,,F,,", "subject_id is empty")]
    [InlineData("A,hip,0.7,0.7,,,,,,F,,", "site is \"hip\"")]
    [InlineData("A,,0.7,0.7,,,,,,F,,", "site is empty")]
    [InlineData("A,l1,,0.7,,,,,,F,,", "measured_bmd is empty")]
    [InlineData("A,l1,12,0.7,,,,,,F,,", "measured_bmd is 12")]
    [InlineData("A,l1,712,0.7,,,,,,F,,", "mg/cm²")]
    [InlineData("A,l1,0.7,NaN,,,,,,F,,", "estimated_bmd is \"NaN\"")]
    [InlineData("A,l1,0.7,-0.1,,,,,,F,,", "estimated_bmd is -0.1")]
    [InlineData("A,l1,0.7,0.7,0.6,,,,,F,,", "go together")]
    [InlineData("A,l1,0.7,0.7,0.8,0.6,,,,F,,", "above upper90")]
    [InlineData("A,l1,0.7,0.7,,,low,,,F,,", "measured_category is \"low\"")]
    [InlineData("A,l1,0.7,0.7,,,,1.2,,F,,", "p_osteopenia_or_worse is 1.2")]
    [InlineData("A,l1,0.7,0.7,,,,0.2,0.4,F,,", "p_osteoporosis is above")]
    [InlineData("A,l1,0.7,0.7,,,,,,X,,", "sex is \"X\"")]
    [InlineData("A,l1,0.7,0.7,,,,,,F,0,", "repeat is 0")]
    [InlineData("A,l1,0.7,0.7,,,,,,F,1.5,", "no whole number")]
    [InlineData("A,l1,0.7", "3 cells")]
    public void A_bad_row_is_left_out_by_line_and_reason(string row, string reason)
    {
        using var scratch = new ScratchFolder();
        var table = PredictionReader.Read(scratch.File("p.csv", $"{Header}\nB,l1,0.7,0.7,,,,,,F,,\n{row}\n"));
        Assert.Single(table.Rows);
        var issue = Assert.Single(table.LeftOut);
        Assert.Equal(3, issue.Line);
        Assert.Contains(reason, issue.Reason);
    }

    [Fact]
    public void A_row_that_says_the_same_again_is_left_out()
    {
        using var scratch = new ScratchFolder();
        const string row = "A,l1,0.7,0.7,,,,,,F,1,";
        var issue = Assert.Single(PredictionReader.Read(scratch.File("p.csv", $"{Header}\n{row}\n{row}\n")).LeftOut);
        Assert.Contains("line 2", issue.Reason);
    }

    [Theory]
    [InlineData("subject_id,site,measured_bmd\nA,l1,0.7\n", "estimated_bmd")]
    [InlineData("subject_id;site;measured_bmd;estimated_bmd\n", "semicolons")]
    [InlineData("subject_id,site,site,measured_bmd,estimated_bmd\n", "twice")]
    [InlineData("", "empty")]
    public void A_bad_table_is_refused(string text, string reason)
    {
        using var scratch = new ScratchFolder();
        var failure = Assert.Throws<TrabeculaException>(() => PredictionReader.Read(scratch.File("p.csv", text)));
        Assert.Equal("invalid_predictions", failure.Code);
        Assert.Contains(reason, failure.Message);
    }

    [Fact]
    public void What_is_written_reads_back_the_same()
    {
        using var scratch = new ScratchFolder();
        var row = new PredictionRow
        {
            SubjectId = "A,1",
            Model = "film \"alone\"",
            Site = SkeletalSite.LumbarL1L4,
            MeasuredBmd = 0.1 + 0.7,
            EstimatedBmd = 0.75,
            Fold = 4,
            Lower90 = 0.6,
            Upper90 = 0.9,
            MeasuredCategory = DiagnosticCategory.Osteopenia,
            EstimatedCategory = DiagnosticCategory.Normal,
            ProbabilityOsteopeniaOrWorse = 0.4,
            ProbabilityOsteoporosis = 0.01,
            Sex = Sex.Female,
            AgeYears = 71.5,
            HeightCm = 150,
            WeightKg = 48,
            Centre = "north",
            Manufacturer = DxaManufacturer.Lunar,
            Vendor = "Acme",
            Degeneration = "mild",
            Repeat = 2,
            Population = PredictionRow.InSilico,
        };
        PredictionWriter.Write(scratch.File("p.csv"), [row]);
        var read = Assert.Single(PredictionReader.Read(scratch.File("p.csv")).Rows);
        Assert.Equal(row, read with { Line = null, Extra = row.Extra });
    }
}
