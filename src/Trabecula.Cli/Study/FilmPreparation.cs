using System.Globalization;
using Trabecula.Domain;
using Trabecula.Imaging;
using Trabecula.Inference;
using Trabecula.Learning.Study;

namespace Trabecula.Cli.Study;

/// <summary>The films of a manifest, ready for a study.</summary>
/// <param name="Films">The usable films, in the manifest's order.</param>
/// <param name="Digests">SHA-256 of each usable film's file.</param>
/// <param name="LeftOut">The rest, by line.</param>
/// <param name="Flow">How many were left after each step.</param>
internal sealed record PreparedFilms(
    IReadOnlyList<StudyFilm> Films, IReadOnlyList<string> Digests, IReadOnlyList<FilmLeftOut> LeftOut, IReadOnlyList<(string Step, int Count)> Flow);

/// <summary>From a manifest to straightened spines; every row that is left out is named by its line.</summary>
internal static class FilmPreparation
{
    /// <summary>Prepares the films.</summary>
    /// <param name="manifestPath">The manifest.</param>
    /// <param name="localiserNetwork">The localiser's network.</param>
    /// <param name="frames">Where frames are kept.</param>
    /// <param name="known">SHA-256 of films that the network to begin with was trained on: they are left out. Null where it begins with nothing.</param>
    /// <param name="progress">Is told the share that is done.</param>
    /// <param name="ct">Stops between films.</param>
    /// <exception cref="TrabeculaException"><c>invalid_manifest</c>, or <c>no_usable_films</c> where nothing is left.</exception>
    public static PreparedFilms Prepare(
        string manifestPath, byte[] localiserNetwork, KeptFrames frames, IReadOnlySet<string>? known, IProgress<double> progress, CancellationToken ct)
    {
        var usable = ManifestFilms.Read(manifestPath, ct);
        var (manifest, films, digests) = (usable.Manifest, usable.Films, usable.Digests);
        var (leftOut, flow) = (usable.LeftOut.ToList(), usable.Flow.ToList());
        if (known is not null)
        {
            leftOut.AddRange(films.Where(row => known.Contains(digests[row])).Select(row => new FilmLeftOut(row.Line ?? 0, "The network to begin with was trained on this film.")));
            films = [.. films.Where(row => !known.Contains(digests[row]))];
            flow.Add(("films that the network to begin with was not trained on", films.Count));
        }

        var kept = Locate(manifest, films, digests, localiserNetwork, frames, progress, ct);
        for (var i = 0; i < films.Count; i++)
        {
            if (kept[i].Refusal is { } reason)
                leftOut.Add(new FilmLeftOut(films[i].Line ?? 0, reason));
        }

        var accepted = films.Zip(kept).Where(pair => pair.Second.Frame is not null).ToArray();
        flow.Add(("films on which L1 to L4 were found", accepted.Length));
        if (accepted.Length == 0)
        {
            var rows = manifest.Rows.Count + manifest.LeftOut.Count;
            throw new TrabeculaException(
                "no_usable_films",
                rows == 0
                    ? $"{manifestPath} has no rows below its header."
                    : $"None of the {rows} rows of {manifestPath} can be used. {ManifestFilms.FirstReasons(leftOut)}");
        }

        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var prepared = accepted.Select(pair => new StudyFilm(
            pair.First, counts[pair.First.SubjectId] = counts.GetValueOrDefault(pair.First.SubjectId) + 1, pair.Second.Frame!)).ToArray();
        flow.Add(("subjects", counts.Count));
        return new PreparedFilms(prepared, [.. prepared.Select(film => digests[film.Row])], [.. leftOut.OrderBy(one => one.Line)], flow);
    }

    private static KeptFrame[] Locate(
        Manifest manifest,
        IReadOnlyList<ManifestRow> rows,
        IReadOnlyDictionary<ManifestRow, string> digests,
        byte[] localiserNetwork,
        KeptFrames frames,
        IProgress<double> progress,
        CancellationToken ct)
    {
        using var localiser = new Localiser(localiserNetwork, threads: 1);
        var kept = new KeptFrame[rows.Count];
        var done = 0;
        Parallel.For(0, rows.Count, new ParallelOptions { CancellationToken = ct, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            kept[i] = KeepOrTell(manifest.PathOf(rows[i]), rows[i], digests[rows[i]], localiser, frames, ct);
            progress.Report((double)Interlocked.Increment(ref done) / rows.Count);
        });
        return kept;
    }

    /// <summary>What the film shows is kept; that it cannot be read is not, since that can change.</summary>
    private static KeptFrame KeepOrTell(
        string path, ManifestRow row, string digest, Localiser localiser, KeptFrames frames, CancellationToken ct)
    {
        try
        {
            // Children are refused, so the age is part of what was judged.
            var name = string.Create(CultureInfo.InvariantCulture, $"{digest} {row.AgeYears}");
            return frames.Get(name, () => Locate(path, row, localiser, ct));
        }
        catch (TrabeculaException e) when (e.Code != "cannot_write")
        {
            return new KeptFrame(null, $"{e.Code}: {e.Message}");
        }
    }

    /// <summary>As <c>estimate</c> does it, up to the straightened spine; the manifest's age goes before the film's.</summary>
    private static KeptFrame Locate(string path, ManifestRow row, Localiser localiser, CancellationToken ct)
    {
        var film = RadiographReader.Read(path, ct);
        film = film with { Subject = film.Subject with { AgeYears = row.AgeYears ?? film.Subject.AgeYears } };
        return FilmFraming.Of(film, localiser).Kept;
    }
}
