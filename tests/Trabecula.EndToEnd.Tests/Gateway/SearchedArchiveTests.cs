namespace Trabecula.EndToEnd.Tests;

public sealed class SearchedArchiveTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_archive_without_a_list_of_changes_is_searched_and_gets_each_result_once()
    {
        using var run = new GatewayRun(seed: 7, byDicomWeb: true);
        await run.Orthanc.StartAsync(Ct);
        var old = run.Films.Good();
        var first = run.Films.GoodOfToday();
        Assert.True(await run.Orthanc.SendAsync([old.Path, first.Path], Ct));
        run.Server.Start();
        await run.UntilItHoldsAsync(5, Ct);

        // Searches after the first results have seen all of these again.
        var second = run.Films.GoodOfToday();
        Assert.True(await run.Orthanc.SendAsync([second.Path], Ct));
        await run.UntilItHoldsAsync(9, Ct);
        await run.UntilAsync("SELECT count(*) FROM Deliveries WHERE State <> 'Delivered'", 0, Ct);
        GatewayRun.Verify(await run.Orthanc.InstancesAsync(Ct), [first, second], [], [old]);
        Assert.Equal(9, await run.Orthanc.CountAsync(Ct));
    }
}
