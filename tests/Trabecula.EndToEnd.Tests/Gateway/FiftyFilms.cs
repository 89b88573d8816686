namespace Trabecula.EndToEnd.Tests;

/// <summary>Fifty films sent by C-STORE to an archive with the server beside it; sent once, looked at by several tests.</summary>
public sealed class FiftyFilms : IAsyncLifetime
{
    private GatewayRun? _run;

    internal GatewayRun Run => _run!;

    internal List<SentFilm> Good { get; } = [];

    internal List<SentFilm> Refused { get; } = [];

    internal List<SentFilm> PassedOver { get; } = [];

    internal IReadOnlyList<StoredObject> Archive { get; private set; } = [];

    /// <summary>All films, three results of each that was looked at; there is no overlay of pixels that cannot be read.</summary>
    internal int Expected { get; private set; }

    public async ValueTask InitializeAsync()
    {
        var ct = TestContext.Current.CancellationToken;
        _run = new GatewayRun(seed: 50);
        await Run.Orthanc.StartAsync(ct);
        Run.Server.Start();
        var films = Run.Films;
        var malformed = new List<SentFilm>();
        for (var i = 0; i < 49; i++)
        {
            switch (i % 7)
            {
                case 1 or 4:
                    Refused.Add(films.NotASpine());
                    break;
                case 2 when i % 2 == 0:
                    malformed.Add(films.Malformed());
                    break;
                case 5:
                    PassedOver.Add(i % 2 == 0 ? films.Chest() : films.Lateral());
                    break;
                default:
                    Good.Add(films.Good());
                    break;
            }
        }

        var all = Good.Concat(Refused).Concat(malformed).Concat(PassedOver).OrderBy(film => film.Path).ToArray();
        var twice = all.Where((_, number) => number % 6 == 0);
        Assert.True(await Run.Orthanc.SendAsync(all.Concat(twice).Select(film => film.Path), ct));

        // Changes are read in order: when the last film has its results, all before it, results of others among them, were looked at.
        Expected = all.Length + (3 * (Good.Count + Refused.Count)) + (2 * malformed.Count);
        await Run.UntilItHoldsAsync(Expected, ct);
        var last = films.Good();
        Good.Add(last);
        Assert.True(await Run.Orthanc.SendAsync([last.Path, all[0].Path], ct));
        Expected += 4;
        await Run.UntilItHoldsAsync(Expected, ct);
        Refused.AddRange(malformed);
        Archive = await Run.Orthanc.InstancesAsync(ct);
    }

    public ValueTask DisposeAsync()
    {
        _run?.Dispose();
        return ValueTask.CompletedTask;
    }
}
