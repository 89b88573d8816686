using System.Text;

namespace Trabecula.Dicom.Tests;

/// <summary>Places beside the usual ones in which a person can stand.</summary>
public class HiddenIdentityTests
{
    private static readonly DicomTag Meaning = DicomTags.AnatomicRegionSequence;
    private static readonly Deidentifier ForStudy = new(IdentifiedFilm.Key, IdentifiedFilm.Study);

    [Fact]
    public void Bytes_behind_the_last_pixel_go()
    {
        var film = IdentifiedFilm.Dataset().SetBytes(DicomTags.PixelData, DicomVr.OW, (byte[])[.. new byte[12], .. "Yamamoto"u8]);
        Assert.Equal(new byte[12], Cleaned(film).GetBytes(DicomTags.PixelData)!.Value.ToArray());
    }

    [Fact]
    public void Comments_in_a_compressed_picture_and_what_follows_it_are_zeroed_and_the_rest_stays()
    {
        byte[] jpeg =
        [
            0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xFF, 0xE1, 0, 8, .. "Bobby!"u8, 0xFF, 0xDA, 0, 3, 9,
            1, 0xFF, 0, 2, 0xFF, 0xFE, 0, 6, .. "Anon"u8, 3, 0xFF, 0xD9, .. "tail"u8,
        ];
        byte[] jpeg2000 =
        [
            0xFF, 0x4F, 0xFF, 0x64, 0, 8, 0, 1, .. "Anon"u8, 0xFF, 0x90, 0, 10, 0, 0, 0, 0, 0, 24, 0, 1, 0xFF, 0x64, 0, 6, 0, 1, .. "An"u8,
            0xFF, 0x93, 7, 8, 0xFF, 0xD9, .. "tail"u8,
        ];
        foreach (var stream in new[] { jpeg, jpeg2000 })
        {
            var expected = Encoding.Latin1.GetBytes(
                new[] { "Bobby!", "Anon", "tail" }.Aggregate(Encoding.Latin1.GetString(stream), (text, word) => text.Replace(word, new string('\0', word.Length), StringComparison.Ordinal))
                    .Replace("\0\u0001An\u00FF", "\0\u0001\0\0\u00FF", StringComparison.Ordinal));
            Assert.NotEqual(expected, stream);
            var pixels = new DicomElement(DicomTags.PixelData, DicomVr.OB, [ReadOnlyMemory<byte>.Empty, stream]);
            Assert.Equal(expected, PixelRemains.Without(new DicomDataset(), pixels).Fragments![1].ToArray());
        }
    }

    [Fact]
    public void Any_bytes_after_the_start_of_a_stream_keep_their_number()
    {
        // A tile-part that says that it ends before its data, and segments beyond the end.
        byte[][] streams =
        [
            [0xFF, 0x4F, 0xFF, 0x90, 0, 10, 0, 0, 0, 0, 0, 12, 0, 1, 0xFF, 0x93, 1, 2, 3],
            [0xFF, 0x4F, 0xFF, 0x64, 0xFF, 0xFF],
            [0xFF, 0xD8, 0xFF, 0xFE, 0, 0, 1],
            [0xFF, 0xD8, 0xFF, 0xFF],
        ];
        foreach (var stream in streams)
        {
            var pixels = new DicomElement(DicomTags.PixelData, DicomVr.OB, [ReadOnlyMemory<byte>.Empty, stream]);
            Assert.Equal(stream, PixelRemains.Without(new DicomDataset(), pixels).Fragments![1].ToArray());
        }
    }

    [Fact]
    public void Codes_without_a_published_scheme_go_wherever_they_stand()
    {
        var film = IdentifiedFilm.Dataset().Set(DicomTags.CodeMeaning, DicomVr.LO, "Dr Nobody")
            .SetItems(Meaning, new DicomDataset().Set(DicomTags.CodeMeaning, DicomVr.LO, "words of the hospital"));
        var dataset = Cleaned(film);
        Assert.False(dataset.Contains(DicomTags.CodeMeaning));
        Assert.False(dataset.Contains(Meaning));
    }

