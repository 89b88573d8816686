using CsCheck;

namespace Trabecula.Domain.Tests;

public class CohortMatchingTests
{
    private static readonly DateOnly Start = new(2020, 1, 1);

    private static readonly Gen<(ArchiveFilm[] Films, DxaResult[] Results, int Days)> Archive = Gen.Select(
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 400], Gen.Int[0, 30], Gen.Bool, Gen.OneOfConst<Sex?>(Sex.Female, Sex.Male, null)).Array[0, 30],
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 400], Gen.Int[0, 1], Gen.OneOfConst<Sex?>(Sex.Female, Sex.Male, null)).Array[0, 15],
        Gen.Int[0, 200],
        (films, results, days) => (
            films.Select((film, index) => Film($"P{film.Item1}", film.Item2, $"1.2.{film.Item3}", $"film{index}") with { IsForPresentation = film.Item4, Sex = film.Item5 }).ToArray(),
            results.Select((result, index) => Dxa($"P{result.Item1}", result.Item2, $"row{index}", 0.8 + (result.Item3 * 0.1)) with { Sex = result.Item4 }).ToArray(),
            days));

    [Fact]
    public void Everything_is_in_one_pair_or_left_out_with_one_reason_and_no_pair_is_too_far() => Archive.Sample(
        archive =>
        {
            var (films, results, days) = archive;
            var matches = CohortMatching.Match(films, results, days);
            Assert.All(matches.Pairs, pair =>
            {
                Assert.Equal(pair.Film.PatientId, pair.Dxa.PatientId);
                Assert.InRange(pair.Days, -days, days);
                Assert.False(pair.Film.Sex is not null && pair.Dxa.Sex is not null && pair.Film.Sex != pair.Dxa.Sex);
            });
            Assert.Equal(
                films.Select(film => film.Path).Order(),
                matches.Pairs.Select(pair => pair.Film.Path).Concat(matches.LeftOut.Where(one => one.Kind == LeftOut.Film).Select(one => one.Source)).Order());
            Assert.Equal(
                results.Select(result => result.Source).Order(),
                matches.Pairs.Select(pair => pair.Dxa.Source).Concat(matches.LeftOut.Where(one => one.Kind == LeftOut.Dxa).Select(one => one.Source))
                    .SelectMany(source => source.Split("; ")).Order());
            var again = CohortMatching.Match(films.Reverse(), results.Reverse(), days);
            Assert.Equal(
                matches.Pairs.Select(pair => (pair.Film.Path, pair.Days)),
                again.Pairs.Select(pair => (pair.Film.Path, pair.Days)));
        },
        iter: 2000);

    [Fact]
    public void The_nearest_pair_is_made_first_and_equal_ones_by_the_named_rule()
    {
        Assert.Equal("b", Best(Film("P", 10, "1.1", "a"), Film("P", 12, "1.2", "b")));
        Assert.Equal("b", Best(Film("P", 14, "1.1", "a"), Film("P", 12, "1.2", "b")));
        Assert.Equal("a", Best(Film("P", 14, "1.9", "a") with { IsForPresentation = true }, Film("P", 14, "1.2", "b") with { IsForPresentation = false }));
        Assert.Equal("b", Best(Film("P", 14, "1.1", "a"), Film("P", 12, "1.2", "b")));
        Assert.Equal("b", Best(Film("P", 12, "1.9", "a"), Film("P", 12, "1.2", "b")));

        static string Best(params ArchiveFilm[] films) => Assert.Single(CohortMatching.Match(films, [Dxa("P", 13, "row", 0.9)], 90).Pairs).Film.Path;
    }

    [Fact]
    public void Films_of_one_number_and_of_two_people_by_sex_or_birth_are_all_left_out()
    {
        var one = Film("P", 10, "1.1", "a") with { Sex = Sex.Female, BirthDate = new DateOnly(1950, 1, 2) };
        var unknown = Film("P", 13, "1.3", "c");
        Assert.Single(CohortMatching.Match([one, unknown], [Dxa("P", 13, "row", 0.9)], 90).Pairs);
        foreach (var other in new[] { one with { Sex = Sex.Male }, one with { BirthDate = new DateOnly(1962, 1, 2) } })
        {
            var matches = CohortMatching.Match([one, other with { Instance = "1.2", Path = "b" }, unknown], [Dxa("P", 13, "row", 0.9)], 90);
            Assert.Empty(matches.Pairs);
            Assert.Equal(4, matches.LeftOut.Count(left => left.Reason == "several_people"));
        }
    }

    [Fact]
    public void Two_scans_of_a_person_have_two_films_and_never_the_same_one()
    {
        var matches = CohortMatching.Match(
            [Film("P", 0, "1.1", "early"), Film("P", 300, "1.2", "late")], [Dxa("P", 5, "first", 0.9), Dxa("P", 290, "second", 0.88)], 90);
        Assert.Equal([("early", "first"), ("late", "second")], matches.Pairs.Select(pair => (pair.Film.Path, pair.Dxa.Source)).Order());
        var one = CohortMatching.Match([Film("P", 0, "1.1", "film")], [Dxa("P", 5, "first", 0.9), Dxa("P", 2, "second", 0.88)], 90);
        Assert.Equal("second", Assert.Single(one.Pairs).Dxa.Source);
        Assert.Equal("another_dxa_nearer", Assert.Single(one.LeftOut).Reason);
    }

    [Fact]
    public void Cells_that_a_spreadsheet_would_run_are_guarded_and_read_back()
    {
        using var folder = new ScratchFolder();
        var path = folder.File("people.csv");
        string[] ids = ["=1+1", "+4", "-7", "@x", "'quoted", "plain", "a,b", "\"q\"", "\tx"];
        LinkingTable.Add(path, ids.Select(id => new LinkedPerson(id, "TB-0", -3)));
        Assert.All(File.ReadAllLines(path), line => Assert.DoesNotContain(line.TrimStart('"')[0], "=+-@\t"));
        Assert.Equal(ids.Order(StringComparer.Ordinal), LinkingTable.Read(path).Select(person => person.PatientId));
    }

    private static ArchiveFilm Film(string patient, int day, string instance, string path) =>
        new() { Path = path, PatientId = patient, Instance = instance, Date = Start.AddDays(day) };

    private static DxaResult Dxa(string patient, int day, string source, double bmd) => new()
    {
        Source = source, PatientId = patient, Date = Start.AddDays(day), Densities = new Dictionary<SkeletalSite, double> { [SkeletalSite.LumbarL1L4] = bmd },
    };
}
