namespace Trabecula.Dicom.Tests;

/// <summary>Names in the character sets of PS3.5, annexes H to K, byte for byte as the standard prints them.</summary>
public sealed class CharacterSetTests
{
    private const string Japanese = "Yamada^Tarou=山田^太郎=やまだ^たろう";

    // PS3.5, H.3.1: ISO 2022 IR 87, the default repertoire first.
    [Fact]
    public void Example_H31_with_kanji_by_escape_sequences_is_read()
    {
        byte[] bytes =
        [
            .. "Yamada^Tarou=\e$B"u8, 0x3B, 0x33, 0x45, 0x44, .. "\e(B^\e$B"u8, 0x42, 0x40, 0x4F, 0x3A, .. "\e(B=\e$B"u8,
            0x24, 0x64, 0x24, 0x5E, 0x24, 0x40, .. "\e(B^\e$B"u8, 0x24, 0x3F, 0x24, 0x6D, 0x24, 0x26, .. "\e(B"u8,
        ];
        AssertName(Japanese, bytes, "", "ISO 2022 IR 87");
    }

    // PS3.5, H.3.2: ISO 2022 IR 13 and IR 87, with half-width katakana in the alphabetic group.
    [Fact]
    public void Example_H32_with_katakana_in_the_upper_half_is_read()
    {
        byte[] bytes =
        [
            0xD4, 0xCF, 0xC0, 0xDE, (byte)'^', 0xC0, 0xDB, 0xB3, .. "=\e$B"u8, 0x3B, 0x33, 0x45, 0x44, .. "\e(J^\e$B"u8, 0x42, 0x40, 0x4F, 0x3A,
            .. "\e(J=\e$B"u8, 0x24, 0x64, 0x24, 0x5E, 0x24, 0x40, .. "\e(J^\e$B"u8, 0x24, 0x3F, 0x24, 0x6D, 0x24, 0x26, .. "\e(J"u8,
        ];
        AssertName("ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう", bytes, "ISO 2022 IR 13", "ISO 2022 IR 87");
    }

    // PS3.5, I.2: ISO 2022 IR 149.
    [Fact]
    public void Example_I2_in_Korean_is_read()
    {
        byte[] bytes =
        [
            .. "Hong^Gildong=\e$)C"u8, 0xFB, 0xF3, .. "^\e$)C"u8, 0xD1, 0xCE, 0xD4, 0xD7, .. "=\e$)C"u8, 0xC8, 0xAB, .. "^\e$)C"u8, 0xB1, 0xE6, 0xB5, 0xBF,
        ];
        AssertName("Hong^Gildong=洪^吉洞=홍^길동", bytes, "", "ISO 2022 IR 149");
    }

    // JIS X 0212, 30 21 is the set's first ideograph (U+4E02).
    [Fact]
    public void Supplementary_kanji_are_read() =>
        AssertName("A=丂", [.. "A=\e$(D"u8, 0x30, 0x21, .. "\e(B"u8], "", "ISO 2022 IR 159");

    [Theory]
    [InlineData("ISO_IR 100", "Äneas^Rüdiger", new byte[] { 0xC4, 0x6E, 0x65, 0x61, 0x73, 0x5E, 0x52, 0xFC, 0x64, 0x69, 0x67, 0x65, 0x72 })]
    [InlineData("ISO_IR 144", "Люк", new byte[] { 0xBB, 0xEE, 0xDA })]
    [InlineData("ISO_IR 126", "Δι", new byte[] { 0xC4, 0xE9 })]
    [InlineData("ISO_IR 192", "Wang^小东", new byte[] { 0x57, 0x61, 0x6E, 0x67, 0x5E, 0xE5, 0xB0, 0x8F, 0xE4, 0xB8, 0x9C })]
    [InlineData("GB18030", "Wang^小东", new byte[] { 0x57, 0x61, 0x6E, 0x67, 0x5E, 0xD0, 0xA1, 0xB6, 0xAB })]
    [InlineData("ISO_IR 13", "ﾔﾏ", new byte[] { 0xD4, 0xCF })]
    [InlineData("ISO 2022 IR 100", "é", new byte[] { 0xE9 })]
    [InlineData("no such term", "é", new byte[] { 0xE9 })]
    public void A_name_in_a_single_character_set_is_read(string term, string expected, byte[] bytes) => AssertName(expected, bytes, term);

    [Theory]
    [InlineData(new byte[] { 0xC3 })]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x41 })]
    [InlineData(new byte[] { 0x1B })]
    [InlineData(new byte[] { 0x1B, 0x24, 0x42, 0x3B })]
    [InlineData(new byte[] { 0x1B, 0x24, 0x28, 0x44, 0xFF })]
    public void Broken_text_gives_some_text_and_no_exception(byte[] bytes)
    {
        foreach (var terms in new[] { ["ISO_IR 192"], ["GB18030"], ["", "ISO 2022 IR 87", "ISO 2022 IR 159"], Array.Empty<string>() })
        {
            Assert.NotNull(Dataset(bytes, terms).GetStrings(DicomTags.PatientName));
        }
    }

    [Fact]
    public void An_item_without_a_character_set_takes_that_of_the_dataset_around_it()
    {
        var item = new DicomDataset().SetBytes(DicomTags.CodeMeaning, DicomVr.LO, new byte[] { 0xE9 });
        _ = Dataset([], ["ISO_IR 144"]).SetItems(DicomTags.AnatomicRegionSequence, item);
        Assert.Equal("щ", item.GetString(DicomTags.CodeMeaning));
    }

    [Fact]
    public void Text_beyond_ASCII_turns_a_dataset_to_UTF8_with_all_that_is_in_it()
    {
        var item = new DicomDataset();
        var dataset = Dataset([0xC4], ["ISO_IR 100"]).SetItems(DicomTags.AnatomicRegionSequence, item);
        item.SetBytes(DicomTags.CodeMeaning, DicomVr.LO, new byte[] { 0xE9 });
        dataset.Set(DicomTags.StudyDescription, DicomVr.LO, "腰椎");
        Assert.Equal("ISO_IR 192", dataset.GetString(DicomTags.SpecificCharacterSet));
        Assert.Equal(("Ä", "é", "腰椎"), (dataset.GetString(DicomTags.PatientName), item.GetString(DicomTags.CodeMeaning), dataset.GetString(DicomTags.StudyDescription)));
    }

    [Fact]
    public void A_name_is_parted_into_groups_and_components()
    {
        var name = DicomPersonName.Parse(Japanese);
        Assert.Equal(new DicomPersonName("Yamada^Tarou", "山田^太郎", "やまだ^たろう"), name);
        Assert.Equal(("Yamada", "Tarou", Japanese), (name.FamilyName, name.GivenName, name.ToString()));
    }

    private static DicomDataset Dataset(byte[] name, string[] terms) => new DicomDataset()
        .Set(DicomTags.SpecificCharacterSet, DicomVr.CS, terms)
        .SetBytes(DicomTags.PatientName, DicomVr.PN, name);

    private static void AssertName(string expected, byte[] bytes, params string[] terms) =>
        Assert.Equal(expected, Dataset(bytes, terms).GetString(DicomTags.PatientName));
}