    [Theory]
    [InlineData(DicomVr.LO)]
    [InlineData(DicomVr.UN)]
    public void A_name_in_another_representation_is_still_looked_for(DicomVr vr)
    {
        var film = IdentifiedFilm.Dataset();
        film.Remove(DicomTags.PatientName);
        film.SetBytes(DicomTags.PatientName, vr, "Yamamoto^Hanako"u8.ToArray()).Set(DicomTags.BodyPartExamined, DicomVr.CS, "HANAKO SPINE");
        Assert.Null(Cleaned(film).GetString(DicomTags.BodyPartExamined));
    }

    [Theory]
    [InlineData("Li^Wei", "for Wei Li")]
    [InlineData("Li^Wei", "LIWEI")]
    [InlineData("Hayashi^Osamu=林^修", "林修")]
    public void Short_names_are_found_together(string name, string text)
    {
        var film = IdentifiedFilm.Dataset().Set(DicomTags.PatientName, DicomVr.PN, name).Set(DicomTags.Manufacturer, DicomVr.LO, text);
        Assert.Null(Cleaned(film).GetString(DicomTags.Manufacturer));
    }

    [Theory]
    [InlineData("19500214", "14-FEB-1950")]
    [InlineData("1950-02-14", "19500214")]
    [InlineData("19500214", "SEEN 20240611")]
    [InlineData("19500214", "884213")]
    public void Dates_and_numbers_are_found_in_other_ways_of_writing(string birth, string text)
    {
        var film = IdentifiedFilm.Dataset().Set(DicomTags.PatientBirthDate, DicomVr.DA, birth).Set(DicomTags.BodyPartExamined, DicomVr.CS, text);
        Assert.Null(Cleaned(film).GetString(DicomTags.BodyPartExamined));
    }

    [Fact]
    public void Capitals_are_found_among_bytes_and_numbers_within_uids_that_stay()
    {
        Left(IdentifiedFilm.Dataset().SetBytes(DicomTags.LUTData, DicomVr.OW, "xxYAMAMOTO"u8.ToArray()));
        Left(IdentifiedFilm.Dataset().Set(DicomTags.SOPClassUID, DicomVr.UI, "1.2.392.19500214.1"));

        static void Left(DicomDataset film) =>
            Assert.Equal(DicomErrors.IdentityLeft, Assert.Throws<DicomException>(() => ForStudy.Deidentify(DicomFile.Create(film))).Code);
    }

    [Fact]
    public void Uids_of_the_standard_stay_and_those_made_under_its_root_do_not()
    {
        var frame = new DicomTag(0x0020, 0x0052);
        var synchronization = new DicomTag(0x0020, 0x0200);
        var film = IdentifiedFilm.Dataset()
            .Set(DicomTags.StudyInstanceUID, DicomVr.UI, "1.2.840.10008.1.2.3")
            .Set(frame, DicomVr.UI, "1.2.840.10008.88421301.1")
            .Set(synchronization, DicomVr.UI, "1.2.840.10008.15.1.1");
        var dataset = Cleaned(film);
        Assert.StartsWith("2.25.", dataset.GetString(DicomTags.StudyInstanceUID));
        Assert.StartsWith("2.25.", dataset.GetString(frame));
        Assert.Equal("1.2.840.10008.15.1.1", dataset.GetString(synchronization));
    }

    [Fact]
    public void One_yes_among_several_answers_means_burned_in()
    {
        var film = IdentifiedFilm.Dataset().Set(DicomTags.BurnedInAnnotation, DicomVr.CS, "NO", "YES");
        Assert.Equal(DicomErrors.BurnedInAnnotation, Assert.Throws<DicomException>(() => ForStudy.Deidentify(DicomFile.Create(film))).Code);
    }

    private static DicomDataset Cleaned(DicomDataset film) => DicomFile.Read(ForStudy.Deidentify(DicomFile.Create(film)).Content).Dataset;
}
