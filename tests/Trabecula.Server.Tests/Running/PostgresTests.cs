using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Trabecula.Server.Tests;

public sealed class PostgresTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Films_go_through_postgres_which_may_be_away_for_a_while()
    {
        await using var postgres = await PostgresServer.StartNewAsync();
        await using var server = await RunningServer.StartAsync(settings => settings with { Database = postgres.Connection });
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => server.PostAsync(TestFilms.Film(1), "?wait=true")));
        var film = await server.JsonAsync("/api/films/1");
        Assert.Equal("estimated", film.GetProperty("state").GetString());
        Assert.Equal(5, film.GetProperty("times_received").GetInt32());
        Assert.Equal(1, await server.CountAsync());

        await postgres.StopAsync();
        var answer = await server.PostAsync(TestFilms.Film(2));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("database_unavailable", (await RunningServer.ReadAsync(answer)).GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await server.Http.GetAsync("/health/ready", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await server.Http.GetAsync("/api/films", Ct)).StatusCode);

        await postgres.StartAsync();
        for (var tries = 0; (await server.Http.GetAsync("/health/ready", Ct)).StatusCode != HttpStatusCode.OK; tries++)
        {
            Assert.True(tries < 200, "The server does not find its database again.");
            await Task.Delay(100, Ct);
        }

        Assert.Equal(HttpStatusCode.OK, (await server.PostAsync(TestFilms.Film(2), "?wait=true")).StatusCode);
    }

    [Fact]
    public async Task A_lock_that_the_queue_left_behind_when_the_database_went_away_holds_no_film_up_for_long()
    {
        await using var postgres = await PostgresServer.StartNewAsync();
        using var go = new ManualResetEventSlim();
        await using var server = await RunningServer.StartAsync(
            settings => settings with { Database = postgres.Connection, SideBySide = 1 }, RunningServer.Invented(() => go.Wait(TimeSpan.FromMinutes(1))));
        await server.PostAsync(TestFilms.Film(1));
        await server.UntilAsync(1, film => film.GetProperty("state").GetString() == "estimating");

        // As a restart of PostgreSQL leaves it that comes while the queue notes that a job is done; ten seconds ago, to spare the test the wait.
        await using (var database = server.Databases.Open())
        {
            Assert.NotEqual(0, await database.Database.ExecuteSqlRawAsync(
                "INSERT INTO hangfire.lock (resource, acquired) SELECT 'hangfire:job:' || id || ':state-lock', now() - interval '10 seconds' FROM hangfire.job", Ct));
        }

        go.Set();
        await server.PostAsync(TestFilms.Film(2));
        await server.UntilAsync(2, RunningServer.IsFinished);
    }

    [Fact]
    public async Task Films_whose_jobs_the_queue_lost_are_estimated_all_the_same_and_once()
    {
        await using var postgres = await PostgresServer.StartNewAsync();
        using var go = new ManualResetEventSlim();
        await using var server = await RunningServer.StartAsync(
            settings => settings with { Database = postgres.Connection, SideBySide = 1 }, RunningServer.Invented(() => go.Wait(TimeSpan.FromMinutes(1))));
        await server.PostAsync(TestFilms.Film(1));
        await server.UntilAsync(1, film => film.GetProperty("state").GetString() == "estimating");
        for (var number = 2; number <= 4; number++)
            await server.PostAsync(TestFilms.Film(number));
        await using var database = server.Databases.Open();
        await database.Database.ExecuteSqlRawAsync("TRUNCATE hangfire.job, hangfire.jobqueue CASCADE", Ct);

        // They are believed to be queued; nearly all of that time has passed, to spare the test the wait.
        DateTimeOffset? soon = DateTimeOffset.UtcNow.AddSeconds(1);
        await database.Films.Where(f => f.Id > 1).ExecuteUpdateAsync(set => set.SetProperty(f => f.QueuedUntil, soon), Ct);
        go.Set();
        for (var film = 1; film <= 4; film++)
            await server.UntilAsync(film, RunningServer.IsFinished);
        Assert.Equal(1, await database.Films.MaxAsync(f => f.Attempts, Ct));
    }
}
