using CsCheck;

namespace Trabecula.Dicom.Tests;

public sealed class FilmCopiesTests
{
    private static readonly string[] Lossless =
    [
        "u12_big_endian", "u12_deflated", "u12_implicit", "u12_undefined_lengths", "u12_j2k_lossless", "u12_jpeg_sv1", "u12_jpegls", "u12_rle", "u12_rle_fragments",
        "u12_explicit_no_meta", "u12_implicit_no_meta",
    ];

    public static TheoryData<string> LosslessCopies => [.. Lossless];

    [Theory]
    [MemberData(nameof(LosslessCopies))]
    public void A_film_that_others_wrote_in_another_lossless_syntax_is_the_same_film(string name)
    {
        Assert.True(FilmCopies.AreOne(Film("u12"), Film(name)));
        Assert.True(FilmCopies.AreOne(Film(name), Film("u12")));
    }

    [Fact]
    public void The_header_of_the_file_private_attributes_and_padding_are_not_the_film()
    {
        var film = Film("u12");
        var copy = Film("u12");
        copy.Meta.Set(new DicomTag(0x0002, 0x0013), DicomVr.SH, "OTHER_1");
        copy.Dataset.Set(new DicomTag(0x0009, 0x0010), DicomVr.LO, "ARCHIVE").Set(new DicomTag(0x0009, 0x1001), DicomVr.LO, "shelf 7")
            .SetBytes(DicomTags.SOPInstanceUID, DicomVr.UI, System.Text.Encoding.ASCII.GetBytes(film.Dataset.GetString(DicomTags.SOPInstanceUID) + "\0"))
            .Set(new DicomTag(0x0008, 0x0054), DicomVr.AE, "ARCHIVE")
            .Set(DicomTags.PatientComments, DicomVr.LT);
        Assert.True(FilmCopies.AreOne(film, copy));
    }

    [Fact]
    public void The_same_name_in_another_character_set_is_the_same_name()
    {
        DicomFile Named(string charset, byte[] name)
        {
            var film = Film("u12");
            film.Dataset.Set(DicomTags.SpecificCharacterSet, DicomVr.CS, charset).SetBytes(DicomTags.PatientName, DicomVr.PN, name);
            return film;
        }

        byte[] latin = [.. "M"u8, 0xFC, .. "ller^Anna"u8];
        Assert.True(FilmCopies.AreOne(Named("ISO_IR 100", latin), Named("ISO_IR 192", "Müller^Anna"u8.ToArray())));
        Assert.False(FilmCopies.AreOne(Named("ISO_IR 100", latin), Named("ISO_IR 192", "Muller^Anna"u8.ToArray())));
    }

    [Theory]
    [InlineData("u12_j2k_lossy")]
    [InlineData("u12_jpegls_near")]
    [InlineData("u12_jpeg_extended")]
    public void A_lossy_copy_is_another_film(string name)
    {
        Assert.False(FilmCopies.AreOne(Film("u12"), Film(name)));
        Assert.True(FilmCopies.AreOne(Film(name), Film(name)));
    }

    [Fact]
    public void One_attribute_one_item_or_one_pixel_makes_another_film()
    {
        foreach (var change in new Action<DicomDataset>[]
        {
            dataset => dataset.Set(DicomTags.PatientID, DicomVr.LO, "another"),
            dataset => dataset.Set(DicomTags.PatientComments, DicomVr.LT, "more"),
            dataset => dataset.SetItems(DicomTags.ViewCodeSequence, new DicomDataset().Set(DicomTags.CodeValue, DicomVr.SH, "1")),
            dataset =>
            {
                var pixels = dataset.Find(DicomTags.PixelData)!.Value.ToArray();
                pixels[^2] ^= 1;
                dataset.SetBytes(DicomTags.PixelData, DicomVr.OW, pixels);
            },
        })
        {
            var other = Film("u12");
            change(other.Dataset);
            Assert.False(FilmCopies.AreOne(Film("u12"), other));
            Assert.False(FilmCopies.AreOne(other, Film("u12")));
        }
    }

    [Fact]
    public void Pixels_that_cannot_be_decoded_are_compared_byte_by_byte_and_never_throw()
    {
        DicomFile Broken(byte last)
        {
            var film = Film("u12_jpegls");
            film.Dataset.SetFragments(DicomTags.PixelData, ReadOnlyMemory<byte>.Empty, new byte[] { 1, 2, 3, last });
            return film;
        }

        Assert.True(FilmCopies.AreOne(Broken(4), Broken(4)));
        Assert.False(FilmCopies.AreOne(Broken(4), Broken(5)));
    }

    [Fact]
    public void A_file_with_any_byte_changed_is_compared_without_a_fault_and_is_the_same_film_only_where_its_values_are()
    {
        var bytes = File.ReadAllBytes(Path.Combine(Repository.Golden("films"), "u12_jpegls.dcm"));
        var film = DicomFile.Read(bytes);
        Gen.Select(Gen.Int[132, bytes.Length - 1], Gen.Byte[1, 255]).Sample((at, change) =>
        {
            var changed = (byte[])bytes.Clone();
            changed[at] ^= change;
            try
            {
                var other = DicomFile.Read(changed);
                var areOne = FilmCopies.AreOne(film, other);
                Assert.Equal(areOne, FilmCopies.AreOne(other, film));
                if (areOne)
                    Assert.Equal(film.Dataset.GetString(DicomTags.PatientID), other.Dataset.GetString(DicomTags.PatientID));
            }
            catch (DicomException)
            {
                // It cannot be read, and is never compared.
            }
        });
    }

    private static DicomFile Film(string name) => DicomFile.Open(Path.Combine(Repository.Golden("films"), name + ".dcm"));
}
