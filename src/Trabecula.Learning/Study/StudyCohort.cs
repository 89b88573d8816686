using System.Globalization;
using Trabecula.Domain;

namespace Trabecula.Learning.Study;

/// <summary>Films by number: on which a network is trained, by which it is stopped and calibrated, and which it never sees.</summary>
/// <param name="Training">Films that are trained on.</param>
/// <param name="Inner">Films of the training folds that are kept for early stopping and calibration.</param>
/// <param name="HeldOut">Films of the fold that is held out.</param>
public sealed record StudySplit(IReadOnlyList<int> Training, IReadOnlyList<int> Inner, IReadOnlyList<int> HeldOut);

/// <summary>The films of a study and their folds.</summary>
public sealed class StudyCohort
{
    /// <summary>Fewest subjects in a fold: below it the statistics of a fold mean nothing.</summary>
    public const int FewestInFold = 10;

    /// <summary>Fewest subjects of a study: a network learns nothing from fewer, and intervals of fewer would say nothing.</summary>
    public const int FewestSubjects = 50;

    /// <summary>The inner part is one of this many parts of the training subjects.</summary>
    internal const int InnerParts = 5;

    private readonly IReadOnlyDictionary<string, int> _folds;

    /// <summary>Puts films and folds together.</summary>
    /// <param name="films">The films.</param>
    /// <param name="folds">The fold of each subject, from 0; subjects without films are passed over.</param>
    /// <param name="count">Folds.</param>
    /// <exception cref="TrabeculaException"><c>too_few_subjects</c> where there are fewer than <see cref="FewestSubjects"/>, or
    /// <see cref="FewestInFold"/> in a fold; <c>invalid_folds</c> where a subject has no fold or one that does not exist;
    /// <c>equal_densities</c> where all subjects have the same density.</exception>
    public StudyCohort(IReadOnlyList<StudyFilm> films, IReadOnlyDictionary<string, int> folds, int count)
    {
        ArgumentNullException.ThrowIfNull(films);
        ArgumentNullException.ThrowIfNull(folds);
        (Films, _folds, FoldCount) = (films, folds, count);
        foreach (var film in films)
        {
            if (!folds.TryGetValue(film.Row.SubjectId, out var fold) || fold < 0 || fold >= count)
            {
                throw new TrabeculaException(
                    "invalid_folds",
                    string.Create(CultureInfo.InvariantCulture, $"The subject of line {film.Line} of the manifest has no fold from 0 to {count - 1}."));
            }
        }
        string[][] subjects = [.. Enumerable.Range(0, count).Select(fold => HeldOut(fold).Select(i => films[i].Row.SubjectId).Distinct(StringComparer.Ordinal).ToArray())];
        SubjectCount = subjects.Sum(fold => fold.Length);
        if (SubjectCount < FewestSubjects || subjects.Any(fold => fold.Length < FewestInFold))
        {
            throw new TrabeculaException(
                "too_few_subjects",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{SubjectCount} {(SubjectCount == 1 ? "subject" : "subjects")} can be used, {subjects.Min(fold => fold.Length)} in the smallest fold; a study needs {FewestSubjects}, and {FewestInFold} in each fold."));
        }
        if (!Enumerable.Range(0, films[0].Bmd.Length).Any(site => films.Select(film => film.Bmd[site]).Where(float.IsFinite).Distinct().Skip(1).Any()))
            throw new TrabeculaException("equal_densities", "All subjects have the same density; there is nothing to learn and nothing to judge.");
    }

    /// <summary>All films.</summary>
    public IReadOnlyList<StudyFilm> Films { get; }

    /// <summary>Folds.</summary>
    public int FoldCount { get; }

    /// <summary>Different people.</summary>
    public int SubjectCount { get; }

    /// <summary>The fold of a film.</summary>
    /// <param name="film">Number of the film.</param>
    public int FoldOf(int film) => _folds[Films[film].Row.SubjectId];

    /// <summary>Numbers of a fold's films.</summary>
    /// <param name="fold">The fold.</param>
    public IReadOnlyList<int> HeldOut(int fold) => [.. Enumerable.Range(0, Films.Count).Where(film => FoldOf(film) == fold)];

    /// <summary>The films of one training.</summary>
    /// <param name="job">The training.</param>
    /// <param name="seed">Seed of the study.</param>
    public StudySplit Split(StudyJob job, int seed)
    {
        ArgumentNullException.ThrowIfNull(job);
        if (job.Kind == StudyJobKind.Bundle) return new StudySplit([.. Enumerable.Range(0, Films.Count)], [], []);
        IReadOnlyList<int> outside = [.. Enumerable.Range(0, Films.Count).Where(film => FoldOf(film) != job.Fold)];
        if (job.Share < 1)
        {
            var parts = (int)Math.Round(1 / job.Share);
            outside = Part(outside, FoldAssignment.Assign(outside.Select(film => Films[film].Row), parts, Stream(seed, job.Fold, 1)), part => part == 0);
        }
        var inner = FoldAssignment.Assign(outside.Select(film => Films[film].Row), InnerParts, Stream(seed, job.Fold, 2));
        var kept = job.Network % InnerParts;
        return new StudySplit(Part(outside, inner, part => part != kept), Part(outside, inner, part => part == kept), HeldOut(job.Fold));
    }

    private static ulong Stream(int seed, int fold, int purpose) => new DeterministicRandom((ulong)seed, (ulong)fold, (ulong)purpose).NextBits();

    private IReadOnlyList<int> Part(IReadOnlyList<int> films, IReadOnlyDictionary<string, int> parts, Func<int, bool> isWanted) =>
        [.. films.Where(film => isWanted(parts[Films[film].Row.SubjectId]))];
}
