namespace Trabecula.Domain.Tests;

public class CalibrationTests
{
    private static readonly DensityEstimate Raw = new(SkeletalSite.LumbarL1L4, 0.8, 0.05);

    [Fact]
    public void An_estimate_is_moved_along_the_line_and_its_interval_has_the_calibrated_reach()
    {
        var corrected = new DensityCalibration(SkeletalSite.LumbarL1L4, 1.1, -0.02, 1.5, 2.2, null).Apply(Raw);
        Assert.Equal(0.86, corrected.Bmd, 12);
        Assert.Equal(0.075, corrected.StandardDeviation, 12);
        Assert.Equal(0.11, corrected.Reach90, 12);
        var judged = Judge(corrected, DiagnosticCriteria.Who);
        Assert.Equal((0.75, 0.97), (Math.Round(judged.Lower90, 9), Math.Round(judged.Upper90, 9)));
    }

    [Fact]
    public void No_calibration_leaves_everything_as_it_is()
    {
        var same = DensityCalibration.None(SkeletalSite.LumbarL1L4).Apply(Raw);
        Assert.Equal((Raw.Bmd, Raw.StandardDeviation, Raw.Reach90), (same.Bmd, same.StandardDeviation, same.Reach90));
        Assert.Equal(0.3, LogisticCalibration.None.Apply(0.3));
    }

    [Fact]
    public void One_calibration_after_another_is_the_calibration_of_both()
    {
        var first = new DensityCalibration(SkeletalSite.LumbarL1L4, 1.1, -0.02, 1.5, 2.2, null);
        var after = first.Apply(Raw);
        var both = first.Then(0.9, 0.03, 0.5, 0.8, null).Apply(Raw);
        Assert.Equal(0.03 + (0.9 * after.Bmd), both.Bmd, 12);
        Assert.Equal(0.5 * after.Reach90, both.StandardDeviation, 12);
        Assert.Equal(0.8 * after.Reach90, both.Reach90, 12);
    }

    [Fact]
    public void Probabilities_are_corrected_for_the_criteria_they_were_fitted_for_and_stay_in_order()
    {
        var calibration = new CategoryCalibration(DiagnosticCriteria.Who, new LogisticCalibration(-3, 1), new LogisticCalibration(3, 1));
        var (plain, corrected) = (Judge(Raw, DiagnosticCriteria.Who).Probabilities!, Judge(Raw with { Categories = calibration }, DiagnosticCriteria.Who).Probabilities!);
        Assert.NotEqual(plain, corrected);
        Assert.Equal(1, corrected.Sum(), 12);
        Assert.All(corrected, p => Assert.InRange(p, 0, 1));
        Assert.Equal(
            Judge(Raw, DiagnosticCriteria.Japan2012).Probabilities!, Judge(Raw with { Categories = calibration }, DiagnosticCriteria.Japan2012).Probabilities!);
    }

    private static SiteResult Judge(DensityEstimate estimate, DiagnosticCriteria criteria) => DiagnosisRules.Evaluate(
        [estimate],
        new Subject(Sex.Female, 70, null, null, "test"),
        isPostmenopausal: null,
        ReferencePopulation.For(criteria),
        criteria,
        DxaManufacturer.Hologic).Sites[0];
}
