using System.Globalization;
using System.Security.Cryptography;
using Trabecula.Domain;

namespace Trabecula.Cli.Study;

/// <summary>A film that was left out.</summary>
/// <param name="Line">Its line of the manifest.</param>
/// <param name="Reason">Why.</param>
internal sealed record FilmLeftOut(int Line, string Reason);

/// <summary>The rows of a manifest that agree with one another and whose films can be opened, each film once.</summary>
/// <param name="Manifest">The manifest.</param>
/// <param name="Films">The rows, in the manifest's order.</param>
/// <param name="Digests">SHA-256 of each row's file.</param>
/// <param name="LeftOut">The rest.</param>
/// <param name="Flow">How many were left after each step.</param>
internal sealed record ManifestFilms(
    Manifest Manifest,
    IReadOnlyList<ManifestRow> Films,
    IReadOnlyDictionary<ManifestRow, string> Digests,
    IReadOnlyList<FilmLeftOut> LeftOut,
    IReadOnlyList<(string Step, int Count)> Flow)
{
    /// <summary>Densities of one subject's films further apart than this are of two people, or of two times of life. Scans of one person
    /// differ by 5 % to 7 % at most (ISCD's least significant changes).</summary>
    private const double SameDensity = 0.2;

    /// <summary>Films of one subject further apart than this are no films of one study, years.</summary>
    private const double SameAge = 2;

    /// <summary>Reads a manifest and its films' bytes.</summary>
    /// <param name="path">The manifest.</param>
    /// <param name="ct">Stops between films.</param>
    /// <exception cref="TrabeculaException"><c>invalid_manifest</c>.</exception>
    public static ManifestFilms Read(string path, CancellationToken ct)
    {
        var manifest = ManifestReader.Read(path);
        var leftOut = manifest.LeftOut.Select(issue => new FilmLeftOut(issue.Line, issue.Reason)).ToList();
        var flow = new List<(string, int)> { ("rows in the manifest", manifest.Rows.Count + leftOut.Count), ("rows without a fault", manifest.Rows.Count) };
        var rows = Agreeing(manifest.Rows, leftOut);
        flow.Add(("rows that agree with the other rows of their subject", rows.Count));
        var digests = DigestsOf(manifest, rows, leftOut, ct);
        var films = Different(rows.Where(row => digests.ContainsKey(row)).ToArray(), digests, leftOut);
        flow.Add(("films that can be opened and are there once", films.Count));
        return new ManifestFilms(manifest, films, digests, leftOut, flow);
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

    private static Dictionary<ManifestRow, string> DigestsOf(
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
}
