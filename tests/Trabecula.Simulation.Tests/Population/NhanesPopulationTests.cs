using System.Globalization;
using Trabecula.Domain;

namespace Trabecula.Simulation.Tests.Population;

/// <summary>Drawn people against the table that the model was fitted to; the golden numbers are those of Golden/fit_nhanes.py.</summary>
public sealed class NhanesPopulationTests
{
    private static readonly SimulatedSubject[] People = [.. Enumerable.Range(0, 20_000).Select(n => NhanesPopulation.Draw(11, n))];

    private static readonly Dictionary<string, Func<SimulatedSubject, double>> Values = new()
    {
        ["age_years"] = p => p.AgeYears,
        ["height_cm"] = p => p.HeightCm,
        ["weight_kg"] = p => p.WeightKg,
        ["lumbar_l2_l4_bmd"] = p => p.LumbarL2L4Bmd,
        ["femoral_neck_bmd"] = p => p.FemoralNeckBmd,
        ["total_hip_bmd"] = p => p.TotalHipBmd,
    };

    /// <summary>
    /// Groups of 83 to 291 people: the table's own mean is uncertain by up to 0.1 standard deviations, its standard deviation by up
    /// to 8 %. Three times the first, and 20 %, are allowed, since the model smooths over age.
    /// </summary>
    [Fact]
    public void Means_and_spreads_by_sex_and_decade_are_the_tables()
    {
        foreach (string[] row in Golden("nhanes_summary.csv"))
        {
            int decade = int.Parse(row[1], CultureInfo.InvariantCulture);
            SimulatedSubject[] group = [.. People.Where(p => p.Sex == SexOf(row[0]) && p.AgeYears >= decade && p.AgeYears < decade + 10)];
            double count = Number(row[2]), mean = Number(row[5]), spread = Number(row[6]);
            Func<SimulatedSubject, double> value = Values[row[4]];
            string what = $"{row[4]}, {row[0]}, {decade}s";
            Assert.True(Math.Abs(group.Average(value) - mean) < 3 * spread / Math.Sqrt(count), $"{what}: mean {group.Average(value):0.0000}, table {mean:0.0000}");
            Assert.True(Math.Abs((group.Spread(value) / spread) - 1) < 0.20, $"{what}: spread {group.Spread(value):0.0000}, table {spread:0.0000}");
            double share = (double)group.Length / People.Count(p => p.Sex == SexOf(row[0]));
            Assert.True(Math.Abs(share - Number(row[3])) < 0.015, $"{what}: share {share:0.000}, table {row[3]}");
        }
    }

    /// <summary>The table's own correlations are uncertain by 0.03 (1,159 and 1,193 people); 0.05 is allowed.</summary>
    [Fact]
    public void Correlations_are_the_tables()
    {
        foreach (string[] row in Golden("nhanes_correlations.csv"))
        {
            SimulatedSubject[] group = [.. People.Where(p => p.Sex == SexOf(row[0]))];
            double drawn = group.Correlation(Values[row[1]], Values[row[2]]);
            Assert.True(Math.Abs(drawn - Number(row[3])) < 0.05, $"{row[1]} and {row[2]}, {row[0]}: {drawn:0.000}, table {row[3]}");
        }
    }

    /// <summary>Published of the table: r(spine, neck) 0.65; spine, age, sex and build explain 50 to 55 % of the neck.</summary>
    [Fact]
    public void Spine_and_neck_go_together_as_in_the_table()
    {
        Assert.InRange(People.Correlation(p => p.LumbarL2L4Bmd, p => p.FemoralNeckBmd), 0.61, 0.69);
        Assert.InRange(
            People.Explained(p => p.FemoralNeckBmd, p => p.LumbarL2L4Bmd, p => p.AgeYears, p => p.Sex == Sex.Female ? 1 : 0, p => p.WeightKg, p => p.HeightCm),
            0.50,
            0.60);
    }

    [Fact]
    public void Nobody_is_beyond_what_a_manifest_may_hold() => Assert.All(People, p =>
    {
        Assert.InRange(p.AgeYears, 20, 80);
        Assert.InRange(p.HeightCm, 120, 220);
        Assert.InRange(p.WeightKg, 25, 230);
        Assert.InRange(p.LumbarL2L4Bmd, 0.4, 2.5);
        Assert.InRange(p.FemoralNeckBmd, 0.3, 2.5);
        Assert.InRange(p.TotalHipBmd, 0.35, 2.5);
    });

    [Fact]
    public void A_person_depends_on_seed_and_number_alone() =>
        Assert.Equal(PopulationPreset.Nhanes.Draw(11, 1234), People[1234]);

    private static Sex SexOf(string letter) => letter == "F" ? Sex.Female : Sex.Male;

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);

    private static IEnumerable<string[]> Golden(string file) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Golden", file)).Skip(1).Select(line => line.Split(','));
}
