using Trabecula.Domain;
using Trabecula.Learning.Study;

namespace Trabecula.Learning.Tests.Study;

public sealed class RecalibrationTests
{
    /// <summary>A place where the model reads 0.06 g/cm² too low and compresses densities to 0.85 of what they are, and errs by 0.05 where it says 0.08.</summary>
    private const double Compression = 0.85, Shift = 0.075, Error = 0.05, Said = 0.08;

    [Theory]
    [InlineData(50, 0.055, 0.70)]
    [InlineData(200, 0.046, 0.85)]
    [InlineData(500, 0.044, 0.87)]
    public void Recalibrated_estimates_of_new_people_have_the_right_error_and_their_intervals_cover(int count, double error, double leastCovered)
    {
        var before = People(4000, 0).Average(pair => Math.Abs(pair.Estimates[0].Bmd - pair.Row.Bmd(SkeletalSite.LumbarL1L4)!.Value));
        double sum = 0, covered = 0, n = 0;
        // Of 20 hospitals, for one draw of 50 people tells little.
        for (ulong hospital = 1; hospital <= 20; hospital++)
        {
            var calibration = Of(People(count, hospital));
            foreach (var pair in People(500, 100 + hospital))
            {
                var (measured, corrected) = (pair.Row.Bmd(SkeletalSite.LumbarL1L4)!.Value, calibration.Apply(pair.Estimates[0]));
                sum += Math.Abs(corrected.Bmd - measured);
                covered += Math.Abs(corrected.Bmd - measured) <= corrected.Reach90 ? 1 : 0;
                n++;
            }
        }
        Assert.InRange(before, 0.055, 0.09);
        // The least mean absolute error that there is: 0.05 · √(2/π).
        Assert.InRange(sum / n, 0.038, error);
        Assert.InRange(covered / n, leastCovered, 0.94);
    }

    [Fact]
    public void What_is_told_of_a_recalibration_is_what_new_people_would_have()
    {
        var told = Assert.Single(LocalRecalibration.Judge(People(400, 5), DxaManufacturer.Hologic));
        Assert.Equal((SkeletalSite.LumbarL1L4, 400), (told.Site, told.People));
        Assert.InRange(told.Bias, -0.08, -0.04);
        Assert.InRange(told.Error, 0.055, 0.09);
        Assert.InRange(told.ErrorAfter, 0.035, 0.047);
        Assert.InRange(told.CoveredAfter, 0.85, 0.95);
    }

    [Fact]
    public void A_model_that_is_right_stays_as_it_is()
    {
        var people = People(300, 3, compression: 1, shift: 0, said: Error);
        var calibration = Of(people);
        Assert.InRange(calibration.Slope, 0.93, 1.07);
        Assert.InRange(calibration.Intercept + (calibration.Slope * 0.9), 0.88, 0.92);
        Assert.InRange(calibration.ReachFactor / 1.645, 0.85, 1.2);
        Assert.InRange(calibration.SpreadFactor, 0.85, 1.2);
    }

    [Fact]
    public void Fewer_than_fifty_people_are_refused_by_name()
    {
        var error = Assert.Throws<TrabeculaException>(() => Of(People(49, 1)));
        Assert.Equal("too_few_pairs", error.Code);
        Assert.Contains("49", error.Message);
    }

    [Fact]
    public void Sites_that_were_not_measured_take_the_spines_line_or_stay()
    {
        var all = LocalRecalibration.Of(People(80, 1), DensityCalibration.None, DxaManufacturer.Hologic, DiagnosticCriteria.Who);
        Assert.Equal(Enum.GetValues<SkeletalSite>(), all.Select(one => one.Site));
        var lumbar = all[(int)SkeletalSite.LumbarL1L4];
        Assert.Equal((lumbar.Slope, lumbar.Intercept, lumbar.ReachFactor), (all[0].Slope, all[0].Intercept, all[0].ReachFactor));
        Assert.Equal(DensityCalibration.None(SkeletalSite.FemoralNeck), all[(int)SkeletalSite.FemoralNeck]);
    }

