using CsCheck;
using Trabecula.Dicom;
using Trabecula.Domain;
using Trabecula.Imaging.Reading;

namespace Trabecula.Imaging.Tests.Reading;

public class DicomHeaderTests
{
    [Fact]
    public void Imager_pixel_spacing_is_the_detectors()
    {
        var film = Spaced(DicomTags.ImagerPixelSpacing, 0.15, 0.15).WithNumbers(DicomTags.PixelSpacing, DicomVr.DS, 0.12, 0.12).Read();
        Assert.Equal((0.15, SpacingSource.Detector), (film.MmPerPixel, film.SpacingSource));
    }

    [Fact]
    public void A_calibrated_pixel_spacing_goes_before_the_detectors()
    {
        var film = Spaced(DicomTags.ImagerPixelSpacing, 0.15, 0.15).WithNumbers(DicomTags.PixelSpacing, DicomVr.DS, 0.12, 0.12)
            .With(DicomTags.PixelSpacingCalibrationType, DicomVr.CS, "GEOMETRY").Read();
        Assert.Equal((0.12, SpacingSource.PixelSpacing), (film.MmPerPixel, film.SpacingSource));
    }

    [Fact]
    public void Pixel_spacing_alone_is_used()
    {
        var film = Spaced(DicomTags.PixelSpacing, 0.2, 0.2).Read();
        Assert.Equal((0.2, SpacingSource.PixelSpacing), (film.MmPerPixel, film.SpacingSource));
    }

    [Fact]
    public void The_scanned_spacing_of_a_digitised_film_is_used_last()
    {
        var film = Spaced(new DicomTag(0x0018, 0x2010), 0.175, 0.175).Read();
        Assert.Equal((0.175, SpacingSource.Detector), (film.MmPerPixel, film.SpacingSource));
    }

    [Theory]
    [InlineData(0.001)]
    [InlineData(0)]
    [InlineData(-0.1)]
    [InlineData(25.4)]
    public void An_implausible_spacing_is_unknown_and_told(double mm)
    {
        var film = Spaced(DicomTags.ImagerPixelSpacing, mm, mm).Read();
        Assert.Equal((null, SpacingSource.Unknown), (film.MmPerPixel, film.SpacingSource));
        Assert.Contains(film.Steps, step => step.Contains("implausible", StringComparison.Ordinal));
    }

    [Fact]
    public void No_spacing_is_unknown()
    {
        var film = FilmFile.Small().Read();
        Assert.Null(film.MmPerPixel);
        Assert.Contains(film.Steps, step => step.StartsWith("spacing unknown", StringComparison.Ordinal));
    }

    [Fact]
    public void Magnification_is_left_in_the_image_and_told()
    {
        var film = Spaced(DicomTags.ImagerPixelSpacing, 0.15, 0.15)
            .WithNumbers(DicomTags.EstimatedRadiographicMagnificationFactor, DicomVr.DS, 1.1).Read();
        Assert.Equal(0.15, film.MmPerPixel);
        Assert.Contains("magnification 1.1 told by the file, left in the image", film.Steps);
    }

    [Fact]
    public void Pixels_that_are_not_square_are_made_square_at_the_finer_pitch()
    {
        // Rows 0.2 mm apart, columns 0.1 mm: a ramp down the film stays the same ramp in millimetres.
        var samples = Enumerable.Range(0, 20 * 10).Select(i => 100 * (i / 10)).ToArray();
        var film = FilmFile.Of(10, samples).WithNumbers(DicomTags.PixelSpacing, DicomVr.DS, 0.2, 0.1).Read();
        Assert.Equal((10, 40, 0.1), (film.Width, film.Height, film.MmPerPixel));
        Assert.Equal(100 * (20.5f / 2 - 0.5f), film.Pixels[20 * 10 + 4], 0.01f);
        Assert.Contains("pixels made square: 10 × 20 resampled to 10 × 40", film.Steps);
    }

    [Fact]
    public void A_pixel_aspect_ratio_is_obeyed_where_there_is_no_spacing()
    {
        var film = FilmFile.Of(10, new int[200]).With(DicomTags.PixelAspectRatio, DicomVr.IS, "2", "3").Read();
        Assert.Equal((15, 20), (film.Width, film.Height));
        Assert.Null(film.MmPerPixel);
    }

