namespace Trabecula.Dicom.Tests;

public sealed class HeaderReadingTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("trabecula-header-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_header_has_what_the_whole_file_has_before_its_pixels()
    {
        foreach (var path in Directory.EnumerateFiles(Repository.Golden("films"), "*.dcm").Append(Path.Combine(Repository.Root, "samples", "lumbar-ap.dcm")))
        {
            var whole = DicomFile.Open(path);
            var header = DicomFile.OpenHeader(path);
            Assert.Equal(
                whole.Dataset.Elements.Select(element => element.Tag).Where(tag => tag.CompareTo(DicomTags.PixelData) <= 0),
                header.Dataset.Elements.Select(element => element.Tag));
            Assert.Equal(whole.TransferSyntax, header.TransferSyntax);
            Assert.Equal(whole.Dataset.GetString(DicomTags.SOPInstanceUID), header.Dataset.GetString(DicomTags.SOPInstanceUID));
            Assert.True(header.Dataset.GetBytes(DicomTags.PixelData)!.Value.IsEmpty);
        }
    }

    [Fact]
    public void A_header_longer_than_what_is_read_first_is_read_as_a_whole()
    {
        var path = Path.Combine(_folder.FullName, "film.dcm");
        DicomFile.Create(IdentifiedFilm.Dataset().SetBytes(new DicomTag(0x0019, 0x1002), DicomVr.OB, new byte[1 << 20])).Save(path);
        Assert.Equal("PID-884213", DicomFile.OpenHeader(path).Dataset.GetString(DicomTags.PatientID));
    }

    [Fact]
    public void What_is_no_object_is_refused_by_its_start()
    {
        var path = Path.Combine(_folder.FullName, "notes.txt");
        File.WriteAllText(path, new string('x', 1 << 20));
        Assert.Equal(DicomErrors.NotDicom, Assert.Throws<DicomException>(() => DicomFile.OpenHeader(path)).Code);
        Assert.Equal(DicomErrors.FileAccess, Assert.Throws<DicomException>(() => DicomFile.OpenHeader(path + "x")).Code);
    }
}
