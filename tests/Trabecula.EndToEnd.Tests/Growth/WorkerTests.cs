using System.Text.RegularExpressions;

namespace Trabecula.EndToEnd.Tests;

public sealed partial class WorkerTests
{
    private const string Finished = """SELECT count(*) FROM "Films" WHERE "State" = 'Estimated'""";
    private const string InWork = """SELECT count(*) FROM "Films" WHERE "State" = 'Estimating'""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_worker_is_killed_and_the_database_restarted_in_the_middle_and_every_film_is_there_once()
    {
        const int Films = 14;
        await using var run = await WorkerRun.StartAsync(ownFilms: 0, Ct);
        for (var film = 0; film < Films / 2; film++)
            await run.SendAsync(run.Films.Good(), Ct);

        // Nobody works on them yet: this server estimates none itself.
        Assert.Equal(0, await run.AskAsync(Finished, Ct));
        Assert.Contains("no_workers", await run.Http.GetStringAsync("/health/ready", Ct), StringComparison.Ordinal);
        run.AddWorker();
        run.AddWorker();

        // The second may come when the first has done all there was: the other half is for both.
        await Wait.UntilAsync(
            () => Task.FromResult(run.Workers.All(worker => worker.Said.Contains("working on", StringComparison.Ordinal))),
            () => string.Join("\n", run.Workers.Select(worker => worker.Said)),
            Ct);
        for (var film = Films / 2; film < Films; film++)
            await run.SendAsync(run.Films.Good(), Ct);
        await run.UntilAsync(Finished, done => done >= 2, Ct);
        await run.UntilAsync(InWork, films => films == 2, Ct);
        run.Workers[0].Kill();
        await run.UntilAsync(Finished, done => done >= 4, Ct);
        await run.Postgres.StopAsync();
        await run.Postgres.StartAsync();
        await run.UntilAsync(Finished, done => done == Films, Ct);

        Assert.Equal(Films, await run.AskAsync("""SELECT count(*) FROM "Films" """, Ct));
        Assert.Equal(Films, await run.AskAsync("""SELECT count(*) FROM (SELECT "FilmId" FROM "Objects" GROUP BY "FilmId" HAVING count(*) = 7) AS whole""", Ct));

        // The killed worker's film was taken up again: the kill met it in the middle.
        Assert.True(await run.AskAsync("""SELECT max("Attempts") FROM "Films" """, Ct) > 1);
        var told = run.Workers.SelectMany(worker => Told().Matches(worker.Said)).Select(match => match.Groups[1].Value).ToArray();
        Assert.Equal(told.Length, told.Distinct().Count());
        await run.Workers[1].StopAsync(Ct);
        Assert.Equal(0, run.Workers[1].Code);
        Assert.Contains("stopped.", run.Workers[1].Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_that_is_asked_to_end_gives_its_film_back_and_another_goes_on_at_once()
    {
        await using var run = await WorkerRun.StartAsync(ownFilms: 0, Ct);
        run.AddWorker();
        for (var film = 0; film < 6; film++)
            await run.SendAsync(run.Films.Good(), Ct);
        await run.UntilAsync(Finished, done => done >= 1, Ct);
        await run.UntilAsync(InWork, films => films == 1, Ct);
        await run.Workers[0].StopAsync(Ct);
        Assert.Equal(0, await run.AskAsync(InWork, Ct));
        run.AddWorker();
        await run.UntilAsync(Finished, done => done == 6, Ct);

        // Whoever is asked to end leaves no try behind.
        Assert.Equal(1, await run.AskAsync("""SELECT max("Attempts") FROM "Films" """, Ct));
    }

    [Fact]
    public async Task Folds_of_a_study_are_trained_by_workers_and_that_of_a_killed_one_by_another()
    {
        using var folder = new TemporaryFolder();
        var (gate, begun) = (folder["gate"], folder["begun"]);
        File.WriteAllText(folder["study.sh"], $$"""
            out=$4 fold=
            while [ $# -gt 0 ]; do if [ "$1" = --fold ]; then fold=$2; fi; shift; done
            if [ -z "$fold" ]; then echo '{}' > "$out/study.json"; exit 0; fi
            echo "$fold" >> '{{begun}}'
            while [ ! -e '{{gate}}' ]; do sleep 0.2; done
            mkdir -p "$out/trainings"
            echo '{}' > "$out/trainings/fold-$fold-network-0.outputs.json"
            """);
        await using var run = await WorkerRun.StartAsync(ownFilms: 0, Ct, folder["study.sh"]);
        Directory.CreateDirectory(Path.Combine(run["data"], "studies", "1", "study"));
        var id = await run.AskAsync(
            """
            INSERT INTO "Studies" ("Name", "Folder", "Films", "Subjects", "Epochs", "Seed", "LearningCurve", "MakesModel", "Localiser", "Criteria", "CreatedBy", "CreatedAt", "State", "IsStopWanted", "Stage", "Share")
            VALUES ('cohort', '/', 60, 60, 1, 1, false, false, '/', 'who', 'test', 0, 'Waiting', false, '', 0) RETURNING "Id"
            """,
            Ct);
        Assert.Equal(1, id);
        string[] Begun() => File.Exists(begun) ? File.ReadAllLines(begun) : [];
        run.AddWorker();
        await Wait.UntilAsync(() => Task.FromResult(Begun().Length == 1), () => run.Server.Said + run.Workers[0].Said, Ct);
        run.Workers[0].Kill();
        run.AddWorker();
        File.WriteAllText(gate, "open");
        await run.UntilAsync("""SELECT count(*) FROM "Studies" WHERE "State" = 'Done'""", done => done == 1, Ct);

        // The first one was begun anew, and all five are there.
        Assert.Equal(["0", "0", "1", "2", "3", "4"], Begun().Order(StringComparer.Ordinal));
        Assert.Equal(5, Directory.GetFiles(Path.Combine(run["data"], "studies", "1", "study", "trainings")).Length);
    }

    [Fact]
    public async Task A_worker_without_a_shared_database_says_what_it_needs()
    {
        using var folder = new TemporaryFolder();
        var (code, said) = await ChildProcess.RunAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, "trabecula.dll"), "worker", "--data", folder["data"]], Ct);
        Assert.Equal(1, code);
        Assert.Contains("[worker_needs_postgres]", said, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"Film (\d+) is estimated")]
    private static partial Regex Told();
}