    [Fact]
    public void A_second_recalibration_corrects_what_the_first_has_left()
    {
        var first = Of(People(400, 1));
        var again = People(400, 2).Select(pair => pair with { Estimates = [first.Apply(pair.Estimates[0])] }).ToArray();
        var second = LocalRecalibration.Of(again, _ => first, DxaManufacturer.Hologic, DiagnosticCriteria.Who)[(int)SkeletalSite.LumbarL1L4];
        Assert.InRange(second.Slope / first.Slope, 0.9, 1.1);
        Assert.InRange(second.ReachFactor / first.ReachFactor, 0.85, 1.18);
    }

    [Fact]
    public void Densities_of_another_makers_scanner_are_brought_to_the_models_scale()
    {
        var hologic = People(200, 1);
        var lunar = hologic.Select(pair => pair with
        {
            Row = pair.Row with
            {
                Manufacturer = DxaManufacturer.Lunar,
                Densities = pair.Row.Densities.ToDictionary(
                    one => one.Key, one => CrossCalibration.Convert(one.Value, one.Key, DxaManufacturer.Hologic, DxaManufacturer.Lunar)),
            },
        }).ToArray();
        Assert.Equal(Of(hologic).Slope, Of(lunar).Slope, 9);
        Assert.Equal(Of(hologic).Intercept, Of(lunar).Intercept, 9);
    }

    [Fact]
    public void Probabilities_that_are_too_bold_are_flattened_and_right_ones_stay()
    {
        var random = new DeterministicRandom(11);
        double[] said = [.. Enumerable.Range(0, 4000).Select(_ => random.Uniform(0.02, 0.98))];
        // The truth's log odds are 0.5 of what is said, and 0.4 higher.
        bool[] answers = [.. said.Select(p => random.Chance(1 / (1 + Math.Exp(-(0.4 + (0.5 * LogisticCalibration.LogOdds(p)))))))];
        var line = LogisticFit.Of(said, answers);
        Assert.InRange(line.Slope, 0.43, 0.57);
        Assert.InRange(line.Intercept, 0.3, 0.5);
        Assert.Equal(answers.Average(answer => answer ? 1.0 : 0), said.Average(line.Apply), 1e-3);
        var unchanged = 0;
        for (var draw = 0; draw < 100; draw++)
            unchanged += LogisticFit.Of(said[(draw * 40)..((draw + 1) * 40)], [.. said[(draw * 40)..((draw + 1) * 40)].Select(random.Chance)]) == LogisticCalibration.None ? 1 : 0;
        Assert.InRange(unchanged, 88, 100);
    }

    [Fact]
    public void Perfectly_parted_and_equal_people_break_nothing()
    {
        double[] said = [.. Enumerable.Range(0, 60).Select(i => (i + 0.5) / 60)];
        var parted = LogisticFit.Of(said, [.. said.Select(p => p > 0.5)]);
        Assert.True(parted.Slope > 1 && double.IsFinite(parted.Slope));
        Assert.Equal(LogisticCalibration.None, LogisticFit.Of(said, [.. said.Select(_ => true)]));
        var equal = LogisticFit.Of([.. said.Select(_ => 0.9)], [.. said.Select((_, i) => i % 2 == 0)]);
        Assert.Equal(0.5, equal.Apply(0.9), 2);
    }

    private static DensityCalibration Of(IReadOnlyList<LocalPair> pairs) => LocalRecalibration.Of(
        pairs, DensityCalibration.None, DxaManufacturer.Hologic, DiagnosticCriteria.Who)[(int)SkeletalSite.LumbarL1L4];

    private static LocalPair[] People(int count, ulong seed, double compression = Compression, double shift = Shift, double said = Said)
    {
        var random = new DeterministicRandom(seed, 42);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            // A right model's estimate is what is to be expected, and the truth lies about it.
            var expected = random.Normal(0.9, 0.16);
            var truth = expected + random.Normal(0, Error);
            var row = new ManifestRow
            {
                SubjectId = $"P{i}",
                Image = $"{i}.dcm",
                Line = i + 2,
                Sex = Sex.Female,
                AgeYears = 66,
                Densities = new Dictionary<SkeletalSite, double> { [SkeletalSite.LumbarL1L4] = truth },
            };
            return new LocalPair(row, [new DensityEstimate(SkeletalSite.LumbarL1L4, (compression * expected) + shift, said)]);
        })];
    }
}