    [Fact]
    public void Resampling_keeps_values_within_those_of_the_film()
    {
        Gen.Select(Gen.Single[0, 4095].Array[60], Gen.Double[0.5, 2]).Sample((pixels, aspect) =>
        {
            var (result, width, height) = SquarePixels.Resample(pixels, 6, 10, aspect);
            return result.Length == width * height && result.Min() >= pixels.Min() - 0.01 && result.Max() <= pixels.Max() + 0.01;
        });
    }

    [Theory]
    [InlineData("067Y", 67.0)]
    [InlineData("018M", 1.5)]
    [InlineData("012W", 84 / 365.2425)]
    [InlineData("010D", 10 / 365.2425)]
    [InlineData("67Y", 67.0)]
    [InlineData("000Y", null)]
    [InlineData("200Y", null)]
    [InlineData("067", null)]
    [InlineData("-67Y", null)]
    [InlineData("Y", null)]
    [InlineData("", null)]
    public void Ages_are_years(string text, double? years)
    {
        var age = DicomSubject.AgeYears(text);
        Assert.Equal(years is null, age is null);
        Assert.Equal(years ?? 0, age ?? 0, 1e-9);
    }

    [Fact]
    public void An_age_may_come_from_the_dates()
    {
        var subject = FilmFile.Small().With(DicomTags.PatientBirthDate, DicomVr.DA, "19570301")
            .With(DicomTags.StudyDate, DicomVr.DA, "20240301").Read().Subject;
        Assert.Equal(67, subject.AgeYears!.Value, 0.01);
        Assert.Null(DicomSubject.AgeYears("20240301", "19570301"));
        Assert.Null(DicomSubject.AgeYears("18000101", "20240301"));
        Assert.Null(DicomSubject.AgeYears("unknown", "20240301"));
    }

    [Fact]
    public void Sex_height_and_weight_come_from_the_file()
    {
        var subject = FilmFile.Small().With(DicomTags.PatientSex, DicomVr.CS, "F").With(DicomTags.PatientSize, DicomVr.DS, "1.58")
            .With(DicomTags.PatientWeight, DicomVr.DS, "52.5").Read().Subject;
        Assert.Equal((Sex.Female, 158, 52.5, "dicom"), (subject.Sex, Math.Round(subject.HeightCm!.Value, 6), subject.WeightKg, subject.Source));
    }

    [Fact]
    public void What_is_implausible_of_the_subject_is_missing()
    {
        var subject = FilmFile.Small().With(DicomTags.PatientSex, DicomVr.CS, "O").With(DicomTags.PatientSize, DicomVr.DS, "158")
            .With(DicomTags.PatientWeight, DicomVr.DS, "0").Read().Subject;
        Assert.Equal(Subject.Unknown, subject);
    }

    [Fact]
    public void The_examination_is_told_and_a_side_view_is_not_refused_here()
    {
        var film = FilmFile.Small().With(DicomTags.BodyPartExamined, DicomVr.CS, "LSPINE").With(DicomTags.ViewPosition, DicomVr.CS, "LL").Read();
        Assert.Equal(new FilmOrigin("CR", "LSPINE", "LL"), film.Origin);
    }

    [Theory]
    [InlineData("L", "F", false)]
    [InlineData("R", "F", false)]
    [InlineData("L", "H", true)]
    [InlineData("F", "R", true)]
    public void A_film_that_says_it_lies_down_is_told_not_turned(string across, string down, bool isTold)
    {
        var film = FilmFile.Small().With(DicomTags.PatientOrientation, DicomVr.CS, across, down).Read();
        Assert.Equal([100, 200, 300, 400], film.Pixels);
        Assert.Equal(isTold, film.Steps.Any(step => step.StartsWith("Patient Orientation", StringComparison.Ordinal)));
    }

    [Fact]
    public void No_step_holds_the_patients_name()
    {
        var film = FilmFile.Small().With(DicomTags.PatientName, DicomVr.PN, "Surname^Given").With(DicomTags.PatientID, DicomVr.LO, "4711").Read();
        Assert.DoesNotContain(film.Steps, step => step.Contains("Surname", StringComparison.Ordinal) || step.Contains("4711", StringComparison.Ordinal));
    }

    private static FilmFile Spaced(DicomTag tag, double row, double column) =>
        FilmFile.Small().WithNumbers(tag, DicomVr.DS, row, column);
}
