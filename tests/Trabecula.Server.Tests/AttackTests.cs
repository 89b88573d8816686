using System.Net;
using Microsoft.Data.Sqlite;
using Trabecula.Domain;

namespace Trabecula.Server.Tests;

/// <summary>What attacks on a running server found; each defect has its test.</summary>
public sealed class AttackTests
{
    [Fact]
    public async Task Answers_that_tell_a_failure_have_the_headers_of_the_others()
    {
        await using var server = await RunningServer.StartAsync();
        var answer = await server.PostAsync([]);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("state=received,failed")]
    [InlineData("state=%2B1")]
    [InlineData("patient_id=%00")]
    [InlineData("accession_number=A%00")]
    [InlineData("reason=%00")]
    public async Task A_search_that_no_film_can_answer_is_refused(string search)
    {
        await using var server = await RunningServer.StartAsync();
        var answer = await server.Http.GetAsync($"/api/films?{search}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_film_is_not_taken_while_the_file_of_the_database_is_gone()
    {
        await using var server = await RunningServer.StartAsync();
        Assert.Equal(HttpStatusCode.Accepted, (await server.PostAsync([1])).StatusCode);
        var file = Path.Combine(server.Settings.Data, "trabecula.db");
        File.Move(file, file + ".away");
        var answer = await server.PostAsync([2]);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("database_unavailable", (await RunningServer.ReadAsync(answer)).GetProperty("code").GetString());
        Assert.False(File.Exists(file));

        File.Move(file + ".away", file);
        Assert.Equal(HttpStatusCode.Accepted, (await server.PostAsync([2])).StatusCode);
    }

    [Fact]
    public async Task The_server_lives_while_another_program_has_the_database()
    {
        await using var server = await RunningServer.StartAsync();
        await using var other = new SqliteConnection($"Data Source={Path.Combine(server.Settings.Data, "trabecula.db")};Pooling=False");
        await other.OpenAsync(TestContext.Current.CancellationToken);
        await using (var begin = new SqliteCommand("BEGIN EXCLUSIVE", other))
            await begin.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        var waiting = Enumerable.Range(10, 40).Select(number => server.PostAsync([(byte)number])).ToArray();

        var live = await server.Http.GetAsync("/health/live", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        Assert.False(waiting.All(post => post.IsCompleted), "The answer came only after everybody had given up.");

        await using (var end = new SqliteCommand("ROLLBACK", other))
            await end.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        Assert.All(await Task.WhenAll(waiting), answer => Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.Accepted, HttpStatusCode.ServiceUnavailable }));
    }

    [Theory]
    [InlineData("""{ "Archives": [{ "Name": "a", "Url": "http://h", "Pasword": "x" }] }""", "Archives:0:Pasword")]
    [InlineData("""{ "Archives": [{ "Name": "a", "Url": "http://h", "Pick": { "Word": ["x"] } }] }""", "Archives:0:Pick:Word")]
    [InlineData("""{ "SignIn": { "OpenId": { "Autority": "https://h" } } }""", "SignIn:OpenId:Autority")]
    public void A_slip_in_a_name_within_a_setting_is_refused_too(string settings, string path)
    {
        var folder = Directory.CreateTempSubdirectory("trabecula-settings-");
        var file = Path.Combine(folder.FullName, "settings.json");
        File.WriteAllText(file, settings);
        var refusal = Assert.Throws<TrabeculaException>(() => ServerConfiguration.Read(file, new Dictionary<string, string?>()));
        folder.Delete(recursive: true);
        Assert.Equal("invalid_setting", refusal.Code);
        Assert.Contains($"'{path}'", refusal.Message, StringComparison.Ordinal);
    }
}
