using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Trabecula.Domain;
using Trabecula.Imaging;
using Trabecula.Inference;
using Trabecula.Learning.Study;

namespace Trabecula.Cli.Study;

/// <summary>A real film and what becomes of its estimate when it is changed in ways that change nothing in the patient.</summary>
/// <param name="Number">Number among the folder's files, from 1, by their names.</param>
/// <param name="Sha256">SHA-256 of the file.</param>
/// <param name="Variants">The film as it is, and changed; the first alone where it is refused.</param>
internal sealed record SteadyFilm(int Number, string Sha256, IReadOnlyList<SteadyVariant> Variants);

/// <summary>A film as it is, or changed.</summary>
/// <param name="Change">What was done.</param>
/// <param name="Refusal">Why it is not estimated, code and sentence, or null.</param>
/// <param name="Frame">The straightened spine, or null.</param>
internal sealed record SteadyVariant(string Change, string? Refusal, [property: JsonIgnore] StudyFrame? Frame)
{
    /// <summary>Lumbar density, g/cm², or null where it is refused or not estimated yet.</summary>
    public double? Bmd { get; init; }

    /// <summary>By how much the density differs from that of the film as it is, per cent.</summary>
    public double? ChangePercent { get; init; }
}

/// <summary>Reads real films, changes them, and estimates all of them by a study's own networks.</summary>
internal static class SteadyFilms
{
    /// <summary>What the first variant is called.</summary>
    public const string AsItIs = "as it is";

    private static readonly SkeletalSite[] Sites = [SkeletalSite.LumbarL1L4, SkeletalSite.LumbarL2L4];

    /// <summary>Reads all files of a folder, by name, and finds the spine on each film and on each variant.</summary>
    /// <param name="folder">The folder; its own files, not those of folders in it.</param>
    /// <param name="localiserNetwork">The localiser's network.</param>
    /// <param name="progress">Is told the share that is done.</param>
    /// <param name="ct">Stops between films.</param>
    /// <exception cref="TrabeculaException"><c>no_such_folder</c> where the folder is not there or empty.</exception>
    public static IReadOnlyList<SteadyFilm> Read(string folder, byte[] localiserNetwork, IProgress<double> progress, CancellationToken ct)
    {
        string[] files = Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)] : [];
        if (files.Length == 0)
            throw new TrabeculaException("no_such_folder", $"{folder} is no folder with films in it.");
        using var localiser = new Localiser(localiserNetwork, threads: 1);
        var films = new SteadyFilm[files.Length];
        var done = 0;
        Parallel.For(0, files.Length, new ParallelOptions { CancellationToken = ct, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            films[i] = new SteadyFilm(i + 1, DigestOf(files[i]), [.. Variants(files[i], localiser, ct)]);
            progress.Report((double)Interlocked.Increment(ref done) / files.Length);
        });
        return films;
    }

    /// <summary>The straightened spines as films of a study; the line of each is its number among all variants, from 1.</summary>
    public static IReadOnlyList<StudyFilm> Frames(IReadOnlyList<SteadyFilm> films) =>
    [
        .. Numbered(films).Where(one => one.Variant.Frame is not null).Select(one => new StudyFilm(
            new ManifestRow
            {
                SubjectId = $"real film {one.Film.Number}",
                Image = one.Variant.Change,
                Line = one.Line,
                Densities = new Dictionary<SkeletalSite, double>(),
            },
            1,
            one.Variant.Frame!)),
    ];

    /// <summary>A name that is the same for the same films and localiser.</summary>
    public static string NameOf(IReadOnlyList<SteadyFilm> films, string localiser) => "steady-" + Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', films.Select(film => film.Sha256).Prepend($"{KeptFrames.Version} {localiser}")))))[..16];

    /// <summary>The films with their densities.</summary>
    /// <param name="films">The films.</param>
    /// <param name="estimates">Estimates of <see cref="Frames"/>.</param>
    public static IReadOnlyList<SteadyFilm> Estimated(IReadOnlyList<SteadyFilm> films, IReadOnlyList<StudyEstimate> estimates)
    {
        var ofFilm = estimates.Where(estimate => estimate.Model == StudyModels.Film).ToArray();
        var bmd = Sites.Select(site => ofFilm.Where(one => one.Site == site).ToDictionary(one => one.Film.Line, one => one.Bmd)).FirstOrDefault(found => found.Count > 0) ?? [];
        return
        [
            .. Numbered(films).GroupBy(one => one.Film).Select(group =>
            {
                double? first = bmd.TryGetValue(group.First().Line, out var asItIs) ? asItIs : null;
                return group.Key with
                {
                    Variants =
                    [
                        .. group.Select(one => bmd.TryGetValue(one.Line, out var density)
                            ? one.Variant with { Bmd = density, ChangePercent = 100 * ((density / first) - 1) }
                            : one.Variant),
                    ],
                };
            }),
        ];
    }

    private static IEnumerable<(SteadyFilm Film, SteadyVariant Variant, int Line)> Numbered(IEnumerable<SteadyFilm> films) =>
        films.SelectMany(film => film.Variants.Select(variant => (film, variant))).Select((one, i) => (one.film, one.variant, i + 1));

    private static IEnumerable<SteadyVariant> Variants(string file, Localiser localiser, CancellationToken ct)
    {
        var (film, vertebrae, first) = AsRead(file, localiser, ct);
        yield return first;
        if (film is null || first.Frame is null)
            yield break;
        foreach (var variant in FilmVariants.Of(film, vertebrae))
        {
            ct.ThrowIfCancellationRequested();
            yield return Found(variant.Name, FilmFraming.Of(variant.Film, localiser).Kept);
        }
    }

    private static (Radiograph? Film, IReadOnlyList<VertebraOutline> Vertebrae, SteadyVariant First) AsRead(string file, Localiser localiser, CancellationToken ct)
    {
        try
        {
            var film = RadiographReader.Read(file, ct);
            var framed = FilmFraming.Of(film, localiser);
            return (film, framed.Vertebrae, Found(AsItIs, framed.Kept));
        }
        catch (TrabeculaException e)
        {
            return (null, [], new SteadyVariant(AsItIs, $"{e.Code}: {e.Message}", null));
        }
    }

    private static SteadyVariant Found(string change, KeptFrame kept) => new(change, kept.Refusal, kept.Frame);

    private static string DigestOf(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
