using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Trabecula.Domain;

namespace Trabecula.Server.Tests;

public sealed class RestartTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Films_of_a_process_that_was_killed_are_finished_once_after_the_next_start()
    {
        await using var server = await RunningServer.StartAsync();
        for (var number = 1; number <= 3; number++)
            await server.PostAsync(TestFilms.Film(number), "?wait=true");

        // As a killed process leaves them: one claimed, one queued only in its memory, one received and nothing else.
        await using (var database = server.Databases.Open())
        {
            await database.Objects.ExecuteDeleteAsync(Ct);
            var later = DateTimeOffset.UtcNow.AddHours(1);
            await database.Films.ExecuteUpdateAsync(set => set.SetProperty(f => f.State, FilmState.Received).SetProperty(f => f.Attempts, 1), Ct);
            await database.Films.Where(f => f.Id == 1).ExecuteUpdateAsync(
                set => set.SetProperty(f => f.State, FilmState.Estimating).SetProperty(f => f.LeaseOwner, Guid.NewGuid()).SetProperty(f => f.LeaseUntil, later), Ct);
            await database.Films.Where(f => f.Id == 2).ExecuteUpdateAsync(
                set => set.SetProperty(f => f.NextAttemptAt, DateTimeOffset.UtcNow).SetProperty(f => f.QueuedUntil, later), Ct);
            await database.Films.Where(f => f.Id == 3).ExecuteUpdateAsync(set => set.SetProperty(f => f.NextAttemptAt, DateTimeOffset.UtcNow), Ct);
        }

        await server.StopAsync();
        await server.StartAgainAsync();
        for (var film = 1; film <= 3; film++)
        {
            var record = await server.UntilAsync(film, RunningServer.IsFinished);
            Assert.Equal(7, record.GetProperty("objects").GetArrayLength());
        }
    }

    [Fact]
    public async Task Servers_started_side_by_side_in_one_process_each_work_on_their_own_films()
    {
        var servers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => RunningServer.StartAsync(), Ct)));
        try
        {
            foreach (var server in servers)
            {
                await server.PostAsync(TestFilms.Film());
                await server.UntilAsync(1, RunningServer.IsFinished);
            }
        }
        finally
        {
            foreach (var server in servers)
                await server.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_film_whose_claim_the_database_refused_is_begun_as_soon_as_the_database_is_back()
    {
        await using var server = await RunningServer.StartAsync();
        await server.PostAsync(TestFilms.Film(), "?wait=true");
        await using var database = server.Databases.Open();
        await database.Objects.ExecuteDeleteAsync(Ct);
        DateTimeOffset? now = DateTimeOffset.UtcNow;
        await database.Films.ExecuteUpdateAsync(set => set.SetProperty(f => f.State, FilmState.Received).SetProperty(f => f.NextAttemptAt, now).SetProperty(f => f.QueuedUntil, now.Value.AddHours(1)), Ct);
        await database.Database.ExecuteSqlRawAsync("ALTER TABLE Films RENAME TO Away", Ct);
        var work = server.Services.GetRequiredService<FilmWorker>().RunAsync(1, Ct);
        Assert.NotSame(work, await Task.WhenAny(work, Task.Delay(300, Ct)));
        await database.Database.ExecuteSqlRawAsync("ALTER TABLE Away RENAME TO Films", Ct);
        await work;
        Assert.True(RunningServer.IsFinished(await server.JsonAsync("/api/films/1")));
    }

    [Fact]
    public async Task What_a_killed_process_left_half_received_is_cleared_away_at_the_next_start()
    {
        await using var server = await RunningServer.StartAsync();
        await server.StopAsync();
        var left = Path.Combine(server.Incoming, "cut-off.part");
        await File.WriteAllBytesAsync(left, new byte[1000], Ct);
        await server.StartAgainAsync();
        await server.PostAsync(TestFilms.Film(), "?wait=true");
        Assert.False(File.Exists(left));
    }

    [Fact]
    public async Task One_of_many_claims_a_film_and_who_lost_the_claim_stores_nothing()
    {
        using var go = new ManualResetEventSlim();
        await using var server = await RunningServer.StartAsync(engine: RunningServer.Invented(() => go.Wait(TimeSpan.FromSeconds(30))));
        try
        {
            await server.PostAsync(TestFilms.Film());
            await server.UntilAsync(1, record => record.GetProperty("state").GetString() == "estimating");
            var claims = server.Services.GetRequiredService<FilmClaims>();
            await using (var database = server.Databases.Open())
            {
                DateTimeOffset? now = DateTimeOffset.UtcNow;
                await database.Films.ExecuteUpdateAsync(set => set.SetProperty(f => f.State, FilmState.Received).SetProperty(f => f.NextAttemptAt, now).SetProperty(f => f.QueuedUntil, now.Value.AddHours(1)), Ct);
            }

            var won = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => claims.ClaimAsync(1, Guid.NewGuid(), Ct)));
            var film = Assert.Single(won, claimed => claimed is not null);
            Assert.False(await claims.FinishAsync(film!, Guid.NewGuid(), new FilmOutcome(FilmState.Estimated, new Dictionary<ObjectKind, StoredContent>(), null), Ct));
        }
        finally
        {
            go.Set();
        }
    }

    [Fact]
    public async Task An_error_of_ours_is_tried_again_later_and_a_person_may_ask_at_once()
    {
        var isBroken = true;
        await using var server = await RunningServer.StartAsync(engine: RunningServer.Invented(() =>
        {
            if (isBroken)
                throw new InvalidOperationException($"An error that names {TestFilms.Name}.");
        }));
        await server.PostAsync(TestFilms.Film());
        var record = await server.UntilAsync(1, film => film.GetProperty("state").GetString() == "failed");
        Assert.Equal("internal_error", record.GetProperty("reason").GetProperty("code").GetString());
        Assert.NotEqual(System.Text.Json.JsonValueKind.Null, record.GetProperty("next_attempt_at").ValueKind);
        isBroken = false;
        await server.Http.PostAsync("/api/films/1/retry", null, Ct);
        await server.UntilAsync(1, RunningServer.IsFinished);
        Assert.Equal(System.Net.HttpStatusCode.Conflict, (await server.Http.PostAsync("/api/films/1/retry", null, Ct)).StatusCode);
        await server.StopAsync();
        var logs = string.Concat(Directory.EnumerateFiles(Path.Combine(server.Settings.Data, "logs")).Select(File.ReadAllText));
        Assert.Contains("InvalidOperationException", logs);
        Assert.DoesNotContain("Kowalska", logs);
        await server.StartAgainAsync();
    }

    [Fact]
    public async Task A_second_server_on_one_folder_is_refused()
    {
        await using var server = await RunningServer.StartAsync();
        var refusal = await Assert.ThrowsAsync<TrabeculaException>(() => RunningServer.StartAsync(folder: server.Settings.Data));
        Assert.Equal("server_running", refusal.Code);
    }

    [Fact]
    public async Task Keys_are_made_and_withdrawn_beside_a_running_server()
    {
        await using var server = await RunningServer.StartAsync();
        var key = await ServerKeys.NewAsync(server.Settings, "radiology", Ct);
        var ring = new ApiKeyRing(server.Databases, TimeProvider.System);
        Assert.Equal("radiology", (await ring.FindAsync(key, Ct))!.Name);
        Assert.Null(await ring.FindAsync(key + "0", Ct));
        Assert.Equal(1, await ServerKeys.RevokeAsync(server.Settings, "radiology", Ct));
        Assert.Null(await new ApiKeyRing(server.Databases, TimeProvider.System).FindAsync(key, Ct));
    }

    [Fact]
    public void Migrations_describe_the_tables_as_the_classes_have_them()
    {
        using var sqlite = new DesignTimeSqlite().CreateDbContext([]);
        using var postgres = new DesignTimePostgres().CreateDbContext([]);
        Assert.False(sqlite.Database.HasPendingModelChanges());
        Assert.False(postgres.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task Who_looks_after_the_tables_at_once_waits_for_the_others()
    {
        var folder = Directory.CreateTempSubdirectory("trabecula-at-once-");
        try
        {
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => new DatabaseFactory(new ServerSettings { Data = folder.FullName }).MigrateAsync(Ct), Ct)));
            folder.Delete(recursive: true);
            var gone = await Assert.ThrowsAsync<TrabeculaException>(() => new DatabaseFactory(new ServerSettings { Data = folder.FullName }).MigrateAsync(Ct));
            Assert.Equal("database_unavailable", gone.Code);
        }
        finally
        {
            if (Directory.Exists(folder.FullName))
                folder.Delete(recursive: true);
        }
    }

    /// <summary>Entity Framework notes in a table of SQLite that it changes tables, and waits for ever for a process that was killed while it did.</summary>
    [Fact]
    public async Task A_server_that_was_killed_while_it_made_its_tables_makes_them_when_it_starts_again()
    {
        var folder = Directory.CreateTempSubdirectory("trabecula-killed-");
        try
        {
            var databases = new DatabaseFactory(new ServerSettings { Data = folder.FullName });
            await databases.MigrateAsync(Ct);
            await using (var database = databases.Open())
            {
                await database.Database.ExecuteSqlRawAsync(
                    """
                    CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                    INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01 00:00:00');
                    """,
                    Ct);
            }

            await databases.MigrateAsync(Ct).WaitAsync(TimeSpan.FromSeconds(60), Ct);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
