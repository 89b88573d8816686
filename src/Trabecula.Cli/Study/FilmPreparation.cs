using System.Globalization;
using System.Security.Cryptography;
using Trabecula.Domain;
using Trabecula.Imaging;
using Trabecula.Inference;
using Trabecula.Learning.Study;

namespace Trabecula.Cli.Study;

/// <summary>A film that was left out.</summary>
/// <param name="Line">Its line of the manifest.</param>
/// <param name="Reason">Why.</param>
internal sealed record FilmLeftOut(int Line, string Reason);

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
    /// <summary>Densities of one subject's films further apart than this are of two people, or of two times of life. Scans of one person
    /// differ by 5 % to 7 % at most (ISCD's least significant changes).</summary>
    private const double SameDensity = 0.2;

    /// <summary>Films of one subject further apart than this are no films of one study, years.</summary>
    private const double SameAge = 2;

    /// <summary>Prepares the films.</summary>
    /// <param name="manifestPath">The manifest.</param>
    /// <param name="localiserNetwork">The localiser's network.</param>
    /// <param name="frames">Where frames are kept.</param>
    /// <param name="progress">Is told the share that is done.</param>
    /// <param name="ct">Stops between films.</param>
    /// <exception cref="TrabeculaException"><c>invalid_manifest</c>, or <c>no_usable_films</c> where nothing is left.</exception>
    public static PreparedFilms Prepare(
        string manifestPath, byte[] localiserNetwork, KeptFrames frames, IProgress<double> progress, CancellationToken ct)
    {
        var manifest = ManifestReader.Read(manifestPath);
        var leftOut = manifest.LeftOut.Select(issue => new FilmLeftOut(issue.Line, issue.Reason)).ToList();
        var flow = new List<(string, int)> { ("rows in the manifest", manifest.Rows.Count + leftOut.Count), ("rows without a fault", manifest.Rows.Count) };
        var rows = Agreeing(manifest.Rows, leftOut);
        flow.Add(("rows that agree with the other rows of their subject", rows.Count));
        var digests = Digests(manifest, rows, leftOut, ct);
        var films = Different(rows.Where(row => digests.ContainsKey(row)).ToArray(), digests, leftOut);
        flow.Add(("films that can be opened and are there once", films.Count));
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
            throw new TrabeculaException(
                "no_usable_films",
                $"None of the {manifest.Rows.Count + manifest.LeftOut.Count} rows of {manifestPath} can be used. {FirstReasons(leftOut)}".TrimEnd());
        }

        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var usable = accepted.Select(pair => new StudyFilm(
            pair.First, counts[pair.First.SubjectId] = counts.GetValueOrDefault(pair.First.SubjectId) + 1, pair.Second.Frame!)).ToArray();
        flow.Add(("subjects", counts.Count));
        return new PreparedFilms(usable, [.. usable.Select(film => digests[film.Row])], [.. leftOut.OrderBy(one => one.Line)], flow);
    }

    /// <summary>The first few reasons, for a sentence.</summary>
    public static string FirstReasons(IEnumerable<FilmLeftOut> leftOut) => string.Join(
        " ", leftOut.OrderBy(one => one.Line).Take(3).Select(one => string.Create(CultureInfo.InvariantCulture, $"Line {one.Line}: {one.Reason}")));

    /// <summary>Several films of a subject are allowed where they can be of one person at one time; the first row counts.</summary>
    private static IReadOnlyList<ManifestRow> Agreeing(IReadOnlyList<ManifestRow> rows, List<FilmLeftOut> leftOut)
    {
        var first = new Dictionary<string, ManifestRow>(StringComparer.Ordinal);
        var agreeing = new List<ManifestRow>();
        foreach (var row in rows)
        {
            if (first.TryAdd(row.SubjectId, row) || Disagreement(first[row.SubjectId], row) is not { } what)
                agreeing.Add(row);
            else
                leftOut.Add(new FilmLeftOut(row.Line ?? 0, $"{what} is not that of line {first[row.SubjectId].Line}, which has the same subject_id."));
        }

        return agreeing;
    }

    private static string? Disagreement(ManifestRow first, ManifestRow row)
    {
        if (first.Sex is { } sex && row.Sex is { } other && sex != other)
            return "The sex";
        if (Math.Abs((first.AgeYears - row.AgeYears) ?? 0) > SameAge)
            return "The age";
        return Enum.GetValues<SkeletalSite>().Any(site => Math.Abs((first.Bmd(site) / row.Bmd(site) - 1) ?? 0) > SameDensity) ? "The density" : null;
    }

    private static Dictionary<ManifestRow, string> Digests(
        Manifest manifest, IReadOnlyList<ManifestRow> rows, List<FilmLeftOut> leftOut, CancellationToken ct)
    {
        var digests = new Dictionary<ManifestRow, string>(ReferenceEqualityComparer.Instance);
        foreach (var row in rows)
        {
            ct.ThrowIfCancellationRequested();
            try
            {
                using var stream = File.OpenRead(manifest.PathOf(row));
                digests[row] = Convert.ToHexStringLower(SHA256.HashData(stream));
            }
            catch (TrabeculaException e)
            {
                leftOut.Add(new FilmLeftOut(row.Line ?? 0, $"{e.Code}: {e.Message}"));
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
            {
                leftOut.Add(new FilmLeftOut(row.Line ?? 0, "no_such_file: There is no such film."));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                leftOut.Add(new FilmLeftOut(row.Line ?? 0, $"unreadable: {e.Message}"));
            }
        }

        return digests;
    }

    /// <summary>One picture twice would be learned from and judged on.</summary>
    private static IReadOnlyList<ManifestRow> Different(
        IReadOnlyList<ManifestRow> rows, Dictionary<ManifestRow, string> digests, List<FilmLeftOut> leftOut)
    {
        var first = new Dictionary<string, ManifestRow>(StringComparer.Ordinal);
        var different = new List<ManifestRow>();
        foreach (var row in rows)
        {
            if (first.TryAdd(digests[row], row))
                different.Add(row);
            else
                leftOut.Add(new FilmLeftOut(row.Line ?? 0, $"The film's file is the same as that of line {first[digests[row]].Line}."));
        }

        return different;
    }

    private static KeptFrame[] Locate(
        Manifest manifest,
        IReadOnlyList<ManifestRow> rows,
        Dictionary<ManifestRow, string> digests,
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
