namespace Trabecula.Dicom.Tests;

public class ConfidentialityProfileTests
{
    [Fact]
    public void The_reference_page_has_the_programs_table()
    {
        var page = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "reference", "deidentification.md"))
            .Where(line => line.StartsWith("| (", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)).Select(cells => (cells[1], cells[3]));
        Assert.Equal(
            ConfidentialityProfile.Rows().Select(row => ($"({row.Tag[..4]},{row.Tag[4..]})", row.Action)).Order(),
            page.Order());
    }

    [Fact]
    public void Every_tag_is_there_once() =>
        Assert.All(ConfidentialityProfile.Rows().GroupBy(row => row.Tag), rows => Assert.Single(rows));

    // Rows of Table E.1-1 that everybody knows, and places where editions differ.
    [Theory]
    [InlineData(0x0010, 0x0010, "Z")]
    [InlineData(0x0010, 0x0020, "Z/D")]
    [InlineData(0x0010, 0x1010, "X")]
    [InlineData(0x0008, 0x0020, "Z")]
    [InlineData(0x0008, 0x0080, "X/Z/D")]
    [InlineData(0x0008, 0x1140, "X/Z/U")]
    [InlineData(0x0020, 0x000D, "U")]
    [InlineData(0x0040, 0xA730, "D")]
    [InlineData(0x5004, 0x3000, "X")]
    [InlineData(0x6012, 0x3000, "X")]
    [InlineData(0x6012, 0x4000, "X")]
    [InlineData(0x0009, 0x1001, "X")]
    [InlineData(0x0028, 0x0010, null)]
    public void The_table_says_what_the_standard_says(int group, int element, string? action) =>
        Assert.Equal(action, ConfidentialityProfile.StandardAction(new DicomTag((ushort)group, (ushort)element)));
}
