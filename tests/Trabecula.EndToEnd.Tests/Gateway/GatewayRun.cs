using Trabecula.Dicom;

namespace Trabecula.EndToEnd.Tests;

/// <summary>An Orthanc and a server beside it, in a folder of their own, and what is said of the archive at the end.</summary>
internal sealed class GatewayRun : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public GatewayRun(int seed, Func<GatewayRun, object[]>? destinations = null, bool byDicomWeb = false, string database = "sqlite", params (string Name, int Port)[] modalities)
    {
        Orthanc = new OrthancProcess(_folder["orthanc"], modalities);
        Server = new ServerProcess(_folder["server"], Orthanc, byDicomWeb, database, destinations?.Invoke(this) ?? []);
        Directory.CreateDirectory(_folder["films"]);
        Films = new FilmFactory(_folder["films"], seed);
    }

    public OrthancProcess Orthanc { get; }

    public ServerProcess Server { get; }

    public FilmFactory Films { get; }

    public string this[string name] => _folder[name];

    /// <summary>Waits until the archive holds so many objects.</summary>
    public async Task UntilItHoldsAsync(int count, CancellationToken ct)
    {
        var held = 0;
        await Wait.UntilAsync(
            async () => (held = await Orthanc.CountAsync(ct)) >= count,
            () => $"The archive holds {held} objects of {count}. The server says:\n{Server.Said}",
            ct);
    }

    /// <summary>Waits until something holds in the server's database.</summary>
    public async Task UntilAsync(string sql, long value, CancellationToken ct)
    {
        var found = 0L;
        await Wait.UntilAsync(
            async () => (found = await Server.AskAsync(sql, ct)) == value,
            () => $"{sql} gives {found} and not {value}. The server says:\n{Server.Said}",
            ct);
    }

    /// <summary>Every good film has one report, one overlay and one document; every refused one has a report that says why; nothing else is there.</summary>
    public static void Verify(IReadOnlyList<StoredObject> archive, IEnumerable<SentFilm> good, IEnumerable<SentFilm> refused, IEnumerable<SentFilm> passedOver)
    {
        var byFilm = archive.Where(stored => stored.IsResult).ToLookup(stored => stored.Film);
        foreach (var film in good)
        {
            Assert.Equal(
                new[] { StoredObject.Document, StoredObject.Capture, StoredObject.Report }.Order(),
                byFilm[film.InstanceUid].Select(stored => stored.Class).Order());
            Assert.Contains("ANALYSED", ReportOf(byFilm[film.InstanceUid]).Codes);
        }

        foreach (var film in refused)
        {
            var results = byFilm[film.InstanceUid].ToArray();
            Assert.Equal(results.Length, results.DistinctBy(stored => stored.Class).Count());
            var codes = ReportOf(results).Codes;
            Assert.Contains("NOT_ANALYSABLE", codes);
            Assert.Contains("REJECT", codes);
        }

        Assert.All(passedOver, film => Assert.Empty(byFilm[film.InstanceUid]));
        var uids = archive.Select(stored => stored.Dataset?.GetString(DicomTags.SOPInstanceUID)).OfType<string>().ToArray();
        Assert.Equal(uids.Length, uids.Distinct().Count());
    }

    public void Dispose()
    {
        Server.Dispose();
        Orthanc.Dispose();
        _folder.Dispose();
    }

    private static StoredObject ReportOf(IEnumerable<StoredObject> results) => results.Single(stored => stored.Class == StoredObject.Report);
}
