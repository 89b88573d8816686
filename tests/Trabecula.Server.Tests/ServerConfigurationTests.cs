using Trabecula.Domain;

namespace Trabecula.Server.Tests;

public sealed class ServerConfigurationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trabecula-settings-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_command_line_goes_before_the_file()
    {
        var settings = ServerConfiguration.Read(Write("""{ "Listen": "http://127.0.0.1:1", "SideBySide": 3, "Data": "here" }"""), new Dictionary<string, string?> { ["Listen"] = "http://127.0.0.1:2", ["Database"] = null }).Settings;
        Assert.Equal("http://127.0.0.1:2", settings.Listen);
        Assert.Equal(3, settings.SideBySide);
        Assert.True(settings.IsSqlite);
        Assert.True(Path.IsPathRooted(settings.Data));
    }

    [Theory]
    [InlineData("""{ "Listne": "http://127.0.0.1:1" }""", "Listne")]
    [InlineData("""{ "SideBySide": "many" }""", "SideBySide")]
    [InlineData("""{ "SideBySide": 0 }""", "SideBySide")]
    [InlineData("""{ "Criteria": "mine" }""", "Criteria")]
    [InlineData("""{ "Listen": "8080" }""", "Listen")]
    [InlineData("""{ "UidRoot": "1.x" }""", "UidRoot")]
    [InlineData("""{ "OwnFilms": 0 }""", "OwnFilms")]
    [InlineData("""{ "Store": "bucket" }""", "Store")]
    [InlineData("""{ "Forms": "some" }""", "Forms")]
    [InlineData("""{ "Forms": "result", "Archives": [{ "Name": "a", "Url": "http://h" }] }""", "Forms")]
    [InlineData("""{ "Listen": """, "JSON")]
    public void A_setting_that_cannot_be_used_is_named(string text, string named)
    {
        var refusal = Assert.Throws<TrabeculaException>(() => ServerConfiguration.Read(Write(text), new Dictionary<string, string?>()));
        Assert.Equal("invalid_setting", refusal.Code);
        Assert.Contains(named, refusal.Message);
    }

    [Fact]
    public void A_database_that_is_none_is_refused() =>
        Assert.Equal("invalid_setting", Assert.Throws<TrabeculaException>(() => new DatabaseFactory(new ServerSettings { Data = _folder, Database = "mysql" })).Code);

    private string Write(string text)
    {
        var file = Path.Combine(_folder, "settings.json");
        File.WriteAllText(file, text);
        return file;
    }
}
