using System.Net;

namespace Trabecula.Server.Tests;

public sealed class PostgresTests
{
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
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await server.Http.GetAsync("/health/ready", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await server.Http.GetAsync("/api/films", TestContext.Current.CancellationToken)).StatusCode);

        await postgres.StartAsync();
        for (var tries = 0; (await server.Http.GetAsync("/health/ready", TestContext.Current.CancellationToken)).StatusCode != HttpStatusCode.OK; tries++)
        {
            Assert.True(tries < 200, "The server does not find its database again.");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.Equal(HttpStatusCode.OK, (await server.PostAsync(TestFilms.Film(2), "?wait=true")).StatusCode);
    }
}
