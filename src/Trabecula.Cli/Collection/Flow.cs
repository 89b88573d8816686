using Trabecula.Domain;

namespace Trabecula.Cli.Collection;

/// <summary>What becomes of films and results: each that is left out goes into the report that names it, and is counted by its reason.</summary>
internal sealed class Flow : IDisposable
{
    private const string Used = "used";

    // A film that is not of this study is no fault of the archive.
    private static readonly HashSet<string> Usual =
    [
        "no_dxa", "dxa_too_far", "another_film_nearer", "other_modality", "other_body_part", "other_view", "derived_picture", "duplicate_film", "not_a_picture",
    ];

    private readonly Dictionary<(string Kind, string Reason), int> _counts = [];
    private readonly LeftOutReport _report;

    /// <summary>Begins.</summary>
    /// <param name="report">File of the report with names.</param>
    public Flow(string report) => _report = new LeftOutReport(report);

    /// <summary>Whether something was left out that should have been usable.</summary>
    public bool HasFaults { get; private set; }

    /// <summary>Kind, reason and number, in order.</summary>
    public IEnumerable<(string Kind, string Reason, int Count)> Counts => _counts.Select(count => (count.Key.Kind, count.Key.Reason, count.Value))
        .OrderByDescending(row => row.Kind, StringComparer.Ordinal).ThenByDescending(row => row.Reason == Used).ThenByDescending(row => row.Value);

    /// <summary>Notes what was left out.</summary>
    public void Leave(LeftOut one)
    {
        _report.Add(one);
        HasFaults |= one.Kind == LeftOut.Dxa || !Usual.Contains(one.Reason);
        Count(one.Kind, one.Reason);
    }

    /// <summary>Notes a film with its result.</summary>
    public void Use()
    {
        Count(LeftOut.Film, Used);
        Count(LeftOut.Dxa, Used);
    }

    /// <summary>Writes both reports.</summary>
    /// <param name="counts">File of the counts.</param>
    public void Complete(string counts)
    {
        _report.Complete();
        CollectionReport.Write(counts, Counts);
    }

    /// <inheritdoc />
    public void Dispose() => _report.Dispose();

    private void Count(string kind, string reason) => _counts[(kind, reason)] = _counts.GetValueOrDefault((kind, reason)) + 1;
}
