using System.Globalization;
using Trabecula.Domain;

namespace Trabecula.Evaluation;

/// <summary>One subgroup of a site's people.</summary>
/// <param name="Axis">What divides the people: <c>sex</c>, <c>age</c>, <c>BMI</c>, <c>centre</c>, <c>DXA maker</c>, <c>vendor</c>,
/// <c>kVp</c> (of the table's further column <c>kvp</c>), <c>degeneration</c>.</param>
/// <param name="Name">The subgroup.</param>
/// <param name="Count">People in it.</param>
/// <param name="MeanAbsoluteError">With its bootstrap interval by subject; NaN below <see cref="EvaluationOptions.MinimumPeople"/>.</param>
/// <param name="Bias">Mean of estimate minus measured, with its bootstrap interval.</param>
/// <param name="Coverage">Coverage of the 90 % intervals; null where they are missing or people too few.</param>
/// <param name="OsteopeniaOrWorse">Estimated against measured category; null where they are missing or people too few.</param>
public sealed record SubgroupEvaluation(
    string Axis, string Name, int Count, Measure MeanAbsoluteError, Measure Bias, IntervalCoverage? Coverage, TwoByTwo? OsteopeniaOrWorse)
{
    /// <summary>Values of a column of free text that are shown; the rarest are taken together.</summary>
    private const int MostNames = 12;

    /// <summary>The further column that holds the tube voltage, kV, as <c>simulate</c> calls it.</summary>
    private const string TubeVoltageColumn = "kvp";

    private static readonly (string Axis, Func<PredictionRow, string?> Name)[] Axes =
    [
        ("sex", row => row.Sex switch { Sex.Female => "women", Sex.Male => "men", _ => null }),
        ("age", row => row.AgeYears is { } age ? Decade(age) : null),
        ("BMI", row => row.BodyMassIndex is { } bmi ? BmiClass(bmi) : null),
        ("centre", row => row.Centre),
        ("DXA maker", row => row.Manufacturer?.ToString()),
        ("vendor", row => row.Vendor),
        ("kVp", row => TubeVoltage(row)),
        ("degeneration", row => row.Degeneration),
    ];

    /// <summary>Evaluates all subgroups of a site; an axis of which nothing is known is left out.</summary>
    /// <param name="rows">Rows of one site and model.</param>
    /// <param name="options">Draws and seed.</param>
    /// <param name="ct">Stops the work.</param>
    public static IReadOnlyList<SubgroupEvaluation> All(
        IReadOnlyList<PredictionRow> rows, EvaluationOptions options, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(options);
        var subgroups = new List<SubgroupEvaluation>();
        foreach (var (axis, nameOf) in Axes.Where(axis => rows.Any(row => axis.Name(row) is not null)))
        {
            var frequent = rows.Select(nameOf).OfType<string>().CountBy(name => name)
                .OrderByDescending(name => name.Value).ThenBy(name => name.Key, StringComparer.Ordinal)
                .Take(MostNames).Select(name => name.Key).ToHashSet();
            var groups = rows.GroupBy(row => nameOf(row) is not { } name ? "not stated" : frequent.Contains(name) ? name : "other");
            subgroups.AddRange(groups.OrderBy(group => Order(group.Key), StringComparer.Ordinal)
                .Select(group => Of(axis, group.Key, [.. group], options, ct)));
        }

        return subgroups;
    }

    private static SubgroupEvaluation Of(
        string axis, string name, IReadOnlyList<PredictionRow> rows, EvaluationOptions options, CancellationToken ct)
    {
        if (rows.Count < EvaluationOptions.MinimumPeople)
            return new SubgroupEvaluation(axis, name, rows.Count, Measure.Undefined, Measure.Undefined, null, null);
        double[] errors = [.. rows.Select(row => row.EstimatedBmd - row.MeasuredBmd)];
        var drawn = new Bootstrap([.. rows.Select(row => row.SubjectId)], options.BootstrapDraws, options.Seed).Intervals(
            chosen => [chosen.Average(i => Math.Abs(errors[i])), chosen.Average(i => errors[i])],
            ct);
        return new SubgroupEvaluation(
            axis, name, rows.Count, drawn[0], drawn[1], SiteEvaluation.CoverageOf(rows), EndpointAccuracy.Of(Endpoint.OsteopeniaOrWorse, rows)?.Table);
    }

    private static string Decade(double age)
    {
        var from = (int)(age / 10) * 10;
        return from < 20 ? "under 20" : from >= 90 ? "90 and over" : $"{from}–{from + 9}";
    }

    /// <summary>Tens of kilovolts, of a column that only some tables have; a cell that is no tube voltage says nothing.</summary>
    private static string? TubeVoltage(PredictionRow row) =>
        double.TryParse(row.Extra.GetValueOrDefault(TubeVoltageColumn), NumberStyles.Float, CultureInfo.InvariantCulture, out var kilovolts) && kilovolts is >= 40 and < 200
            ? string.Create(CultureInfo.InvariantCulture, $"{10 * (int)(kilovolts / 10)}–{(10 * (int)(kilovolts / 10)) + 9}")
            : null;

    /// <summary>Classes of the WHO (Technical Report 894, 2000), kg/m².</summary>
    private static string BmiClass(double bmi) => bmi switch
    {
        < 18.5 => "under 18.5",
        < 25 => "18.5–24.9",
        < 30 => "25.0–29.9",
        _ => "30 and over",
    };

    /// <summary>"under" before numbers, "other" and "not stated" at the end.</summary>
    private static string Order(string name) => name switch
    {
        _ when name.StartsWith("under ", StringComparison.Ordinal) => " ",
        // 90 before 100.
        [>= '1' and <= '9', >= '0' and <= '9', '–', ..] => $"0{name}",
        "other" => "\uFFFE",
        "not stated" => "\uFFFF",
        _ => name,
    };
}
