namespace Trabecula.EndToEnd.Tests;

public sealed class KillTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killing_the_server_and_the_archive_at_ten_random_moments_loses_nothing_and_doubles_nothing()
    {
        using var run = new GatewayRun(seed: 10);
        await run.Orthanc.StartAsync(Ct);
        run.Server.Start();
        List<SentFilm> good = [], refused = [], passedOver = [];
        var chance = new Random(10);
        var sending = Task.Run(() => SendAsync(run, good, refused, passedOver), Ct);
        for (var kill = 0; kill < 10; kill++)
        {
            await Task.Delay(chance.Next(100, 2500), Ct);
            if (kill % 2 == 0)
                run.Server.Kill();
            else
                run.Orthanc.Kill();
            await Task.Delay(chance.Next(0, 300), Ct);
            if (kill % 2 == 0)
                run.Server.Start();
            else
                await run.Orthanc.StartAsync(Ct);
        }

        await sending;
        var last = run.Films.Good();
        good.Add(last);
        await SendUntilItArrivesAsync(run, last);
        var expected = good.Count + refused.Count + passedOver.Count + (3 * (good.Count + refused.Count));
        await run.UntilItHoldsAsync(expected, Ct);
        await run.UntilAsync("SELECT count(*) FROM Deliveries WHERE State <> 'Delivered'", 0, Ct);
        var archive = await run.Orthanc.InstancesAsync(Ct);
        Assert.Equal(expected, archive.Count);
        GatewayRun.Verify(archive, good, refused, passedOver);
    }

    private static async Task SendAsync(GatewayRun run, List<SentFilm> good, List<SentFilm> refused, List<SentFilm> passedOver)
    {
        for (var i = 0; i < 16; i++)
        {
            var film = i % 4 == 2 ? run.Films.NotASpine() : i % 8 == 5 ? run.Films.Lateral() : run.Films.Good();
            (i % 4 == 2 ? refused : i % 8 == 5 ? passedOver : good).Add(film);
            await SendUntilItArrivesAsync(run, film);
            if (i % 5 == 0)
                await SendUntilItArrivesAsync(run, film);
            await Task.Delay(500, Ct);
        }
    }

    /// <summary>As a console does: a film is in hand until the archive has said that it has it.</summary>
    private static async Task SendUntilItArrivesAsync(GatewayRun run, SentFilm film)
    {
        while (!await run.Orthanc.SendAsync([film.Path], Ct))
            await Task.Delay(200, Ct);
    }
}
