using Trabecula.Cli;
using Trabecula.Dicom;
using Trabecula.Estimation;
using Trabecula.Imaging;

namespace Trabecula.EndToEnd.Tests;

public sealed class ClinicalFormTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static string Sample => Path.Combine(RepositoryRoot.Path, "samples", "lumbar-ap.dcm");

    [Fact]
    public async Task A_DICOM_film_gets_a_page_objects_for_the_archive_and_a_bundle()
    {
        var run = await CommandLineRun.WithInventedModel("estimate", Sample, "--report", _folder["out"], "--pdf", "--dicom", "--fhir");
        Assert.Equal((0, ""), (run.Code, run.Error));
        foreach (var ending in new[] { "report.pdf", "sr.dcm", "sc.dcm", "report.dcm", "fhir.json" })
            Assert.True(File.Exists(_folder[$"out/lumbar-ap.{ending}"]), ending);
        Assert.Equal(DicomFile.Open(Sample).Dataset.GetString(DicomTags.StudyInstanceUID), Dataset("out", "sr").GetString(DicomTags.StudyInstanceUID));
    }

    [Fact]
    public async Task The_same_film_estimated_twice_gives_the_same_UIDs_under_the_root_that_was_chosen()
    {
        foreach (var folder in new[] { "a", "b" })
            await CommandLineRun.WithInventedModel("estimate", Sample, "--report", _folder[folder], "--dicom", "--uid-root", "1.2.3.4");
        foreach (var part in new[] { "sr", "sc", "report" })
        {
            var uid = Dataset("a", part).GetString(DicomTags.SOPInstanceUID);
            Assert.StartsWith("1.2.3.4.", uid);
            Assert.Equal(uid, Dataset("b", part).GetString(DicomTags.SOPInstanceUID));
        }
    }

    [Fact]
    public async Task A_picture_gets_no_DICOM_result_and_the_reason_is_said()
    {
        var run = await CommandLineRun.WithInventedModel(
            "estimate", _folder.WritePicture("film.png"), "--report", _folder["out"], "--pdf", "--dicom", "--language", "ja", "--paper", "letter");
        Assert.Equal(1, run.Code);
        Assert.Contains("[film_without_identity]", run.Error);
        Assert.True(File.Exists(_folder["out/film.report.pdf"]));
        Assert.False(File.Exists(_folder["out/film.sr.dcm"]));
    }

    [Fact]
    public async Task A_film_whose_pixels_cannot_be_read_gets_a_report_that_says_so()
    {
        var film = DicomFile.Open(Sample).Dataset;
        film.Remove(DicomTags.PixelData);
        DicomFile.Create(film).Save(_folder["broken.dcm"]);
        var engine = new EstimationEngine(RadiographReader.Read, Task.FromResult(CommandLineRun.InventedModel));
        var run = await CommandLineRun.Of(_ => engine, CancellationToken.None, "estimate", _folder["broken.dcm"], "--report", _folder["out"], "--dicom");
        Assert.Equal(1, run.Code);
        Assert.True(File.Exists(_folder["out/broken.sr.dcm"]));
        Assert.False(File.Exists(_folder["out/broken.sc.dcm"]));
    }

    [Theory]
    [InlineData("--pdf")]
    [InlineData("--report", "x", "--pdf", "--language", "de")]
    [InlineData("--report", "x", "--pdf", "--paper", "a5")]
    [InlineData("--report", "x", "--dicom", "--uid-root", "1.x")]
    public async Task Wrong_options_are_wrong_usage(params string[] options)
    {
        var run = await CommandLineRun.WithInventedModel(["estimate", Sample, .. options]);
        Assert.Equal(2, run.Code);
        Assert.NotEmpty(run.Error);
    }

    private DicomDataset Dataset(string folder, string part) => DicomFile.Open(_folder[$"{folder}/lumbar-ap.{part}.dcm"]).Dataset;
}
