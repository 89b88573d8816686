namespace Trabecula.EndToEnd.Tests;

/// <summary>The malformed files beside the repository, made to look like films by their tags, through an archive.</summary>
public sealed class MalformedTests(ITestOutputHelper output)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Malformed_files_that_an_archive_took_are_refused_by_name_and_the_next_film_is_estimated()
    {
        var source = Path.Combine(RepositoryRoot.Path, "..", "shared", "data", "dicom-malformed");
        Assert.SkipUnless(Directory.Exists(source), "The evaluation data ../shared/data/dicom-malformed are not here.");
        using var run = new GatewayRun(seed: 5);
        await run.Orthanc.StartAsync(Ct);
        run.Server.Start();
        var dimse = Directory.CreateDirectory(run["dimse"]).FullName;
        var number = 0;
        foreach (var file in Directory.EnumerateFiles(source, "*.dcm", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var film = AsFilm(await File.ReadAllBytesAsync(file, Ct));

            // By HTTP and by C-STORE in turn: C-STORE waits 40 ms for each.
            if (number++ % 3 != 0)
                await PostAsync(run.Orthanc, film);
            else
                await File.WriteAllBytesAsync(Path.Combine(dimse, $"{number}.dcm"), film, Ct);
        }

        // storescu gives an association up at the first file that it cannot send.
        foreach (var files in Directory.EnumerateFiles(dimse).Chunk(20))
        {
            await run.Orthanc.SendOnceAsync(["-nh", .. files], Ct);
            await run.Orthanc.ReviveAsync(Ct);
        }

        var good = run.Films.Good();
        Assert.True(await run.Orthanc.SendAsync([good.Path], Ct));
        await run.UntilAsync("SELECT count(*) FROM Films WHERE State = 'Estimated'", 1, Ct);
        await run.UntilAsync("SELECT count(*) FROM Films WHERE State IN ('Received', 'Estimating', 'Failed')", 0, Ct);
        await run.UntilAsync("SELECT count(*) FROM Deliveries WHERE State <> 'Delivered'", 0, Ct);
        var taken = await run.Server.AskAsync("SELECT count(*) FROM Films", Ct);
        output.WriteLine($"{number} files; Orthanc keeps {await run.Orthanc.CountAsync(Ct)} objects, {taken} films were looked at.");
        Assert.True(taken > 20, $"Only {taken} films were looked at.");
        Assert.Equal(0, await run.Server.AskAsync("SELECT count(*) FROM Films WHERE ReasonCode = 'internal_error'", Ct));
        Assert.Equal(0, await run.Server.AskAsync(
            """
            SELECT count(*) FROM Films f WHERE f.State = 'Rejected' AND f.ConflictsWithId IS NULL AND f.SopInstanceUid IS NOT NULL
                AND f.StudyInstanceUid IS NOT NULL AND f.SeriesInstanceUid IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM Objects o JOIN Deliveries d ON d.ObjectId = o.Id
                    WHERE o.FilmId = f.Id AND o.Kind = 'StructuredReport' AND d.State = 'Delivered')
            """,
            Ct));
        GatewayRun.Verify(await run.Orthanc.InstancesAsync(Ct), [good], [], []);
    }

    /// <summary>CT becomes CR, in SOP classes and in Modality: texts of the same length, so that all that is wrong stays where it is.</summary>
    private static byte[] AsFilm(byte[] file)
    {
        Replace(file, "1.2.840.10008.5.1.4.1.1.2\0"u8, "1.2.840.10008.5.1.4.1.1.1\0"u8);
        Replace(file, "CS\u0002\0CT"u8, "CS\u0002\0CR"u8);
        return file;
    }

    private static void Replace(Span<byte> file, ReadOnlySpan<byte> from, ReadOnlySpan<byte> to)
    {
        for (int at; (at = file.IndexOf(from)) >= 0; file = file[(at + from.Length)..])
            to.CopyTo(file[at..]);
    }

    private static async Task PostAsync(OrthancProcess orthanc, byte[] film)
    {
        try
        {
            await orthanc.PostAsync(film, Ct);
        }
        catch (HttpRequestException)
        {
            await Wait.UntilAsync(() => orthanc.ReviveAsync(Ct), () => "Orthanc breaks calls off and does not die.", Ct);
        }
    }
}
