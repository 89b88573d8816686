using System.Globalization;
using Trabecula.Domain;
using static Trabecula.Evaluation.Tests.GoldenTable;

namespace Trabecula.Evaluation.Tests;

/// <summary>R's numbers on the same table; Golden/statistics.R.</summary>
public class StatisticsGoldenTests
{
    [Fact]
    public void Error_sizes_agree_with_R()
    {
        Agrees("mae", Film.Density.MeanAbsoluteError.Value);
        Agrees("rmse", Film.Density.RootMeanSquareError.Value);
        Agrees("r2", Film.Density.Determination.Value);
    }

    [Fact]
    public void Correlation_and_agreement_agree_with_R()
    {
        Agrees("pearson", Film.Density.Correlation);
        Agrees("icc", Film.Density.Intraclass);
        Agrees("ccc", Film.Density.Concordance);
    }

    [Fact]
    public void Bland_and_Altmans_limits_agree_with_R()
    {
        var analysis = Film.Density.BlandAltman;
        Agrees("bias", analysis.Bias);
        Agrees("sd", analysis.StandardDeviation);
        Agrees("loa_lower", analysis.LowerLimit);
        Agrees("loa_upper", analysis.UpperLimit);
        Agrees("proportional_slope", analysis.ProportionalBias.Slope);
        Agrees("proportional_p", analysis.ProportionalBias.SlopeProbability);
    }

    [Fact]
    public void The_calibration_line_agrees_with_R()
    {
        Agrees("calibration_slope", Film.Density.Calibration.Slope);
        Agrees("calibration_intercept", Film.Density.Calibration.Intercept);
    }

    [Fact]
    public void Categories_and_kappa_agree_with_R()
    {
        var matrix = Film.Categories!;
        foreach (var measured in Enum.GetValues<DiagnosticCategory>())
        {
            foreach (var estimated in Enum.GetValues<DiagnosticCategory>())
                Agrees($"matrix.{measured.ToString().ToLowerInvariant()}.{estimated.ToString().ToLowerInvariant()}", matrix[measured, estimated]);
        }

        Agrees("kappa_linear", matrix.Kappa(KappaWeights.Linear));
        Agrees("kappa_quadratic", matrix.Kappa(KappaWeights.Quadratic));
        Agrees("kappa_quadratic_psych", matrix.Kappa(KappaWeights.Quadratic).Value);
    }

    [Theory]
    [InlineData(Endpoint.OsteopeniaOrWorse)]
    [InlineData(Endpoint.Osteoporosis)]
    public void Tests_at_the_thresholds_agree_with_R(Endpoint endpoint)
    {
        var table = Accuracy(endpoint).Table!;
        Agrees($"{endpoint.Code()}.sensitivity", table.Sensitivity);
        Agrees($"{endpoint.Code()}.specificity", table.Specificity);
        Agrees($"{endpoint.Code()}.ppv", table.PositivePredictiveValue);
        Agrees($"{endpoint.Code()}.npv", table.NegativePredictiveValue);
        Agrees($"{endpoint.Code()}.accuracy", table.Accuracy);
        Agrees($"{endpoint.Code()}.lr_positive", table.PositiveLikelihoodRatio);
        Agrees($"{endpoint.Code()}.lr_negative", table.NegativeLikelihoodRatio);
    }

    [Theory]
    [InlineData(Endpoint.OsteopeniaOrWorse)]
    [InlineData(Endpoint.Osteoporosis)]
    public void Areas_and_DeLongs_test_agree_with_pROC(Endpoint endpoint)
    {
        Agrees($"{endpoint.Code()}.auroc", Accuracy(endpoint).Area);
        Agrees($"{endpoint.Code()}.auroc_second", Result.Sites[1].Endpoints.Single(one => one.Endpoint == endpoint).Area.Value);
        var (_, difference, probability) = Assert.Single(Result.Comparisons).Areas.Single(area => area.Endpoint == endpoint);
        Agrees($"{endpoint.Code()}.auroc_difference", difference);
        Agrees($"{endpoint.Code()}.delong_p", probability);
        Agrees($"{endpoint.Code()}.average_precision", Accuracy(endpoint).AveragePrecision);
    }

