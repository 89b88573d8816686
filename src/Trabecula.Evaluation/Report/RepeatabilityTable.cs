namespace Trabecula.Evaluation;

/// <summary>Repeatabilities one below the other.</summary>
public static class RepeatabilityTable
{
    /// <summary>The table.</summary>
    /// <param name="caption">Its caption.</param>
    /// <param name="rows">Of what, and the repeatability; rows without one are left out.</param>
    public static ReportTable Of(string caption, IEnumerable<(string Of, Repeatability? Repeats)> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new ReportTable(
            caption,
            ["of", "people", "degrees of freedom", "RMS-SD, g/cm²", "RMS-CV, %", "least significant change, g/cm²"],
            [.. rows.Where(row => row.Repeats is not null).Select(row => new[]
            {
                row.Of,
                NumberText.Of(row.Repeats!.Subjects),
                NumberText.Of(row.Repeats.Freedom),
                NumberText.Of(row.Repeats.RmsStandardDeviation, 4),
                NumberText.Of(row.Repeats.RmsVariationPercent, 2),
                NumberText.Of(row.Repeats.LeastSignificantChange),
            })]);
    }
}
