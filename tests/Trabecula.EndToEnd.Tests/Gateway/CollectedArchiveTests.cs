using Trabecula.Dicom;

namespace Trabecula.EndToEnd.Tests;

public sealed class CollectedArchiveTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_an_archive_that_holds_results_too_the_films_are_collected_and_no_overlay()
    {
        using var run = new GatewayRun(seed: 13);
        await run.Orthanc.StartAsync(Ct);
        run.Server.Start();
        var film = run.Films.Good();
        Assert.True(await run.Orthanc.SendAsync([film.Path], Ct));
        await run.UntilItHoldsAsync(4, Ct);

        // As docs/how-to/build-a-manifest-from-an-archive.md fetches.
        var patient = DicomFile.Open(film.Path).Dataset.GetString(DicomTags.PatientID)!;
        var day = DicomFile.Open(film.Path).Dataset.GetString(DicomTags.StudyDate)!;
        Directory.CreateDirectory(run["archive"]);
        var (code, said) = await ChildProcess.RunAsync(
            OrthancProcess.Tool("getscu")!,
            [
                "-P", "-aet", OrthancProcess.Sender, "-aec", "TRABECULA", "-od", run["archive"],
                "-k", "QueryRetrieveLevel=PATIENT", "-k", $"PatientID={patient}", "127.0.0.1", $"{run.Orthanc.DicomPort}",
            ],
            Ct);
        Assert.True(code == 0, said);
        Assert.Equal(4, Directory.GetFiles(run["archive"]).Length);

        File.WriteAllText(run["results.csv"], $"patient_id,dxa_date,lumbar_bmd\n{patient},{day[..4]}-{day[4..6]}-{day[6..]},0.9\n");
        var collected = await CommandLineRun.Of(
            "collect", run["archive"], "--dxa", run["results.csv"], "--out", run["cohort"], "--key", run["study.key"], "--report", run["left-out.csv"]);
        Assert.True(collected.Code == 0, collected.Error);
        Assert.Equal(
            "kind,reason,count\ndxa,used,1\nfilm,derived_picture,1\nfilm,other_modality,2\nfilm,used,1\n",
            File.ReadAllText(run["cohort/collect-report.csv"]));
        var written = DicomFile.Open(Assert.Single(Directory.GetFiles(run["cohort/films"], "*.dcm", SearchOption.AllDirectories))).Dataset;
        Assert.Equal(DicomFile.Open(film.Path).Dataset.GetBytes(DicomTags.PixelData)!.Value.ToArray(), written.GetBytes(DicomTags.PixelData)!.Value.ToArray());
    }
}
