namespace Trabecula.Dicom.Tests;

public sealed class OrthancClientTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Changes_are_read_page_by_page()
    {
        using var orthanc = FakeArchive.Saying(200, """
            {"Changes":[{"ChangeType":"NewInstance","Date":"x","ID":"4e222ff4-777987f6","Path":"/instances/x","ResourceType":"Instance","Seq":7}],"Done":false,"Last":7}
            """);
        using var connection = orthanc.Connect();
        var page = await new OrthancClient(connection).ChangesAsync(6, 100, Ct);
        Assert.Equal((7, false), (page.Last, page.IsAll));
        Assert.Equal(new OrthancChange(7, "NewInstance", "4e222ff4-777987f6"), Assert.Single(page.Changes));
        Assert.Equal("/dicom-web/changes?since=6&limit=100", Assert.Single(orthanc.Requests).Path);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"Changes":[{"ChangeType":"NewInstance","ID":"../../system","Seq":1}],"Done":true,"Last":1}""")]
    [InlineData("""{"Changes":[{"ChangeType":"NewInstance","ID":"ab","Seq":"1"}],"Done":true,"Last":1}""")]
    public async Task Changes_in_another_form_are_said_to_be_none(string body)
    {
        using var orthanc = FakeArchive.Saying(200, body);
        using var connection = orthanc.Connect();
        var error = await Assert.ThrowsAsync<ArchiveException>(() => new OrthancClient(connection).ChangesAsync(0, 1, Ct));
        Assert.Equal(ArchiveErrors.Answer, error.Code);
    }

    [Fact]
    public async Task A_class_is_told_from_the_database()
    {
        using var orthanc = FakeArchive.Saying(200, "text/plain", "1.2.840.10008.5.1.4.1.1.1\0"u8.ToArray());
        using var connection = orthanc.Connect();
        Assert.Equal("1.2.840.10008.5.1.4.1.1.1", await new OrthancClient(connection).ClassAsync("ab-cd", Ct));
        Assert.Equal("/dicom-web/instances/ab-cd/metadata/SopClassUid", Assert.Single(orthanc.Requests).Path);
    }

    [Fact]
    public async Task Only_instances_are_found_by_a_UID_and_sent_on()
    {
        using var orthanc = FakeArchive.Saying(200, """[{"ID":"ab","Path":"/instances/ab","Type":"Instance"},{"ID":"cd","Path":"/series/cd","Type":"Series"}]""");
        using var connection = orthanc.Connect();
        var client = new OrthancClient(connection);
        Assert.Equal(["ab"], await client.FindAsync("1.2.3", Ct));
        await client.SendOnAsync("PACS/1", ["ab"], Ct);
        Assert.Equal("/dicom-web/modalities/PACS%2F1/store", orthanc.Requests[1].Path);
        Assert.Equal("""{"Resources":["ab"],"Synchronous":true}""", System.Text.Encoding.UTF8.GetString(orthanc.Requests[1].Body));
    }
}
