using Microsoft.Extensions.Configuration;
using Trabecula.Domain;

namespace Trabecula.Server.Tests;

public sealed class GatewaySettingsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trabecula-settings-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Results_go_back_to_the_archive_that_a_film_came_from_and_to_all_destinations()
    {
        var settings = GatewaySettings.Complete(Read(
            ("Archives:0:Name", "pacs"), ("Archives:0:TellRefusals", "false"), ("Archives:1:Name", "other"), ("Archives:1:StoreResults", "false"),
            ("Destinations:0:Name", "record"), ("Destinations:0:Protocol", "Fhir"), ("Destinations:0:Origins:0", "other")));
        Assert.Equal(["pacs", "record"], settings.Destinations.Select(destination => destination.Name));
        Assert.Equal(["pacs"], settings.Destinations[0].Origins);
        Assert.True(settings.Destinations[0].Wants(ObjectKind.StructuredReport, FilmState.Estimated));
        Assert.False(settings.Destinations[0].Wants(ObjectKind.StructuredReport, FilmState.Rejected));
        Assert.False(settings.Destinations[0].Wants(ObjectKind.Fhir, FilmState.Estimated));
        Assert.True(settings.Destinations[1].Wants(ObjectKind.Fhir, FilmState.Rejected));
        Assert.False(settings.Destinations[1].Wants(ObjectKind.EncapsulatedPdf, FilmState.Estimated));
    }

    [Fact]
    public void Words_that_are_set_replace_the_usual_ones_and_do_not_join_them()
    {
        var settings = Read(("Archives:0:Name", "pacs"), ("Archives:0:Pick:Modalities:0", "CR"), ("Destinations:0:Name", "d"), ("Destinations:0:Kinds:0", "StructuredReport"));
        Assert.Equal(["CR"], settings.Archives[0].Pick.ThoseModalities);
        Assert.False(settings.Destinations[0].Wants(ObjectKind.EncapsulatedPdf, FilmState.Estimated));
    }

    [Theory]
    [InlineData("Archives:0:Name", "")]
    [InlineData("Archives:0:Name", "../x")]
    [InlineData("Archives:0:Name", "rest")]
    [InlineData("Archives:0:PollSeconds", "0")]
    [InlineData("Archives:0:DaysBack", "0")]
    [InlineData("Destinations:0:Name", "PACS")]
    [InlineData("Destinations:0:Origins:0", "nobody")]
    [InlineData("Destinations:0:Protocol", "CStore")]
    public void What_cannot_be_meant_is_refused_by_name(string key, string value)
    {
        var settings = Read([("Archives:0:Name", "pacs"), ("Destinations:0:Name", "record"), (key, value)]);
        Assert.Equal("invalid_setting", Assert.Throws<TrabeculaException>(() => GatewaySettings.Complete(settings)).Code);
    }

    [Theory]
    [InlineData("not an address", null, null, null)]
    [InlineData("http://ann:secret@pacs", null, null, null)]
    [InlineData("http://pacs", "ann", null, null)]
    [InlineData("http://pacs", null, "secret", null)]
    [InlineData("http://pacs", "ann", "secret", "secret-token")]
    [InlineData("http://pacs", "a:b", "secret", null)]
    public void Credentials_that_do_not_fit_are_refused_and_not_told(string url, string? user, string? password, string? token)
    {
        var archive = new ArchiveSettings { Name = "pacs", Url = url, User = user, Password = password, Token = token };
        var error = Assert.Throws<TrabeculaException>(() => RemoteConnections.Open(archive, "", 1));
        Assert.Equal("invalid_setting", error.Code);
        Assert.DoesNotContain("secret", error.ToString());
    }

    [Fact]
    public void A_password_comes_from_the_first_line_of_a_file()
    {
        var file = Path.Combine(_folder, "password");
        var archive = new ArchiveSettings { Name = "pacs", Url = "http://pacs/dicom", User = "ann", PasswordFile = file };
        Assert.Throws<TrabeculaException>(() => RemoteConnections.Open(archive, "", 1));
        File.WriteAllText(file, "");
        Assert.Throws<TrabeculaException>(() => RemoteConnections.Open(archive, "", 1));
        File.WriteAllText(file, "secret\r\nsecond line\n");
        using var connection = RemoteConnections.Open(archive, "dicom-web/", 1);
        Assert.Equal("http://pacs/dicom/dicom-web/", connection.Root.AbsoluteUri);
        Assert.Throws<TrabeculaException>(() => RemoteConnections.Open(archive with { Password = "both" }, "", 1));
    }

    [Theory]
    [InlineData("http://pacs", true)]
    [InlineData("https://pacs", false)]
    [InlineData("http://127.0.0.1:8042", false)]
    public void Credentials_over_a_network_in_the_clear_are_noticed(string url, bool isOpen) =>
        Assert.Equal(isOpen, RemoteConnections.IsOpenToListeners(new ArchiveSettings { Name = "pacs", Url = url, User = "ann" }));

    [Fact]
    public void Secrets_are_not_printed_with_the_settings()
    {
        var printed = new ArchiveSettings { Name = "pacs", User = "ann", Password = "secret", Token = "secret" }.ToString();
        Assert.DoesNotContain("secret", printed);
        Assert.DoesNotContain("secret", new DestinationSettings { Name = "d", Password = "secret", Token = "secret" }.ToString());
    }

    private static ServerSettings Read(params (string Key, string Value)[] entries) => new ConfigurationBuilder()
        .AddInMemoryCollection(entries.Prepend((Key: "Data", Value: "x")).GroupBy(entry => entry.Key)
            .ToDictionary(same => same.Key, same => (string?)same.Last().Value))
        .Build().Get<ServerSettings>()!;
}
