namespace Trabecula.EndToEnd.Tests;

public sealed class GatewayTests(FiftyFilms films) : IClassFixture<FiftyFilms>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_good_film_has_one_report_one_overlay_one_document_and_every_refused_one_a_report_that_says_why()
    {
        Assert.Equal(50, films.Good.Count + films.Refused.Count + films.PassedOver.Count);
        GatewayRun.Verify(films.Archive, films.Good, films.Refused, films.PassedOver);
    }

    [Fact]
    public async Task Results_are_not_looked_at_themselves()
    {
        Assert.Equal(films.Expected, films.Archive.Count);
        Assert.Equal(films.Good.Count + films.Refused.Count, await films.Run.Server.AskAsync("SELECT count(*) FROM Films", Ct));
        Assert.Equal(films.Good.Count + films.Refused.Count, await films.Run.Server.AskAsync("SELECT count(*) FROM ArchiveInstances WHERE State = 'Taken'", Ct));
    }

    [Fact]
    public async Task What_the_archive_holds_of_results_is_read_by_others_without_an_error()
    {
        Assert.SkipUnless(OrthancProcess.Tool("dciodvfy") is not null, "Needs Debian's dicom3tools.");
        var results = films.Archive.Where(stored => stored.IsResult).ToArray();
        Assert.NotEmpty(results);
        var folder = Directory.CreateDirectory(films.Run["read-back"]).FullName;
        foreach (var result in results)
        {
            var path = Path.Combine(folder, $"{result.Id}.dcm");
            await File.WriteAllBytesAsync(path, result.Bytes, Ct);
            var (_, said) = await ChildProcess.RunAsync("dciodvfy", [path], Ct);
            Assert.DoesNotContain("Error -", said);
        }

        var (hasPydicom, _) = await ChildProcess.RunAsync("/usr/bin/python3", ["-c", "import pydicom"], Ct);
        Assert.SkipUnless(hasPydicom == 0, "Needs Debian's python3-pydicom.");
        var (code, told) = await ChildProcess.RunAsync(
            "/usr/bin/python3",
            ["-c", "import pathlib, sys, pydicom\nprint(sum(bool(str(pydicom.dcmread(f))) for f in pathlib.Path(sys.argv[1]).glob('*.dcm')))", folder],
            Ct);
        Assert.Equal((0, $"{results.Length}"), (code, told.Trim()));
    }

    [Fact]
    public void Neither_names_of_patients_nor_the_password_are_in_the_log()
    {
        Assert.NotEmpty(films.Run.Server.Said);
        Assert.DoesNotContain("Invented", films.Run.Server.Said);
        Assert.DoesNotContain(OrthancProcess.Password, films.Run.Server.Said);
    }
}
