using Trabecula.Dicom;

namespace Trabecula.Server.Tests;

public class OrthancArchiveTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Films_are_picked_by_their_class_and_one_that_Orthanc_stumbles_over_holds_up_nobody()
    {
        using var orthanc = new FakeRemote(path => path switch
        {
            "/changes?since=4&limit=200" => (200, """
                {"Changes":[{"ChangeType":"NewInstance","ID":"aa","Seq":5},{"ChangeType":"NewSeries","ID":"bb","Seq":6},
                            {"ChangeType":"NewInstance","ID":"cc","Seq":7},{"ChangeType":"NewInstance","ID":"dd","Seq":8},
                            {"ChangeType":"NewInstance","ID":"ee","Seq":9}],"Done":false,"Last":9}
                """),
            "/instances/aa/metadata/SopClassUid" => (200, "1.2.840.10008.5.1.4.1.1.1"),
            "/instances/cc/metadata/SopClassUid" => (200, "1.2.840.10008.5.1.4.1.1.88.34"),
            "/instances/dd/metadata/SopClassUid" => (500, "{}"),
            _ => (404, "{}"),
        });
        var found = await Archive(orthanc).LookAsync("4", Ct);
        Assert.Equal(["aa", "dd"], found.Wanted.Select(instance => instance.ArchiveId));
        Assert.Equal(("9", false), (found.Position, found.IsAll));
    }

    [Fact]
    public async Task An_archive_whose_numbers_began_anew_is_read_from_its_start()
    {
        using var orthanc = new FakeRemote(path => path.StartsWith("/changes?since=0&", StringComparison.Ordinal)
            ? (200, """{"Changes":[{"ChangeType":"NewPatient","ID":"ab","Seq":3}],"Done":true,"Last":3}""")
            : (200, """{"Changes":[],"Done":true,"Last":3}"""));
        var found = await Archive(orthanc).LookAsync("1000", Ct);
        Assert.Equal(("3", true), (found.Position, found.IsAll));
    }

    [Fact]
    public async Task An_archive_that_is_away_is_said_to_be_and_nothing_is_passed_over()
    {
        using var orthanc = new FakeRemote(path => path.StartsWith("/changes", StringComparison.Ordinal)
            ? (200, """{"Changes":[{"ChangeType":"NewInstance","ID":"ab","Seq":3}],"Done":true,"Last":3}""")
            : (503, "{}"));
        var error = await Assert.ThrowsAsync<ArchiveException>(() => Archive(orthanc).LookAsync("", Ct));
        Assert.Equal(ArchiveErrors.Away, error.Code);
    }

    private static OrthancArchive Archive(FakeRemote orthanc) => new(new OrthancClient(orthanc.Connection));
}
