using System.Text.Json;

namespace Trabecula.Dicom.Tests;

/// <summary>One small picture in every transfer syntax (Golden/make_films.sh), as DCMTK and pydicom decode it.</summary>
public sealed class GoldenFilmTests
{
    private static readonly JsonElement Golden =
        JsonDocument.Parse(File.ReadAllText(Repository.Golden("films.json"))).RootElement.GetProperty("files");

    private static bool IsRefused(string name) => name.Contains("_jpeg_p14_sv", StringComparison.Ordinal);

    public static TheoryData<string> Films => [.. Names(isRefused: false)];

    public static TheoryData<string> RefusedFilms => [.. Names(isRefused: true)];

    public static TheoryData<string> LossyFilms =>
        [.. Directory.GetFiles(Repository.Golden("lossy")).Order(StringComparer.Ordinal).Select(path => Path.GetFileName(path))];

    [Theory]
    [MemberData(nameof(Films))]
    public void A_film_has_the_samples_that_others_decode(string name)
    {
        var frame = TestFrames.Decode(Path.Combine(Repository.Golden("films"), name));
        Assert.Equal((43, 37), (frame.Rows, frame.Columns));
        Assert.Equal(Golden.GetProperty(name).GetProperty("sha256").GetString(), PydicomAgreementTests.Sha256(frame.Samples));
    }

    [Theory]
    [MemberData(nameof(RefusedFilms))]
    public void A_lossless_JPEG_film_of_a_predictor_that_the_codec_gets_wrong_is_refused(string name)
    {
        var file = DicomFile.Open(Path.Combine(Repository.Golden("films"), name));
        Assert.Equal(DicomErrors.CodecFailed, Assert.Throws<DicomException>(() => TestFrames.Decode(file)).Code);
    }

    [Theory]
    [MemberData(nameof(Films))]
    [MemberData(nameof(LossyFilms))]
    public void A_film_whose_pixel_data_are_cut_in_half_is_refused(string name)
    {
        var file = DicomFile.Open(Path.Combine(Repository.Golden("films"), name));
        var pixels = file.Dataset.Find(DicomTags.PixelData)!;
        if (pixels.Fragments is { } fragments)
        {
            var codestream = fragments.Skip(1).SelectMany(fragment => fragment.ToArray()).ToArray();
            file.Dataset.SetFragments(DicomTags.PixelData, ReadOnlyMemory<byte>.Empty, codestream.AsMemory(0, codestream.Length / 2));
        }
        else
        {
            file.Dataset.SetBytes(DicomTags.PixelData, pixels.Vr, pixels.Value[..(pixels.Value.Length / 4 * 2)]);
        }

        var code = Assert.Throws<DicomException>(() => TestFrames.Decode(file)).Code;
        Assert.Contains(code, new[] { DicomErrors.Truncated, DicomErrors.CodecFailed });
    }

    [Theory]
    [MemberData(nameof(LossyFilms))]
    public void A_film_in_lossy_JPEG_differs_from_DCMTKs_by_the_rounding_of_its_transform(string name)
    {
        var expected = TestFrames.Decode(Path.Combine(Repository.Golden("lossy"), name));
        var frame = TestFrames.Decode(Path.Combine(Repository.Golden("films"), name));
        Assert.All(expected.Samples.Zip(frame.Samples), pair => Assert.InRange(pair.Second - pair.First, -2, 2));
    }

    [Theory]
    [MemberData(nameof(Films))]
    public void Reading_and_writing_a_film_keeps_its_samples_and_its_elements(string name)
    {
        var file = DicomFile.Open(Path.Combine(Repository.Golden("films"), name));
        var again = DicomFile.Read(file.ToBytes());
        Assert.Equal(TestFrames.Decode(file).Samples, TestFrames.Decode(again).Samples);
        Assert.Equal(file.Dataset.Elements.Select(element => element.Tag), again.Dataset.Elements.Select(element => element.Tag));
        Assert.Equal(again.ToBytes(), file.ToBytes());
    }

    [Theory]
    [MemberData(nameof(Films))]
    public void A_film_says_the_same_in_every_syntax(string name)
    {
        var dataset = DicomFile.Open(Path.Combine(Repository.Golden("films"), name)).Dataset;
        Assert.Equal("Nobody^Synthetic", dataset.GetString(DicomTags.PatientName));
        Assert.Equal("PRIMARY", dataset.GetStrings(DicomTags.ImageType)[1]);
        Assert.Equal(100.5, dataset.GetDouble(DicomTags.WindowCenter));
        Assert.Equal(name[0] == 's' ? -5 : 5, dataset.GetInt(DicomTags.PixelPaddingValue));
        Assert.Equal("Lumbar spine", Assert.Single(dataset.GetItems(DicomTags.AnatomicRegionSequence)).GetString(DicomTags.CodeMeaning));
        Assert.Equal("private"u8, dataset.GetBytes(new DicomTag(0x0019, 0x1234))!.Value.Span[..7]);
    }

    private static IEnumerable<string> Names(bool isRefused) =>
        Golden.EnumerateObject().Select(film => film.Name).Where(name => IsRefused(name) == isRefused);
}
