using System.Text.Json;

namespace Trabecula.EndToEnd.Tests;

public sealed class DestinationTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Results_wait_for_an_archive_that_is_away_and_a_destination_that_refuses_holds_up_nobody()
    {
        using var again = new ManualResetEventSlim();
        using var refuses = new FakeRecord(call =>
        {
            // The second try is held until the test has seen that a refusal stays one meanwhile.
            if (call == 1)
                again.Wait(Ct);
            return 422;
        });
        using var relents = new FakeRecord(call => call < 2 ? 404 : 200);
        using var stumbles = new FakeRecord(call => call < 2 ? 503 : 200);
        using var elsewhere = new TemporaryFolder();
        using var second = new OrthancProcess(elsewhere["second"], ("trabecula", 4242));
        using var run = new GatewayRun(
            seed: 3,
            _ =>
            [
                new { Name = "refuses", Protocol = "Fhir", refuses.Url },
                new { Name = "relents", Protocol = "Fhir", relents.Url },
                new { Name = "record", Protocol = "Fhir", Url = stumbles.Url.TrimEnd('/') },
                new { Name = "second", Url = second.Url + "dicom-web/", User = OrthancProcess.User, Password = OrthancProcess.Password },
                new { Name = "node", Protocol = "CStore", Archive = "archive", Modality = "trabecula", Kinds = new[] { "StructuredReport" } },
            ],
            modalities: ("trabecula", second.DicomPort));
        await run.Orthanc.StartAsync(Ct);
        run.Server.Start();
        var film = run.Films.Good();
        Assert.True(await run.Orthanc.SendAsync([film.Path], Ct));

        // The archive goes away as soon as its film has been taken, and stays away until the film is judged.
        await run.UntilAsync("SELECT count(*) FROM ArchiveInstances WHERE State = 'Taken'", 1, Ct);
        run.Orthanc.Kill();
        await run.UntilAsync("SELECT count(*) FROM Films WHERE State = 'Estimated'", 1, Ct);
        await run.UntilAsync("SELECT count(*) FROM Deliveries WHERE State = 'Refused' AND Destination = 'refuses' AND ReasonCode = 'archive_refused'", 1, Ct);
        await run.UntilAsync("SELECT count(*) FROM Deliveries WHERE State = 'Sending' AND Destination = 'refuses'", 1, Ct);
        Assert.Contains("refuses/refused", await run.Server.CallAsync(HttpMethod.Get, "health/ready", Ct));
        again.Set();
        await run.UntilAsync("SELECT count(*) FROM Deliveries WHERE State = 'Delivered' AND Destination = 'relents'", 1, Ct);
        Assert.Single(relents.Accepted);
        await run.UntilAsync("SELECT count(*) FROM Deliveries WHERE State = 'Delivered' AND Destination = 'record'", 1, Ct);
        Assert.Equal("transaction", JsonDocument.Parse(Assert.Single(stumbles.Accepted).Body).RootElement.GetProperty("type").GetString());
        Assert.Equal("/fhir", stumbles.Accepted[0].Path.TrimEnd('/'));
        await run.UntilAsync("SELECT count(*) FROM Deliveries WHERE State <> 'Delivered' AND Destination = 'second'", 3, Ct);

        await run.Orthanc.StartAsync(Ct);
        await run.UntilItHoldsAsync(4, Ct);
        GatewayRun.Verify(await run.Orthanc.InstancesAsync(Ct), [film], [], []);
        await second.StartAsync(Ct);
        await run.UntilAsync("SELECT count(*) FROM Deliveries WHERE State <> 'Delivered' AND Destination <> 'refuses'", 0, Ct);
        Assert.Equal(3, await second.CountAsync(Ct));

        // It is tried again by itself, is seen in health and in the list, and a person can have it tried at once.
        await Wait.UntilAsync(() => Task.FromResult(refuses.Calls >= 3), () => "It was not tried again.", Ct);
        await run.UntilAsync("SELECT count(*) FROM Deliveries WHERE State = 'Refused' AND Destination = 'refuses' AND NextAttemptAt IS NOT NULL", 1, Ct);
        await Wait.UntilAsync(
            async () => (await run.Server.CallAsync(HttpMethod.Get, "api/gateway/deliveries?state=refused&destination=refuses", Ct)).Contains("\"archive_refused\""),
            () => "The refusal is not in the list.",
            Ct);
        await run.Server.CallAsync(HttpMethod.Post, "api/gateway/refuses/retry", Ct);
        await run.UntilAsync("SELECT count(*) FROM Deliveries WHERE Destination = 'refuses' AND Attempts < 3", 1, Ct);
    }
}
