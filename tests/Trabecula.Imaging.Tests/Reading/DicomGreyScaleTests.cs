using System.Text.Json;
using Trabecula.Dicom;
using Trabecula.Domain;
using Trabecula.Imaging.Reading;

namespace Trabecula.Imaging.Tests.Reading;

public class DicomGreyScaleTests
{
    public static TheoryData<string> Cases => [.. Golden.Grey.Cases.Select(golden => golden.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Device_and_presentation_values_agree_with_pydicom(string name)
    {
        var golden = Golden.Grey.Cases.Single(golden => golden.Name == name);
        var file = FilmFile.Of(golden.Samples.Length / 16, golden.Samples, golden.Bits, golden.Signed);
        if (golden.Slope is double slope)
        {
            file.WithNumbers(DicomTags.RescaleSlope, DicomVr.DS, slope).WithNumbers(DicomTags.RescaleIntercept, DicomVr.DS, golden.Intercept!.Value);
        }

        if (golden.Window is [var center, var width])
        {
            file.WithNumbers(DicomTags.WindowCenter, DicomVr.DS, center).WithNumbers(DicomTags.WindowWidth, DicomVr.DS, width);
        }

        if (golden.Function is string function)
        {
            file.With(DicomTags.VOILUTFunction, DicomVr.CS, function);
        }

        WithTable(file, DicomTags.ModalityLUTSequence, golden.Modality);
        WithTable(file, DicomTags.VOILUTSequence, golden.Voi);
        var film = file.Read();
        Assert.DoesNotContain(film.Steps, step => step.Contains("not applied", StringComparison.Ordinal));
        Assert.All(film.Pixels.Zip(golden.Expected), pair => Assert.Equal(pair.Second, pair.First, 0.01));
    }

    [Fact]
    public void A_window_that_would_clip_more_than_a_fiftieth_of_the_film_is_left_out_and_told()
    {
        var film = Ramp().WithNumbers(DicomTags.WindowCenter, DicomVr.DS, 2048).WithNumbers(DicomTags.WindowWidth, DicomVr.DS, 1000).Read();
        Assert.Equal(4096, film.Pixels.Distinct().Count());
        Assert.Contains(film.Steps, step => step.StartsWith("window 2048/1000 (LINEAR) not applied", StringComparison.Ordinal));
    }

    [Fact]
    public void A_window_that_clips_less_is_applied()
    {
        var film = Ramp().WithNumbers(DicomTags.WindowCenter, DicomVr.DS, 2048).WithNumbers(DicomTags.WindowWidth, DicomVr.DS, 4040).Read();
        Assert.InRange(film.Pixels.Count(pixel => pixel == 0), 20, 40);
        Assert.Contains("window 2048/4040 (LINEAR) applied", film.Steps);
    }

    [Fact]
    public void A_window_may_clip_what_was_saturated_before()
    {
        int[] samples = [.. Enumerable.Repeat(0, 3000), .. Enumerable.Range(1000, 2000)];
        var film = FilmFile.Of(100, samples)
            .WithNumbers(DicomTags.WindowCenter, DicomVr.DS, 2000).WithNumbers(DicomTags.WindowWidth, DicomVr.DS, 2010).Read();
        Assert.Contains("window 2000/2010 (LINEAR) applied", film.Steps);
    }

    [Fact]
    public void A_table_that_would_flatten_the_film_is_left_out()
    {
        var film = Ramp().WithTable(DicomTags.VOILUTSequence, 1000, 12, [.. Enumerable.Range(0, 1000)]).Read();
        Assert.Equal(4096, film.Pixels.Distinct().Count());
        Assert.Contains(film.Steps, step => step.StartsWith("VOI LUT not applied", StringComparison.Ordinal));
    }

    [Fact]
    public void Raw_pixels_are_not_windowed()
    {
        var film = FilmFile.Small().With(DicomTags.PresentationIntentType, DicomVr.CS, "FOR PROCESSING")
            .With(DicomTags.VOILUTFunction, DicomVr.CS, "SIGMOID")
            .WithNumbers(DicomTags.WindowCenter, DicomVr.DS, 200).WithNumbers(DicomTags.WindowWidth, DicomVr.DS, 300).Read();
        Assert.Equal([100, 200, 300, 400], film.Pixels);
    }

    [Theory]
    [InlineData("0", "1", "Rescale Slope")]
    [InlineData("1e300", "1e300", "Rescale Slope")]
    public void A_rescale_that_makes_no_numbers_is_left_out(string slope, string intercept, string told)
    {
        var film = FilmFile.Small().With(DicomTags.RescaleSlope, DicomVr.DS, slope).With(DicomTags.RescaleIntercept, DicomVr.DS, intercept).Read();
        Assert.Equal([100, 200, 300, 400], film.Pixels);
        Assert.Contains(film.Steps, step => step.StartsWith(told, StringComparison.Ordinal));
    }

    [Fact]
    public void A_damaged_table_is_left_out_and_told()
    {
        var file = FilmFile.Small();
        file.Dataset.SetItems(DicomTags.ModalityLUTSequence, new DicomDataset()
            .SetInts(DicomTags.LUTDescriptor, DicomVr.US, 4096, 0, 16)
            .SetBytes(DicomTags.LUTData, DicomVr.OW, new byte[10]));
        var film = file.Read();
        Assert.Equal([100, 200, 300, 400], film.Pixels);
        Assert.Contains("Modality LUT is damaged and was not applied", film.Steps);
    }

    [Fact]
    public void Pixels_of_more_than_sixteen_bits_are_refused()
    {
        var refusal = Assert.Throws<TrabeculaException>(() => GreyScale.Of([1, 2, 3], 17, isSigned: false));
        Assert.Equal("unsupported_format", refusal.Code);
    }

    [Fact]
    public void Padding_becomes_the_darkest_value_of_the_film()
    {
        var film = FilmFile.Of(3, [0, 300, 4000, 4095, 200, 250])
            .WithNumbers(DicomTags.PixelPaddingValue, DicomVr.US, 4095).Read();
        Assert.Equal([0, 300, 4000, 0, 200, 250], film.Pixels);
    }

    [Fact]
    public void Padding_may_be_a_range_in_either_order()
    {
        var film = FilmFile.Of(3, [10, 300, 4000, 4095, 200, 250])
            .WithNumbers(DicomTags.PixelPaddingValue, DicomVr.US, 4095)
            .WithNumbers(DicomTags.PixelPaddingRangeLimit, DicomVr.US, 4000).Read();
        Assert.Equal([10, 300, 10, 10, 200, 250], film.Pixels);
        Assert.Contains("2 padding pixels set to the film's darkest value", film.Steps);
    }

    [Fact]
    public void Padding_of_a_MONOCHROME1_film_is_dark_too()
    {
        var film = FilmFile.Of(3, [10, 300, 400, 4095, 200, 250])
            .With(DicomTags.PhotometricInterpretation, DicomVr.CS, "MONOCHROME1")
            .WithNumbers(DicomTags.PixelPaddingValue, DicomVr.US, 4095).Read();
        Assert.Equal([400, 110, 10, 10, 210, 160], film.Pixels);
    }

    [Fact]
    public void Signed_padding_written_as_unsigned_is_understood()
    {
        var film = FilmFile.Of(2, [-2000, 10, 20, 30], bits: 16, signed: true)
            .WithNumbers(DicomTags.PixelPaddingValue, DicomVr.US, 65536 - 2000).Read();
        Assert.Equal([10, 10, 20, 30], film.Pixels);
    }

    [Fact]
    public void Padding_that_would_leave_no_film_is_no_padding()
    {
        var film = FilmFile.Of(2, [7, 7, 7, 7]).WithNumbers(DicomTags.PixelPaddingValue, DicomVr.US, 7).Read();
        Assert.Equal([7, 7, 7, 7], film.Pixels);
    }

    private static FilmFile Ramp() => FilmFile.Of(64, [.. Enumerable.Range(0, 4096)]);

    private static void WithTable(FilmFile file, DicomTag sequence, JsonElement? table)
    {
        if (table is { ValueKind: JsonValueKind.Array } parts)
        {
            var first = parts[0].GetInt32();
            file.WithTable(sequence, first, parts[1].GetInt32(), parts[2].Deserialize<int[]>()!, signed: first < 0);
        }
    }
}
