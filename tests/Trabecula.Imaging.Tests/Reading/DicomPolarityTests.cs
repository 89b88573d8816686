using Trabecula.Dicom;

namespace Trabecula.Imaging.Tests.Reading;

public class DicomPolarityTests
{
    [Theory]
    [InlineData("MONOCHROME2", null, false, true)]
    [InlineData("MONOCHROME2", "IDENTITY", false, true)]
    [InlineData("MONOCHROME1", null, true, true)]
    [InlineData("MONOCHROME1", "INVERSE", true, true)]
    [InlineData("MONOCHROME1", "IDENTITY", false, false)]
    [InlineData("MONOCHROME2", "INVERSE", true, false)]
    public void Bone_is_bright_whatever_the_file_shows_white(string photometric, string? shape, bool isInverted, bool isKnown)
    {
        var file = FilmFile.Small().With(DicomTags.PhotometricInterpretation, DicomVr.CS, photometric);
        if (shape is not null)
        {
            file.With(DicomTags.PresentationLUTShape, DicomVr.CS, shape);
        }

        var film = file.Read();
        Assert.Equal(isInverted ? [400, 300, 200, 100] : [100, 200, 300, 400], film.Pixels);
        Assert.Equal(isKnown, film.IsPolarityKnown);
    }

    [Theory]
    [InlineData("LOG", -1, "MONOCHROME1", false)]
    [InlineData("LOG", 1, "MONOCHROME2", true)]
    [InlineData("LOG", null, "MONOCHROME2", false)]
    [InlineData("LOG", null, "MONOCHROME1", true)]
    public void Raw_logarithmic_pixels_rise_with_attenuation(string relationship, int? sign, string photometric, bool isInverted)
    {
        var film = Raw(FilmFile.Small(), relationship, sign, photometric).Read();
        Assert.Equal(isInverted ? [400, 300, 200, 100] : [100, 200, 300, 400], film.Pixels);
        Assert.True(film.IsPolarityKnown);
    }

    [Fact]
    public void Raw_linear_pixels_become_the_negative_logarithm_of_the_transmission()
    {
        var film = Raw(FilmFile.Of(2, [4000, 2000, 1000, 500]), "LIN", 1, "MONOCHROME1").Read();
        Assert.Equal([0, Ln(2), Ln(4), Ln(8)], film.Pixels);
    }

    [Fact]
    public void Raw_linear_pixels_that_fall_with_intensity_are_turned_first()
    {
        // Reflected within the film: 100, 300, 500, 900 stand for intensities 900, 700, 500, 100.
        var film = Raw(FilmFile.Of(2, [100, 300, 500, 900]), "LIN", -1, "MONOCHROME2").Read();
        Assert.Equal([0, Ln(9 / 7.0), Ln(9 / 5.0), Ln(9)], film.Pixels);
    }

    [Fact]
    public void A_detector_element_that_counted_nothing_gives_a_finite_attenuation()
    {
        var film = Raw(FilmFile.Of(2, [0, 1000, 10, 20]), "LIN", 1, "MONOCHROME1").Read();
        Assert.Equal([Ln(100), 0, Ln(100), Ln(50)], film.Pixels);
    }

    [Fact]
    public void Raw_pixels_that_are_all_zero_are_flat()
    {
        var film = Raw(FilmFile.Of(2, [0, 0, 0, 0]), "LIN", 1, "MONOCHROME1").Read();
        Assert.Equal([0, 0, 0, 0], film.Pixels);
    }

    [Fact]
    public void Pixels_for_presentation_go_by_the_photometric_interpretation_alone()
    {
        var film = FilmFile.Small().With(DicomTags.PresentationIntentType, DicomVr.CS, "FOR PRESENTATION")
            .With(DicomTags.PixelIntensityRelationship, DicomVr.CS, "LIN")
            .WithNumbers(DicomTags.PixelIntensityRelationshipSign, DicomVr.SS, 1).Read();
        Assert.Equal([100, 200, 300, 400], film.Pixels);
    }

    private static FilmFile Raw(FilmFile file, string relationship, int? sign, string photometric)
    {
        file.With(DicomTags.PresentationIntentType, DicomVr.CS, "FOR PROCESSING")
            .With(DicomTags.PixelIntensityRelationship, DicomVr.CS, relationship)
            .With(DicomTags.PhotometricInterpretation, DicomVr.CS, photometric);
        return sign is int value ? file.WithNumbers(DicomTags.PixelIntensityRelationshipSign, DicomVr.SS, value) : file;
    }

    private static float Ln(double ratio) => (float)Math.Log(ratio);
}
