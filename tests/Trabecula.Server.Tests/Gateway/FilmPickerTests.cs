using Trabecula.Dicom;

namespace Trabecula.Server.Tests;

public class FilmPickerTests
{
    private const string Computed = "1.2.840.10008.5.1.4.1.1.1", Digital = "1.2.840.10008.5.1.4.1.1.1.1";

    private static readonly DicomTag SeriesDescription = new(0x0008, 0x103E);

    [Theory]
    [InlineData("LSPINE", "AP", true)]
    [InlineData("L-SPINE", "PA", true)]
    [InlineData("lumbar spine", null, true)]
    [InlineData("ABDOMEN", "AP", true)]
    [InlineData("LSPINE", "LL", false)]
    [InlineData("LSPINE", "RLO", false)]
    [InlineData("CHEST", "PA", false)]
    [InlineData("HAND", null, false)]
    public void Body_part_and_view_decide_where_they_are_told(string part, string? view, bool isWanted) =>
        Assert.Equal(isWanted, IsWanted(Computed, "CR", (DicomTags.BodyPartExamined, part), (DicomTags.ViewPosition, view)));

    [Theory]
    [InlineData("L-Spine AP", true)]
    [InlineData("LWS a.p.", true)]
    [InlineData("Lumbar AP + LAT", true)]
    [InlineData("腰椎正面", true)]
    [InlineData("Lumbar lateral", false)]
    [InlineData("LWS seitl.", false)]
    [InlineData("Thorax PA", false)]
    [InlineData(null, true)]
    public void A_description_decides_where_no_body_part_is_told_and_without_any_the_film_is_looked_at(string? description, bool isWanted) =>
        Assert.Equal(isWanted, IsWanted(Digital, "DX", (SeriesDescription, description)));

    [Theory]
    [InlineData("1.2.840.10008.5.1.4.1.1.88.34", "SR")]
    [InlineData("1.2.840.10008.5.1.4.1.1.7", "DX")]
    [InlineData("1.2.840.10008.5.1.4.1.1.104.1", "DOC")]
    [InlineData("1.2.840.10008.5.1.4.1.1.1.1.1", "DX")]
    [InlineData("1.2.840.10008.5.1.4.1.1.2", "CT")]
    [InlineData("1.2.840.10008.5.1.4.1.1.12.2", "RF")]
    public void Results_raw_images_and_other_modalities_are_not_films(string sopClass, string modality) =>
        Assert.False(IsWanted(sopClass, modality, (DicomTags.BodyPartExamined, "LSPINE")));

    [Fact]
    public void What_Trabecula_made_is_known_by_its_maker_and_a_simulated_film_is_a_film()
    {
        Assert.False(IsWanted(Digital, "DX", (DicomTags.Manufacturer, "Trabecula")));
        Assert.True(IsWanted(Digital, "DX", (DicomTags.Manufacturer, "Trabecula in-silico")));
    }

    [Fact]
    public void A_hospitals_own_words_replace_the_usual_ones()
    {
        var own = new PickSettings { Modalities = ["OT"], BodyParts = ["RUECKEN"] };
        Assert.True(FilmPicker.IsWanted(Tags(Computed, "OT", (DicomTags.BodyPartExamined, "Ruecken")), own));
        Assert.False(FilmPicker.IsWanted(Tags(Computed, "CR", (DicomTags.BodyPartExamined, "LSPINE")), own));
    }

    private static bool IsWanted(string sopClass, string modality, params (DicomTag Tag, string? Text)[] others) =>
        FilmPicker.IsWanted(Tags(sopClass, modality, others), new PickSettings());

    private static InstanceTags Tags(string sopClass, string modality, params (DicomTag Tag, string? Text)[] others)
    {
        var film = new DicomDataset()
            .Set(DicomTags.SpecificCharacterSet, DicomVr.CS, "ISO_IR 192")
            .Set(DicomTags.SOPClassUID, DicomVr.UI, sopClass)
            .Set(DicomTags.Modality, DicomVr.CS, modality);
        foreach (var (tag, text) in others.Where(other => other.Text is not null))
            film.Set(tag, DicomVr.LO, text!);
        return InstanceTags.Of(film);
    }
}
