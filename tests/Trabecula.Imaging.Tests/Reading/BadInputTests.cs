using System.IO.Compression;
using System.Text;
using Trabecula.Dicom;
using Trabecula.Domain;

namespace Trabecula.Imaging.Tests.Reading;

public class BadInputTests
{
    [Fact]
    public void No_such_file() => Assert.Equal("no_such_file", Reader.Refusal(Path.Combine(Path.GetTempPath(), "no", "such.dcm")).Code);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a\0b")]
    public void No_name(string path) => Assert.Equal("no_such_file", Reader.Refusal(path).Code);

    [Fact]
    public void A_directory() => Assert.Equal("is_a_directory", Reader.Refusal(Path.GetTempPath()).Code);

    [Fact]
    public void An_empty_file() => Assert.Equal("empty_file", RefusalOfFile([]).Code);

    [Fact]
    public void A_file_larger_than_any_film()
    {
        var path = Path.GetTempFileName();
        try
        {
            using (var file = File.OpenWrite(path))
            {
                file.SetLength(RadiographReader.LargestFileBytes + 1);
            }

            Assert.Equal("too_large", Reader.Refusal(path).Code);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_PDF() => AssertUnsupported("a PDF document", Encoding.ASCII.GetBytes("%PDF-1.7\n%âãÏÓ\n1 0 obj"));

    [Fact]
    public void Plain_text() => AssertUnsupported("text", Encoding.UTF8.GetBytes("subject_id,image\n1,films/1.dcm\n"));

    [Fact]
    public void A_ZIP_archive()
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry("film.dcm");
        }

        AssertUnsupported("a ZIP archive", stream.ToArray());
    }

    [Fact]
    public void Noise() => AssertUnsupported("not known", [0xAB, 0x01, 0x00, 0x02, 0xFE, 0x00, 0x00, 0x07, 0x99]);

    [Theory]
    [InlineData("CT", "a CT slice")]
    [InlineData("MR", "an MR slice")]
    [InlineData("US", "an ultrasound image")]
    [InlineData("SR", "a structured report")]
    public void What_is_no_radiograph_is_named(string modality, string name)
    {
        var refusal = Reader.Refusal(FilmFile.Small().With(DicomTags.Modality, DicomVr.CS, modality).ToBytes());
        Assert.Equal("not_lumbar_ap", refusal.Code);
        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_CT_slice_that_hides_its_modality_is_told_by_its_SOP_class()
    {
        var file = FilmFile.Small().With(DicomTags.SOPClassUID, DicomVr.UI, "1.2.840.10008.5.1.4.1.1.2").With(DicomTags.Modality, DicomVr.CS, "OT");
        Assert.Equal("not_lumbar_ap", file.RefusalCode());
    }

    [Theory]
    [InlineData("OT", "modality OT: taken to be a radiograph")]
    [InlineData("ZZ", "modality missing or unknown: taken to be a radiograph")]
    public void A_modality_that_may_be_a_radiograph_is_read_and_told(string modality, string step) =>
        Assert.Contains(step, FilmFile.Small().With(DicomTags.Modality, DicomVr.CS, modality).Read().Steps);

    [Fact]
    public void A_multi_frame_object() =>
        Assert.Equal("multi_frame", FilmFile.Small().With(DicomTags.NumberOfFrames, DicomVr.IS, "2").RefusalCode());

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 4)]
    public void No_rows_or_columns(int rows, int columns) => Assert.Equal("bad_dimensions", Sized(rows, columns).RefusalCode());

    [Fact]
    public void More_pixels_than_any_film() => Assert.Contains(Sized(65535, 65535).RefusalCode(), new[] { "too_many_pixels", "bad_dimensions" });

    [Fact]
    public void Fewer_bytes_than_pixels() => Assert.Equal("truncated", Sized(1000, 1000).RefusalCode());

    [Fact]
    public void No_pixel_data()
    {
        var file = FilmFile.Small();
        file.Dataset.Remove(DicomTags.PixelData);
        Assert.Equal("no_pixel_data", file.RefusalCode());
    }

    [Fact]
    public void Colour() => Assert.Equal("colour", FilmFile.Small().WithNumbers(DicomTags.SamplesPerPixel, DicomVr.US, 3)
        .With(DicomTags.PhotometricInterpretation, DicomVr.CS, "RGB").RefusalCode());

    [Fact]
    public void A_film_cut_anywhere_gives_a_refusal()
    {
        var bytes = FilmFile.Of(64, new int[4096]).ToBytes();
        for (var length = 1; length < bytes.Length; length += 61)
        {
            Reader.Refusal(bytes[..length]);
        }
    }

    [Fact]
    public void A_DICOM_file_whose_preamble_is_a_TIFF_header_is_read_as_DICOM()
    {
        var bytes = FilmFile.Small().ToBytes();
        "II*\0"u8.CopyTo(bytes);
        Assert.Equal("CR", Reader.Read(bytes).Origin.Modality);
    }

    [Fact]
    public void A_DICOM_file_without_preamble_is_read() => Assert.Equal("CR", Reader.Read(FilmFile.Small().ToBytes()[132..]).Origin.Modality);

    [Fact]
    public void Cancelling_stops_the_reading()
    {
        var cancelled = new CancellationToken(canceled: true);
        Assert.Throws<OperationCanceledException>(() => RadiographReader.Read(FilmFile.Small().ToBytes(), cancelled));
    }

    private static FilmFile Sized(int rows, int columns) =>
        FilmFile.Small().WithNumbers(DicomTags.Rows, DicomVr.US, rows).WithNumbers(DicomTags.Columns, DicomVr.US, columns);

    private static void AssertUnsupported(string name, byte[] bytes)
    {
        var refusal = RefusalOfFile(bytes);
        Assert.Equal("unsupported_format", refusal.Code);
        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
    }

    private static TrabeculaException RefusalOfFile(byte[] bytes)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, bytes);
            return Reader.Refusal(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
