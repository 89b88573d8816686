using System.ComponentModel;
using System.Diagnostics;
using Trabecula.Dicom;
using Trabecula.Domain;
using Trabecula.Simulation.Tests.Detector;

namespace Trabecula.Simulation.Tests.Films;

public sealed class FilmWriterTests : IDisposable
{
    private static readonly DetectorImage Exposure = Detector.Films.Expose(
        Slabs.Body(120, 150, 1.2), new TechniqueFactors(), new DetectorModel(), seed: 2);

    private static readonly FilmIdentity Identity = new(7, 123, 1, new Subject(Sex.Female, 67.4, 151.2, 52.3, "simulated"));

    private readonly string _directory = Directory.CreateTempSubdirectory("trabecula-film-").FullName;

    public static TheoryData<FilmObjectClass, PixelMeaning, string> Objects => new()
    {
        { FilmObjectClass.DigitalXRay, PixelMeaning.Presentation, "A" },
        { FilmObjectClass.DigitalXRay, PixelMeaning.Presentation, "B" },
        { FilmObjectClass.DigitalXRay, PixelMeaning.LinearExposure, "raw" },
        { FilmObjectClass.DigitalXRay, PixelMeaning.LogarithmicExposure, "raw" },
        { FilmObjectClass.ComputedRadiography, PixelMeaning.Presentation, "E" },
    };

    [Theory]
    [MemberData(nameof(Objects))]
    public async Task Dciodvfy_finds_no_error(FilmObjectClass objectClass, PixelMeaning meaning, string vendor)
    {
        var path = Path.Combine(_directory, "film.dcm");
        FilmWriter.Write(path, Film(meaning, vendor), Exposure, Identity, objectClass);
        var report = await Dciodvfy(path);
        Assert.DoesNotContain("Error", report);
        Assert.Contains(objectClass == FilmObjectClass.DigitalXRay ? "DXImage" : "CRImage", report);
    }

    [Fact]
    public void A_film_reads_back_as_it_was_written()
    {
        var film = Film(PixelMeaning.Presentation, "B");
        var path = Path.Combine(_directory, "film.dcm");
        FilmWriter.Write(path, film, Exposure, Identity);
        var read = DicomFile.Open(path).Dataset;
        Assert.Equal("InSilico^000123", read.GetString(DicomTags.PatientName));
        Assert.Equal("067Y", read.GetString(DicomTags.PatientAge));
        Assert.Equal(1.512, read.GetDouble(DicomTags.PatientSize));
        Assert.Equal(52.3, read.GetDouble(DicomTags.PatientWeight));
        Assert.Equal(film.IsMonochrome1 ? "MONOCHROME1" : "MONOCHROME2", read.GetString(DicomTags.PhotometricInterpretation));
        Assert.Contains("Simulated", read.GetString(DicomTags.ImageComments));
        Assert.Equal(1.2, read.GetDouble(DicomTags.ImagerPixelSpacing));
        Assert.Equal(250, read.GetDouble(DicomTags.ExposureIndex)!.Value, 1d);
        var bytes = read.GetBytes(DicomTags.PixelData)!.Value.Span;
        Assert.Equal(film.Pixels.Length * 2, bytes.Length);
        Assert.Equal(film.Pixels[4321], bytes[8642] | bytes[8643] << 8);
    }

    [Fact]
    public void The_same_identity_gives_the_same_bytes_and_another_film_of_the_study_another_instance()
    {
        var film = Film(PixelMeaning.Presentation, "A");
        var one = FilmWriter.Dataset(film, Exposure, Identity);
        var other = FilmWriter.Dataset(film, Exposure, Identity with { FilmNumber = 2 });
        Assert.Equal(DicomFile.Create(one).ToBytes(), DicomFile.Create(FilmWriter.Dataset(film, Exposure, Identity)).ToBytes());
        Assert.Equal(one.GetString(DicomTags.StudyInstanceUID), other.GetString(DicomTags.StudyInstanceUID));
        Assert.NotEqual(one.GetString(DicomTags.SOPInstanceUID), other.GetString(DicomTags.SOPInstanceUID));
        Assert.Matches("^2\\.25\\.[1-9][0-9]{30,39}$", one.GetString(DicomTags.SOPInstanceUID));
    }

    [Fact]
    public void What_is_not_known_of_the_person_is_left_out()
    {
        var dataset = FilmWriter.Dataset(Film(PixelMeaning.Presentation, "A"), Exposure, Identity with { Subject = Subject.Unknown });
        Assert.False(dataset.Contains(DicomTags.PatientAge));
        Assert.Null(dataset.GetString(DicomTags.PatientSex));
    }

    [Fact]
    public void Computed_radiography_holds_no_raw_film() => Assert.Equal(
        "bad_film_format",
        Assert.Throws<TrabeculaException>(() => FilmWriter.Dataset(
            Film(PixelMeaning.LinearExposure, "raw"), Exposure, Identity, FilmObjectClass.ComputedRadiography)).Code);

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static ProcessedFilm Film(PixelMeaning meaning, string vendor) => meaning == PixelMeaning.Presentation
        ? Detector.Films.ForPresentation(Exposure, VendorChain.Draw(3, vendor))
        : VendorProcessing.ForProcessing(Exposure, meaning);

    private static async Task<string> Dciodvfy(string path)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("dciodvfy", path)
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            })!;
            var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var report = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken) + await output;
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return report;
        }
        catch (Win32Exception)
        {
            Assert.Skip("dciodvfy (Debian package dicom3tools) is not installed.");
            throw;
        }
    }
}
