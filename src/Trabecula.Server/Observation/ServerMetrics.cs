using System.Diagnostics.Metrics;

namespace Trabecula.Server;

/// <summary>What is counted: films received, finished and failed, how long they took, how many wait. No label names a person.</summary>
public sealed class ServerMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Trabecula.Server";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _received;
    private readonly Counter<long> _finished;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _wrongCredentials;
    private readonly Histogram<double> _seconds;

    /// <summary>Makes the instruments.</summary>
    /// <param name="backlog">How many films wait.</param>
    public ServerMetrics(Backlog backlog)
    {
        _received = _meter.CreateCounter<long>("trabecula.films.received", description: "Films received, by origin and whether they were known before.");
        _finished = _meter.CreateCounter<long>("trabecula.films.finished", description: "Films judged, by state and reason.");
        _failed = _meter.CreateCounter<long>("trabecula.films.failed", description: "Tries that failed, by reason.");
        _wrongCredentials = _meter.CreateCounter<long>("trabecula.credentials.wrong", description: "Requests with wrong credentials.");
        _seconds = _meter.CreateHistogram<double>(
            "trabecula.film.duration",
            "s",
            "From the claim to the stored result.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 2, 5, 10, 30] });
        _meter.CreateObservableGauge("trabecula.films.waiting", () => backlog.Films, description: "Films that wait or are being estimated.");
    }

    /// <inheritdoc />
    public void Dispose() => _meter.Dispose();

    /// <summary>A film came.</summary>
    /// <param name="origin">Where from.</param>
    /// <param name="isNew">Whether it was not known.</param>
    internal void Received(string origin, bool isNew) => _received.Add(1, new("origin", origin), new("known", isNew ? "no" : "yes"));

    /// <summary>A film was judged.</summary>
    /// <param name="state">How.</param>
    /// <param name="reason">Why it was rejected, or null.</param>
    /// <param name="took">How long it took.</param>
    internal void Finished(FilmState state, string? reason, TimeSpan took)
    {
        _finished.Add(1, new("state", state.ToString().ToLowerInvariant()), new("reason", reason ?? ""));
        _seconds.Record(took.TotalSeconds);
    }

    /// <summary>A try failed.</summary>
    /// <param name="reason">Why.</param>
    internal void Failed(string reason) => _failed.Add(1, new KeyValuePair<string, object?>("reason", reason));

    /// <summary>Somebody showed a wrong key.</summary>
    internal void WrongCredentials() => _wrongCredentials.Add(1);
}