    [Theory]
    [InlineData(Endpoint.OsteopeniaOrWorse)]
    [InlineData(Endpoint.Osteoporosis)]
    public void Probabilities_agree_with_R(Endpoint endpoint)
    {
        var probabilities = Accuracy(endpoint).Probabilities!;
        Agrees($"{endpoint.Code()}.brier", probabilities.Brier);
        foreach (var threshold in new[] { 0.1, 0.25, 0.5 })
        {
            var benefit = probabilities.NetBenefits.Single(one => Math.Abs(one.Threshold - threshold) < 1e-9);
            var name = threshold.ToString(CultureInfo.InvariantCulture);
            Agrees($"{endpoint.Code()}.net_benefit.{name}", benefit.Model);
            Agrees($"{endpoint.Code()}.net_benefit_all.{name}", benefit.Everybody);
        }

        for (var bin = 1; bin <= 10; bin++)
        {
            Agrees($"{endpoint.Code()}.bin{bin}.predicted", probabilities.Calibration[bin - 1].MeanPredicted);
            Agrees($"{endpoint.Code()}.bin{bin}.observed", probabilities.Calibration[bin - 1].Observed);
        }
    }

    [Fact]
    public void Intervals_and_answering_only_when_sure_agree_with_R()
    {
        Agrees("coverage", Film.Coverage!.Covered);
        Agrees("interval_width", Film.Coverage.MeanWidth);
        Agrees("sure_half_mae", Film.SureOnly.Single(point => point.Count == 75).Value);
        foreach (var asked in new[] { 0, 0.6, 0.8, 0.9 })
        {
            var answers = Film.SureCategories.Single(one => one.LeastCertain == asked);
            var name = string.Create(CultureInfo.InvariantCulture, $"sure.{asked}");
            Agrees($"{name}.answered", answers.Answered);
            Agrees($"{name}.wrong", answers.Wrong);
        }
    }

    [Fact]
    public void Repeatability_agrees_with_R()
    {
        Agrees("repeat.freedom", Film.Repeats!.Freedom);
        Agrees("repeat.rms_sd", Film.Repeats.RmsStandardDeviation);
        Agrees("repeat.rms_cv", Film.Repeats.RmsVariationPercent);
        Agrees("repeat.lsc", Film.Repeats.LeastSignificantChange);
        Assert.Null(Film.MeasuredRepeats);
    }

    [Fact]
    public void Rivals_fitted_within_the_training_folds_agree_with_R()
    {
        var mean = Film.Comparators.Single(rival => rival.Name == "mean");
        var regression = Film.Comparators.Single(rival => rival.Name == "age + sex + BMI");
        Assert.True(mean.IsHeldOut && regression.IsHeldOut);
        Agrees("mean.mae", mean.MeanAbsoluteError);
        Agrees("regression.mae", regression.MeanAbsoluteError);
        Agrees("regression.r2", regression.Determination);
        Agrees("regression.gain", regression.Gain.Value);
    }

    [Fact]
    public void The_OST_index_agrees_with_R()
    {
        Agrees("ost.auroc", Film.Ost!.Area);
        Agrees("ost.delong_p", Film.Ost.Probability);
        Agrees("ost.sensitivity", Film.Ost.AtCutOff.Sensitivity);
    }

    [Fact]
    public void Subgroups_agree_with_R()
    {
        foreach (var (code, name) in new[] { ("F", "women"), ("M", "men") })
        {
            var subgroup = Film.Subgroups.Single(one => one.Axis == "sex" && one.Name == name);
            Agrees($"subgroup.{code}.mae", subgroup.MeanAbsoluteError.Value);
            Agrees($"subgroup.{code}.bias", subgroup.Bias.Value);
        }
    }

    [Fact]
    public void Quantiles_agree_with_R()
    {
        double[] sorted = [.. Film.Rows.Select(row => row.EstimatedBmd - row.MeasuredBmd).Order()];
        Agrees("quantile.025", Bootstrap.Quantile(sorted, 0.025));
        Agrees("quantile.975", Bootstrap.Quantile(sorted, 0.975));
    }

    /// <summary>Both have random numbers of their own; 4000 draws put an end within a few hundredths of the interval's width.</summary>
    [Fact]
    public void Bootstrap_intervals_are_those_of_boot_but_for_chance()
    {
        foreach (var (name, measure) in new[]
        {
            ("mae", Film.Density.MeanAbsoluteError), ("rmse", Film.Density.RootMeanSquareError), ("r2", Film.Density.Determination),
        })
        {
            var width = R($"boot.{name}.upper") - R($"boot.{name}.lower");
            Assert.Equal(R($"boot.{name}.lower"), measure.Lower, 0.06 * width);
            Assert.Equal(R($"boot.{name}.upper"), measure.Upper, 0.06 * width);
        }
    }

    private static EndpointAccuracy Accuracy(Endpoint endpoint) => Film.Endpoints.Single(one => one.Endpoint == endpoint);
}
