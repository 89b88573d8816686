using System.Buffers.Binary;
using System.IO.Compression;

namespace Trabecula.Dicom.Tests;

/// <summary>Files that claim what they do not hold, and the reasons by which they are refused.</summary>
public sealed class HostileFileTests
{
    private static readonly DicomTag Sequence = DicomTags.ContentSequence;

    [Theory]
    [InlineData(0, 0, DicomErrors.BadDimensions)]
    [InlineData(65535, 65535, DicomErrors.BadDimensions)]
    [InlineData(100, 100, DicomErrors.Truncated)]
    public void An_image_that_its_data_cannot_hold_is_refused(int rows, int columns, string code)
    {
        var dataset = WriterTests.Example().SetInts(DicomTags.Rows, DicomVr.US, rows).SetInts(DicomTags.Columns, DicomVr.US, columns);
        AssertRefused(code, dataset);
    }

    [Theory]
    [InlineData("u12_rle.dcm")]
    [InlineData("u12_jpeg_sv1.dcm")]
    [InlineData("u12_jpeg_extended.dcm")]
    [InlineData("u12_jpegls.dcm")]
    [InlineData("u12_j2k_lossless.dcm")]
    public void A_codestream_of_another_size_than_the_object_is_refused(string name)
    {
        var file = DicomFile.Open(Path.Combine(Repository.Golden("films"), name));
        file.Dataset.SetInts(DicomTags.Rows, DicomVr.US, 6000).SetInts(DicomTags.Columns, DicomVr.US, 6000);
        Assert.Equal(DicomErrors.BadDimensions, Assert.Throws<DicomException>(() => TestFrames.Decode(file)).Code);
        file.Dataset.SetInts(DicomTags.Rows, DicomVr.US, 60000).SetInts(DicomTags.Columns, DicomVr.US, 60000);
        Assert.Equal(DicomErrors.TooManyPixels, Assert.Throws<DicomException>(() => TestFrames.Decode(file)).Code);
    }

    [Fact]
    public void An_image_larger_than_the_limits_is_refused_though_its_data_hold_it()
    {
        var file = DicomFile.Create(WriterTests.Example());
        var limits = DicomLimits.Default with { MaxPixels = 5 };
        Assert.Equal(DicomErrors.TooManyPixels, Assert.Throws<DicomException>(() => TestFrames.Decode(file, limits)).Code);
        Assert.Equal(6, TestFrames.Decode(file).Samples.Length);
    }

    [Fact]
    public void Several_frames_colour_and_no_pixels_have_their_own_reasons()
    {
        AssertRefused(DicomErrors.MultiFrame, WriterTests.Example().SetInts(DicomTags.NumberOfFrames, DicomVr.IS, 2));
        AssertRefused(DicomErrors.Colour, WriterTests.Example().SetInts(DicomTags.SamplesPerPixel, DicomVr.US, 3));
        AssertRefused(DicomErrors.Colour, WriterTests.Example().Set(DicomTags.PhotometricInterpretation, DicomVr.CS, "PALETTE COLOR"));
        AssertRefused(DicomErrors.UnsupportedPixels, WriterTests.Example().SetInts(DicomTags.BitsStored, DicomVr.US, 9));
        var none = WriterTests.Example();
        none.Remove(DicomTags.PixelData);
        AssertRefused(DicomErrors.NoPixelData, none);
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(100_000, false)]
    public void Sequences_nest_as_deep_as_the_limit_and_no_deeper(int depth, bool isRead)
    {
        // Sequences and items of undefined length: twenty bytes a level.
        var body = new List<byte>();
        for (var i = 0; i < depth; i++)
        {
            body.AddRange([0x40, 0x00, 0x30, 0xA7, (byte)'S', (byte)'Q', 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFE, 0xFF, 0x00, 0xE0, 0xFF, 0xFF, 0xFF, 0xFF]);
        }

        for (var i = 0; i < depth; i++)
        {
            body.AddRange([0xFE, 0xFF, 0x0D, 0xE0, 0, 0, 0, 0, 0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0]);
        }

        var bytes = WithBody([.. body]);
        if (!isRead)
        {
            Assert.Equal(DicomErrors.Malformed, Assert.Throws<DicomException>(() => DicomFile.Read(bytes)).Code);
            return;
        }

        var file = DicomFile.Read(bytes);
        file.Dataset.Set(DicomTags.SOPClassUID, DicomVr.UI, "1.2.3").Set(DicomTags.SOPInstanceUID, DicomVr.UI, "1.2.3.4");
        Assert.Equal(file.ToBytes(), DicomFile.Read(file.ToBytes()).ToBytes());
        Assert.Single(file.Dataset.GetItems(Sequence));
    }

