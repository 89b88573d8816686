using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>The log of what was done: every entry is sealed over the one before, so that none can be changed, added or taken out unnoticed.</summary>
/// <remarks>
/// The seal is an HMAC whose key lies in the data folder and not in the database: who can write the database alone cannot make seals. The
/// last entry's number and seal are kept beside the key as well, so that entries cut off at the end are noticed too. Nothing protects
/// against somebody who may write both; keep copies elsewhere where that matters.
/// </remarks>
public sealed class AuditLog
{
    private const int KeyBytes = 32, Page = 1000, Tries = 8;
    private const string Unchained = "0000000000000000000000000000000000000000000000000000000000000000";

    private readonly DatabaseFactory _databases;
    private readonly TimeProvider _clock;
    private readonly string _headFile;
    private readonly Lazy<byte[]> _key;
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Opens the log; its key is made when it is first needed.</summary>
    /// <param name="databases">Where entries are kept.</param>
    /// <param name="settings">Names the data folder.</param>
    /// <param name="clock">The time.</param>
    public AuditLog(DatabaseFactory databases, ServerSettings settings, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(settings);
        (_databases, _clock) = (databases, clock);
        var folder = Path.Combine(settings.Data, "audit");
        _headFile = Path.Combine(folder, "head");
        _key = new Lazy<byte[]>(() => KeyIn(folder));
    }

    /// <summary>Adds an entry.</summary>
    /// <param name="who">Who did it.</param>
    /// <param name="action">What.</param>
    /// <param name="subject">To what; never a patient's name.</param>
    /// <param name="detail">What else is to be known.</param>
    /// <param name="ct">Stops.</param>
    /// <exception cref="TrabeculaException"><c>database_full</c>, <c>database_unavailable</c> or <c>store_unavailable</c>: nothing was added.</exception>
    public async Task AddAsync(string who, string action, string subject, string detail, CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            for (var tries = 1; ; tries++)
            {
                await using var database = _databases.Open();
                var last = await database.AuditEntries.AsNoTracking().OrderByDescending(e => e.Number).FirstOrDefaultAsync(ct);
                var entry = new AuditEntry
                {
                    Number = (last?.Number ?? 0) + 1,
                    At = DateTimeOffset.FromUnixTimeMilliseconds(_clock.GetUtcNow().ToUnixTimeMilliseconds()),
                    Who = FilmAttributes.Plain(who, ServerDatabase.LongestName) ?? "",
                    Action = action,
                    Subject = FilmAttributes.Plain(subject, ServerDatabase.LongestName) ?? "",
                    Detail = FilmAttributes.Plain(detail, ServerDatabase.LongestReason) ?? "",
                    Seal = "",
                };
                entry.Seal = SealOf(entry, last?.Seal ?? Unchained);
                database.AuditEntries.Add(entry);
                try
                {
                    await database.SaveChangesAsync(ct);
                    KeepHead(entry);
                    return;
                }
                catch (Exception e) when (ServerFault.IsDuplicate(e) && tries < Tries)
                {
                    // Another process took this number: look again.
                }
            }
        }
        catch (Exception e) when (ServerFault.IsOfDatabase(e) || e is IOException or UnauthorizedAccessException)
        {
            throw ServerFault.Of(e);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Goes through the whole log and verifies every seal.</summary>
    /// <param name="ct">Stops.</param>
    public async Task<AuditVerdict> VerifyAsync(CancellationToken ct)
    {
        await using var database = _databases.Open();
        var head = ReadHead();
        var (seal, count, isHeadSeen) = (Unchained, 0L, head is null);
        while (true)
        {
            var from = count;
            var entries = await database.AuditEntries.AsNoTracking().Where(e => e.Number > from).OrderBy(e => e.Number).Take(Page).ToListAsync(ct);
            foreach (var entry in entries)
            {
                if (entry.Number != count + 1)
                    return new AuditVerdict(count, count + 1, AuditFlaw.Missing);
                seal = SealOf(entry, seal);
                if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(seal), Encoding.ASCII.GetBytes(entry.Seal)))
                    return new AuditVerdict(count, entry.Number, AuditFlaw.Changed);
                count = entry.Number;
                isHeadSeen |= head is { } kept && kept.Number == entry.Number && kept.Seal == entry.Seal;
            }

            if (entries.Count < Page)
                break;
        }

        return isHeadSeen ? new AuditVerdict(count, null, null) : new AuditVerdict(count, count + 1, AuditFlaw.Missing);
    }

    private string SealOf(AuditEntry entry, string before)
    {
        // Lengths stand before texts, so that no text can pass for another division of the same letters.
        var text = new StringBuilder(before);
        foreach (var part in new[] { entry.Number.ToString(CultureInfo.InvariantCulture), entry.At.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), entry.Who, entry.Action, entry.Subject, entry.Detail })
            text.Append(CultureInfo.InvariantCulture, $"|{part.Length}:{part}");
        return Convert.ToHexStringLower(HMACSHA256.HashData(_key.Value, Encoding.UTF8.GetBytes(text.ToString())));
    }

    private void KeepHead(AuditEntry entry) =>
        ReplacedFile.Write(_headFile, stream => stream.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{entry.Number} {entry.Seal}\n"))));

    private (long Number, string Seal)? ReadHead() =>
        File.Exists(_headFile) && File.ReadAllText(_headFile).Trim().Split(' ') is [var number, var seal]
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed)
            ? (parsed, seal)
            : null;

    private static byte[] KeyIn(string folder)
    {
        var file = Path.Combine(folder, "key");
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (!File.Exists(file))
            ReplacedFile.Write(file, stream => stream.Write(RandomNumberGenerator.GetBytes(KeyBytes)));
        return File.ReadAllBytes(file);
    }
}
