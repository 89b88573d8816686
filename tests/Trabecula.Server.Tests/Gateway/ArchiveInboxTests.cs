using Trabecula.Dicom;
using Trabecula.Domain;

namespace Trabecula.Server.Tests;

public sealed class ArchiveInboxTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trabecula-inbox-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task What_is_told_again_is_there_once_and_the_place_moves_on()
    {
        var inbox = await OpenAsync();
        Assert.Equal("", await inbox.PositionAsync("a", Ct));
        Assert.Equal(2, await inbox.AddAsync("a", Found("7", "x", "y", "x"), Ct));
        Assert.Equal(1, await inbox.AddAsync("a", Found("9", "y", "z"), Ct));
        Assert.Equal(1, await inbox.AddAsync("b", Found("1", "x"), Ct));
        Assert.Equal("9", await inbox.PositionAsync("a", Ct));
        Assert.Equal(["x", "y", "z"], (await inbox.DueAsync("a", 10, Ct)).Select(instance => instance.ArchiveId));
    }

    [Fact]
    public async Task What_was_taken_or_given_up_is_not_due_and_what_failed_is_later()
    {
        var inbox = await OpenAsync();
        await inbox.AddAsync("a", Found("1", "x", "y", "z", "w"), Ct);
        var due = await inbox.DueAsync("a", 10, Ct);
        await inbox.DoneAsync(due[0], 1, Ct);
        await inbox.DoneAsync(due[3], null, Ct);
        await inbox.FailedAsync(due[1], new TrabeculaException(ArchiveErrors.Away, "Away."), isFinal: false, Ct);
        await inbox.FailedAsync(due[2], new TrabeculaException(ArchiveErrors.TooLarge, "Too large."), isFinal: true, Ct);
        Assert.Empty(await inbox.DueAsync("a", 10, Ct));
        Assert.Equal(0, await inbox.AddAsync("a", Found("1", "x", "y", "z"), Ct));
    }

    private static FoundInstances Found(string position, params string[] ids) =>
        new([.. ids.Select(id => new FoundInstance(id, new InstanceIdentity("1.2", "1.2.3", "1.2.3.4")))], position, IsAll: true);

    private async Task<ArchiveInbox> OpenAsync()
    {
        var databases = new DatabaseFactory(new ServerSettings { Data = _folder });
        await databases.MigrateAsync(Ct);
        return new ArchiveInbox(databases, TimeProvider.System);
    }
}
