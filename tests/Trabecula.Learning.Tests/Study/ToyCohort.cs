using Trabecula.Domain;
using Trabecula.Learning.Networks;
using Trabecula.Learning.Study;

namespace Trabecula.Learning.Tests.Study;

/// <summary>People whose frames are four stacked blocks, as bright as they are dense; age and sex tell a little of it too.</summary>
internal static class ToyCohort
{
    private const int Size = 32;

    public static DensityNetwork Network() => new(Size, Size, 8);

    public static StudyCohort Of(int subjects, int folds = 5, Func<int, ManifestRow, ManifestRow>? change = null, int repeats = 0)
    {
        var films = Films(subjects, change, repeats);
        return new StudyCohort(films, FoldAssignment.Assign(films.Select(film => film.Row), folds, 1), folds);
    }

    public static IReadOnlyList<StudyFilm> Films(int subjects, Func<int, ManifestRow, ManifestRow>? change = null, int repeats = 0)
    {
        var films = new List<StudyFilm>();
        for (var subject = 0; subject < subjects; subject++)
        {
            for (var repeat = 1; repeat <= (subject < repeats ? 2 : 1); repeat++)
            {
                var film = Film(subject, repeat, films.Count + 2);
                films.Add(change is null ? film : new StudyFilm(change(subject, film.Row), repeat, film.Frame));
            }
        }
        return films;
    }

    private static StudyFilm Film(int subject, int repeat, int line)
    {
        var person = new DeterministicRandom(7, (ulong)subject);
        var sex = person.Chance(0.3) ? Sex.Male : Sex.Female;
        var age = person.Uniform(50, 85);
        var density = 1.1 - 0.005 * (age - 50) + (sex == Sex.Male ? 0.1 : 0) + person.Normal(0, 0.12);
        double[] levels = [.. Enumerable.Range(0, 4).Select(_ => density + person.Normal(0, 0.02))];
        var bmd = new Dictionary<SkeletalSite, double>
        {
            [SkeletalSite.L1] = levels[0], [SkeletalSite.L2] = levels[1], [SkeletalSite.L3] = levels[2], [SkeletalSite.L4] = levels[3],
            [SkeletalSite.LumbarL1L4] = levels.Average(), [SkeletalSite.LumbarL2L4] = levels[1..].Average(),
            [SkeletalSite.FemoralNeck] = 0.7 * density + person.Normal(0, 0.08), [SkeletalSite.TotalHip] = 0.8 * density + person.Normal(0, 0.08),
        };
        var noise = new DeterministicRandom(8, (ulong)subject, (ulong)repeat);
        var frame = new StudyFrame(Size, Size, new float[Size * Size], new sbyte[Size], new short[Size], new short[Size]);
        for (var row = 0; row < Size; row++)
        {
            (frame.Levels[row], frame.From[row], frame.To[row]) = ((sbyte)(row * 4 / Size), 8, 24);
            for (var column = 8; column < 24; column++)
                frame.Pixels[row * Size + column] = (float)(levels[row * 4 / Size] + noise.Normal(0, 0.03));
        }
        var rowOfTable = new ManifestRow
        {
            SubjectId = $"P{subject:000}",
            Image = $"{subject}-{repeat}.dcm",
            Line = line,
            Sex = sex,
            AgeYears = age,
            HeightCm = 160,
            WeightKg = 60,
            Densities = bmd,
        };
        return new StudyFilm(rowOfTable, repeat, frame);
    }
}
