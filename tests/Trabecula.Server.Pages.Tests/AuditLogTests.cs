using Microsoft.EntityFrameworkCore;

namespace Trabecula.Server.Pages.Tests;

/// <summary>The audit log notices whatever is done to it behind its back.</summary>
public sealed class AuditLogTests
{
    [Fact]
    public async Task Changed_missing_added_and_cut_off_entries_are_noticed()
    {
        var ct = TestContext.Current.CancellationToken;
        var data = Directory.CreateTempSubdirectory("trabecula-audit-").FullName;
        var settings = new ServerSettings { Data = data };
        var databases = new DatabaseFactory(settings);
        await databases.MigrateAsync(ct);
        var log = new AuditLog(databases, settings, TimeProvider.System);
        await Parallel.ForEachAsync(Enumerable.Range(1, 12), ct, async (n, stop) => await log.AddAsync("ada", "film_opened", $"film {n}", "", stop));
        Assert.Equal(new AuditVerdict(12, null, null), await log.VerifyAsync(ct));

        await using var database = databases.Open();
        await database.AuditEntries.Where(e => e.Number == 7).ExecuteUpdateAsync(set => set.SetProperty(e => e.Detail, "x"), ct);
        Assert.Equal(new AuditVerdict(6, 7, AuditFlaw.Changed), await log.VerifyAsync(ct));
        await database.AuditEntries.Where(e => e.Number == 7).ExecuteUpdateAsync(set => set.SetProperty(e => e.Detail, ""), ct);
        Assert.Equal(12, (await log.VerifyAsync(ct)).Intact);

        var last = await database.AuditEntries.AsNoTracking().FirstAsync(e => e.Number == 12, ct);
        await database.AuditEntries.Where(e => e.Number == 12).ExecuteDeleteAsync(ct);
        Assert.Equal(new AuditVerdict(11, 12, AuditFlaw.Missing), await log.VerifyAsync(ct));
        last.Who = "nobody";
        database.AuditEntries.Add(last);
        await database.SaveChangesAsync(ct);
        Assert.Equal(AuditFlaw.Changed, (await log.VerifyAsync(ct)).Flaw);
        await database.AuditEntries.Where(e => e.Number == 4).ExecuteDeleteAsync(ct);
        Assert.Equal(new AuditVerdict(3, 4, AuditFlaw.Missing), await log.VerifyAsync(ct));
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(data, recursive: true);
    }
}