    [Fact]
    public void A_length_beyond_the_file_allocates_nothing()
    {
        byte[] element = [0x19, 0x00, 0x01, 0x10, (byte)'O', (byte)'B', 0, 0, 0xFE, 0xFF, 0xFF, 0x7F];
        var bytes = WithBody(element);
        Assert.Throws<DicomException>(() => DicomFile.Read(bytes));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(DicomErrors.Malformed, Assert.Throws<DicomException>(() => DicomFile.Read(bytes)).Code);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_deflated_dataset_that_inflates_beyond_the_limit_is_refused()
    {
        var bytes = Deflated(new byte[3 << 20]);
        var limits = DicomLimits.Default with { MaxInflatedBytes = 2 << 20 };
        Assert.Equal(DicomErrors.TooLarge, Assert.Throws<DicomException>(() => DicomFile.Read(bytes, limits)).Code);
    }

    [Fact]
    public void A_deflated_film_is_refused_wherever_it_is_cut()
    {
        var film = File.ReadAllBytes(Path.Combine(Repository.Golden("films"), "u12_deflated.dcm"));
        for (var length = 400; length < film.Length - 2; length += 7)
        {
            Assert.Throws<DicomException>(() => TestFrames.Decode(DicomFile.Read(film.AsMemory(0, length))));
        }
    }

    [Fact]
    public void More_elements_than_the_limit_are_refused()
    {
        var limits = DicomLimits.Default with { MaxElements = 10 };
        var bytes = DicomFile.Create(WriterTests.Example()).ToBytes();
        Assert.Equal(DicomErrors.TooLarge, Assert.Throws<DicomException>(() => DicomFile.Read(bytes, limits)).Code);
        Assert.Equal(DicomErrors.TooLarge, Assert.Throws<DicomException>(() => DicomFile.Read(bytes, limits with { MaxFileBytes = 100 })).Code);
    }

    [Fact]
    public void A_body_in_implicit_syntax_under_an_explicit_name_is_read()
    {
        var dataset = File.ReadAllBytes(Path.Combine(Repository.Golden("films"), "u12_implicit_no_meta.dcm"));
        var file = DicomFile.Read(WithBody(dataset));
        Assert.Equal("Nobody^Synthetic", file.Dataset.GetString(DicomTags.PatientName));
        Assert.Equal(43, TestFrames.Decode(file).Rows);
    }

    [Fact]
    public void What_is_no_object_does_not_look_like_one()
    {
        Assert.False(DicomFile.LooksLikeDicom([]));
        Assert.False(DicomFile.LooksLikeDicom("\x89PNG\r\n\x1a\n and so on"u8));
        Assert.False(DicomFile.LooksLikeDicom(new byte[200]));
        Assert.All(
            Directory.GetFiles(Repository.Golden("films")),
            path => Assert.True(DicomFile.LooksLikeDicom(File.ReadAllBytes(path).AsSpan(0, 132))));
        Assert.Equal(DicomErrors.NotDicom, Assert.Throws<DicomException>(() => DicomFile.Read(new byte[200])).Code);
        Assert.Equal(DicomErrors.FileAccess, Assert.Throws<DicomException>(() => DicomFile.Open("no such file")).Code);
    }

    private static void AssertRefused(string code, DicomDataset dataset) =>
        Assert.Equal(code, Assert.Throws<DicomException>(() => TestFrames.Decode(DicomFile.Create(dataset))).Code);

    // Meta information that names explicit little endian, and whatever bytes after it.
    private static byte[] WithBody(ReadOnlySpan<byte> body) => [.. MetaNaming(DicomTransferSyntax.ExplicitLittleEndian), .. body];

    private static byte[] Deflated(byte[] dataset)
    {
        using var deflated = new MemoryStream();
        using (var deflating = new DeflateStream(deflated, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflating.Write(dataset);
        }

        return [.. MetaNaming(DicomTransferSyntax.DeflatedExplicitLittleEndian), .. deflated.ToArray()];
    }

    private static byte[] MetaNaming(DicomTransferSyntax syntax)
    {
        var uid = System.Text.Encoding.ASCII.GetBytes(syntax.Uid + (syntax.Uid.Length % 2 == 0 ? "" : "\0"));
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)uid.Length);
        return [.. new byte[128], .. "DICM"u8, 2, 0, 0x10, 0, (byte)'U', (byte)'I', .. length, .. uid];
    }
}
