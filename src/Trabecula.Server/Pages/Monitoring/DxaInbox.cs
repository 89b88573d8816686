using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Trabecula.Dicom;
using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>What became of DXA results that were given.</summary>
/// <param name="New">Results that are new.</param>
/// <param name="Known">Results that were there.</param>
/// <param name="LeftOut">What could not be used, each as a sentence without a person's name.</param>
internal sealed record DxaReceipt(int New, int Known, IReadOnlyList<string> LeftOut);

/// <summary>Takes DXA results that arrive after the films: tables and structured reports, as <c>collect</c> reads them.</summary>
/// <param name="databases">Where they are kept.</param>
/// <param name="settings">The data folder.</param>
/// <param name="audit">The log.</param>
/// <param name="clock">The time.</param>
internal sealed class DxaInbox(DatabaseFactory databases, ServerSettings settings, AuditLog audit, TimeProvider clock)
{
    /// <summary>A hundred thousand rows; a report is far smaller.</summary>
    public const long MostBytes = 16 << 20;

    private const int DicomMark = 128;

    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() }, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Takes a table or a report.</summary>
    /// <param name="by">Who gives it.</param>
    /// <param name="name">What its sender calls it.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="ct">Stops; nothing is kept.</param>
    /// <exception cref="TrabeculaException"><c>invalid_dxa_table</c>, <c>no_dxa_report</c> and what else a report may lack, <c>too_large</c>, or the database cannot be used.</exception>
    public async Task<DxaReceipt> TakeAsync(string by, string name, Stream content, CancellationToken ct)
    {
        var folder = Directory.CreateDirectory(Path.Combine(settings.Data, "dxa")).FullName;
        var path = Path.Combine(folder, $"{Guid.NewGuid():N}.part");
        try
        {
            await using (var file = new FileStream(path, FileMode.CreateNew))
            {
                var piece = new byte[64 << 10];
                for (int read; (read = await content.ReadAsync(piece, ct)) > 0;)
                {
                    if (file.Length + read > MostBytes)
                        throw new TrabeculaException("too_large", $"DXA results have at most {MostBytes >> 20} MB; part the table.");
                    await file.WriteAsync(piece.AsMemory(0, read), ct);
                }
            }

            var (results, leftOut) = Read(path, FilmAttributes.Plain(name, ServerDatabase.LongestName) ?? "DXA");
            var receipt = await StoreAsync(by, results, leftOut, ct);
            await audit.AddAsync(by, "dxa_added", "", $"{receipt.New} new, {receipt.Known} known, {receipt.LeftOut.Count} left out", CancellationToken.None);
            return receipt;
        }
        catch (Exception e) when (ServerFault.IsOfDatabase(e))
        {
            throw ServerFault.Of(e);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>All results.</summary>
    /// <param name="ct">Stops.</param>
    public async Task<IReadOnlyList<DxaResult>> AllAsync(CancellationToken ct)
    {
        await using var database = databases.Open();
        var records = await database.DxaRecords.AsNoTracking().ToListAsync(ct);
        return [.. records.Select(record => Of(record, JsonSerializer.Deserialize<Content>(record.Content, Json)!))];
    }

    private static (IReadOnlyList<DxaResult> Results, IReadOnlyList<string> LeftOut) Read(string path, string name)
    {
        try
        {
            Span<byte> head = stackalloc byte[DicomMark + 4];
            using (var file = File.OpenRead(path))
            {
                if (file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length || !head[DicomMark..].SequenceEqual("DICM"u8))
                {
                    file.Dispose();
                    var (rows, leftOut) = DxaTable.Read(path);
                    return (rows, [.. leftOut.Select(one => $"{one.Source}: {one.Detail}".Replace(path, name, StringComparison.Ordinal))]);
                }
            }

            var (result, reason, detail) = DxaReport.Read(DicomFile.Read(File.ReadAllBytes(path)).Dataset, path);
            return result is not null
                ? ([result], [])
                : throw new TrabeculaException(reason, $"{name} is no DXA result that can be read. {detail}".TrimEnd());
        }
        catch (TrabeculaException e) when (e.Message.Contains(path, StringComparison.Ordinal))
        {
            // The sentence names the file, whose place here is nobody's business.
            throw new TrabeculaException(e.Code, e.Message.Replace(path, name, StringComparison.Ordinal), e);
        }
    }

    private async Task<DxaReceipt> StoreAsync(string by, IReadOnlyList<DxaResult> results, IReadOnlyList<string> leftOut, CancellationToken ct)
    {
        await using var database = databases.Open();
        var records = results.Where(result => result.PatientId.Length <= ServerDatabase.LongestText).Select(result => Of(result, by)).DistinctBy(record => record.Sha256).ToArray();
        var known = new HashSet<string>();
        foreach (var piece in records.Select(record => record.Sha256).Chunk(500))
            known.UnionWith(await database.DxaRecords.Where(record => piece.Contains(record.Sha256)).Select(record => record.Sha256).ToListAsync(ct));
        database.DxaRecords.AddRange(records.Where(record => !known.Contains(record.Sha256)));
        await database.SaveChangesAsync(ct);
        return new DxaReceipt(records.Length - known.Count, known.Count + results.Count - records.Length, leftOut);
    }

    private DxaRecord Of(DxaResult result, string by)
    {
        var content = JsonSerializer.Serialize(
            new Content(
                result.Sex,
                result.BirthDate,
                result.Manufacturer,
                result.LumbarLevels,
                result.Densities.OrderBy(density => density.Key).ToDictionary(density => density.Key.Code(), density => density.Value)),
            Json);
        var whole = FormattableString.Invariant($"{result.PatientId}\n{result.Date:yyyy-MM-dd}\n{content}");
        return new DxaRecord
        {
            PatientId = result.PatientId,
            Date = result.Date,
            Content = content,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(whole))),
            AddedBy = by,
            AddedAt = clock.GetUtcNow(),
        };
    }

    private static DxaResult Of(DxaRecord record, Content content) => new()
    {
        Source = FormattableString.Invariant($"result {record.Id}"),
        PatientId = record.PatientId,
        Date = record.Date,
        Sex = content.Sex,
        BirthDate = content.BirthDate,
        Manufacturer = content.Maker,
        LumbarLevels = content.Levels,
        Densities = content.Densities.ToDictionary(density => SkeletalSites.FromCode(density.Key)!.Value, density => density.Value),
    };

    private sealed record Content(Sex? Sex, DateOnly? BirthDate, DxaManufacturer? Maker, IReadOnlyList<VertebralLevel>? Levels, Dictionary<string, double> Densities);
}
