using Trabecula.Dicom;

namespace Trabecula.Server.Tests;

public class StowSenderTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(501)]
    public async Task An_archive_that_takes_objects_but_answers_no_search_gets_them_at_the_second_try(int searched)
    {
        var stored = 0;
        using var archive = new FakeRemote(path =>
        {
            if (path != "/studies")
                return (searched, "");
            stored++;
            return (200, """{"00081199":{"vr":"SQ","Value":[{"00081155":{"vr":"UI","Value":["1.2.3.4"]}}]}}""");
        });
        await new StowSender("archive", new DicomWebClient(archive.Connection)).SendAsync(Result(), isAgain: true, Ct);
        Assert.Equal(1, stored);
    }

    [Fact]
    public async Task An_object_that_arrived_at_a_try_that_was_broken_off_is_not_sent_again()
    {
        using var archive = new FakeRemote(path => path == "/studies"
            ? (500, "")
            : (200, """[{"00080018":{"vr":"UI","Value":["1.2.3.4"]}}]"""));
        await new StowSender("archive", new DicomWebClient(archive.Connection)).SendAsync(Result(), isAgain: true, Ct);
    }

    private static byte[] Result() => DicomFile.Create(new DicomDataset()
        .Set(DicomTags.SOPClassUID, DicomVr.UI, "1.2.840.10008.5.1.4.1.1.88.34")
        .Set(DicomTags.SOPInstanceUID, DicomVr.UI, "1.2.3.4")
        .Set(DicomTags.StudyInstanceUID, DicomVr.UI, "1.2.3")
        .Set(DicomTags.SeriesInstanceUID, DicomVr.UI, "1.2.3.5")).ToBytes();
}
