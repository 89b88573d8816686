using System.Net;
using ParquetSharp;
using Trabecula.Cli.Submission;

namespace Trabecula.EndToEnd.Tests;

public sealed class SubmissionTests
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "trabecula.dll");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_folder_whose_submission_is_killed_in_the_middle_is_in_the_table_once_after_the_next()
    {
        await using var stand = await StandInServer.StartAsync(millisecondsPerFilm: 300);
        using var folder = new TemporaryFolder();
        var films = Folder(folder, 50);
        File.WriteAllBytes(Path.Combine(films, "deep", "empty.dcm"), []);
        File.CreateSymbolicLink(Path.Combine(films, "link.dcm"), Path.Combine(films, "00.dcm"));
        var table = folder["results.parquet"];
        using (var first = Submit(stand, films, table))
        {
            await Wait.UntilAsync(() => Task.FromResult(stand.Judged >= 30), () => first.Said, Ct);
            first.Kill();
        }

        Assert.False(File.Exists(table));
        var before = stand.Judged;
        using var second = Submit(stand, films, table);
        await second.WaitAsync(Ct);
        Assert.Equal(1, second.Code);
        Assert.Contains("empty_file", second.Said, StringComparison.Ordinal);
        Assert.Contains("symbolic_link", second.Said, StringComparison.Ordinal);

        var rows = Read(table);
        Assert.Equal(52, rows.Count);
        Assert.Equal(52, rows.Select(row => row.File).Distinct().Count());
        Assert.Equal(50, rows.Count(row => row.State == "estimated" && row.Bmd == 0.742));
        Assert.Equal(["deep/empty.dcm", "link.dcm"], rows.Where(row => row.State == "not_taken").Select(row => row.File).Order(StringComparer.Ordinal));
        Assert.Equal(50, stand.Films.Count);

        // What was committed before the kill was not sent again.
        Assert.True(stand.Judged - before < 50, $"{stand.Judged - before} films were sent again.");
        Assert.Equal(
            [Path.GetFileName(table), Path.GetFileName(table) + ".submitted"],
            Directory.GetFiles(Path.GetDirectoryName(table)!, "results.*").Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_server_that_is_busy_or_away_is_waited_for()
    {
        await using var stand = await StandInServer.StartAsync();
        stand.Say(HttpStatusCode.TooManyRequests, 3);
        stand.Say(HttpStatusCode.ServiceUnavailable, 2);
        stand.Say(HttpStatusCode.InternalServerError, 1);
        using var folder = new TemporaryFolder();
        var films = Folder(folder, 8);
        using var run = Submit(stand, films, folder["results.parquet"]);
        await run.WaitAsync(Ct);
        Assert.True(run.Code == 0, run.Said);
        Assert.Equal(8, Read(folder["results.parquet"]).Count);
        Assert.Contains("waiting: the server says 429", run.Said, StringComparison.Ordinal);
        Assert.Contains("takes films again", run.Said, StringComparison.Ordinal);
        Assert.DoesNotContain(StandInServer.Key, run.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Films_that_came_later_are_added_and_a_table_of_another_folder_is_left_alone()
    {
        await using var stand = await StandInServer.StartAsync();
        using var folder = new TemporaryFolder();
        var films = Folder(folder, 5);
        using (var first = Submit(stand, films, folder["results.parquet"]))
            await first.WaitAsync(Ct);
        File.WriteAllText(Path.Combine(films, "later.dcm"), "later");
        using (var second = Submit(stand, films, folder["results.parquet"]))
            await second.WaitAsync(Ct);
        Assert.Equal(6, stand.Judged);
        Assert.Equal(6, Read(folder["results.parquet"]).Count);

        using var other = new TemporaryFolder();
        using var third = Submit(stand, Folder(other, 1), folder["results.parquet"]);
        await third.WaitAsync(Ct);
        Assert.Equal(1, third.Code);
        Assert.Contains("[other_submission]", third.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Real_films_and_a_real_server_give_a_table()
    {
        await using var run = await WorkerRun.StartAsync(ownFilms: 1, Ct);
        var films = Directory.GetParent(run.Films.Good().Path)!.FullName;
        run.Films.NotASpine();
        File.WriteAllText(Path.Combine(films, "notes.txt"), "no film");
        using var submission = new ChildProcess(
            "dotnet", [Program, "estimate", "--submit", films, "--server", run.Address, "--table", run["results.parquet"]], new Dictionary<string, string> { ["TRABECULA_API_KEY"] = run.Key });
        await submission.WaitAsync(Ct);
        Assert.True(submission.Code == 0, submission.Said);
        var rows = Read(run["results.parquet"]);
        Assert.Equal(["estimated", "rejected", "rejected"], rows.Select(row => row.State).Order(StringComparer.Ordinal));
        Assert.InRange(rows.Single(row => row.State == "estimated").Bmd!.Value, 0.3, 1.5);
        Assert.All(rows, row => Assert.True(row.FilmId > 0));
    }

    [Fact]
    public async Task A_wrong_key_ends_the_run_before_a_film_is_read()
    {
        await using var stand = await StandInServer.StartAsync();
        using var folder = new TemporaryFolder();
        using var run = new ChildProcess(
            "dotnet", [Program, "estimate", "--submit", Folder(folder, 1), "--server", stand.Address, "--table", folder["t.parquet"]], new Dictionary<string, string> { ["TRABECULA_API_KEY"] = "wrong" });
        await run.WaitAsync(Ct);
        Assert.Equal(1, run.Code);
        Assert.Contains("[server_credentials]", run.Said, StringComparison.Ordinal);
        Assert.Equal(0, stand.Judged);
    }

    [Theory]
    [InlineData("estimate")]
    [InlineData("estimate", "--submit", "folder")]
    [InlineData("estimate", "--submit", "folder", "--table", "t.parquet", "film.dcm")]
    [InlineData("estimate", "--submit", "folder", "--table", "t.parquet", "--sex", "F")]
    [InlineData("estimate", "--submit", "folder", "--table", "t.parquet", "--server", "host")]
    [InlineData("estimate", "film.dcm", "--table", "t.parquet")]
    public async Task What_does_not_go_together_is_wrong_usage(params string[] words)
    {
        var (code, said) = await ChildProcess.RunAsync("dotnet", [Program, .. words], Ct);
        Assert.True(code == 2, said);
    }

    [Fact]
    public void A_row_tells_why_a_film_was_rejected()
    {
        var film = SubmittedFilm.Of(7, """{"status":"rejected","quality":{"findings":[{"action":"warn","code":"a","message":"b"},{"action":"reject","code":"too_small","message":"c"}]}}""");
        Assert.Equal(("rejected", "too_small", "c", 7L), (film.State, film.ReasonCode, film.Reason, film.FilmId));
    }

    private static string Folder(TemporaryFolder folder, int films)
    {
        var path = Directory.CreateDirectory(folder["films"]).FullName;
        Directory.CreateDirectory(Path.Combine(path, "deep"));
        for (var film = 0; film < films; film++)
            File.WriteAllText(Path.Combine(path, film % 2 == 0 ? $"{film:00}.dcm" : $"deep/{film:00}.dcm"), $"film {film}");
        return path;
    }

    private static ChildProcess Submit(StandInServer stand, string films, string table) => new(
        "dotnet", [Program, "estimate", "--submit", films, "--server", stand.Address, "--table", table, "--in-flight", "4"], new Dictionary<string, string> { ["TRABECULA_API_KEY"] = StandInServer.Key });

    /// <summary>Reads a table by Apache Arrow's C++ library.</summary>
    private static List<(string File, string State, long? FilmId, double? Bmd)> Read(string table)
    {
        using var reader = new ParquetFileReader(table);
        var names = Enumerable.Range(0, reader.FileMetaData.NumColumns).Select(column => reader.FileMetaData.Schema.Column(column).Name).ToList();
        var rows = new List<(string, string, long?, double?)>();
        for (var number = 0; number < reader.FileMetaData.NumRowGroups; number++)
        {
            using var group = reader.RowGroup(number);
            var count = checked((int)group.MetaData.NumRows);
            T[] All<T>(string name)
            {
                using var column = group.Column(names.IndexOf(name)).LogicalReader<T>();
                return column.ReadAll(count);
            }

            var (files, states, ids, densities) = (All<string>("file"), All<string>("state"), All<long?>("film_id"), All<double?>("lumbar_l1_l4_bmd"));
            for (var row = 0; row < count; row++)
                rows.Add((files[row], states[row], ids[row], densities[row]));
        }

        return rows;
    }
}
