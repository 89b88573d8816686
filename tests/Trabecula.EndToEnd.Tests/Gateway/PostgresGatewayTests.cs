using Trabecula.Server.Tests;

namespace Trabecula.EndToEnd.Tests;

public sealed class PostgresGatewayTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_gateway_with_PostgreSQL_gives_each_film_its_results_once_before_and_after_a_stop()
    {
        await using var postgres = await PostgresServer.StartNewAsync();
        using var run = new GatewayRun(seed: 12, database: postgres.Connection);
        await run.Orthanc.StartAsync(Ct);
        var (good, twice, refused, chest, late) = (run.Films.Good(), run.Films.Good(), run.Films.NotASpine(), run.Films.Chest(), run.Films.Good());
        run.Server.Start();
        Assert.True(await run.Orthanc.SendAsync([good.Path, twice.Path, twice.Path, refused.Path, chest.Path], Ct));
        await run.UntilItHoldsAsync(13, Ct);

        // Nothing is claimed now, so that nobody waits for a claim to run out.
        run.Server.Kill();
        Assert.True(await run.Orthanc.SendAsync([twice.Path, late.Path], Ct));
        run.Server.Start();
        await run.UntilItHoldsAsync(17, Ct);
        GatewayRun.Verify(await run.Orthanc.InstancesAsync(Ct), [good, twice, late], [refused], [chest]);
        Assert.Equal(17, await run.Orthanc.CountAsync(Ct));
    }
}
