using System.Globalization;
using Trabecula.Domain;

namespace Trabecula.Evaluation.Tests;

/// <summary>The table that Golden/statistics.R made, and what R says of it.</summary>
internal static class GoldenTable
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Golden");

    private static readonly Dictionary<string, double> Values = File.ReadAllLines(Path.Combine(Folder, "statistics.csv")).Skip(1)
        .Select(line => line.Split(','))
        .ToDictionary(cells => cells[0], cells => double.Parse(cells[1], CultureInfo.InvariantCulture));

    public static string TablePath { get; } = Path.Combine(Folder, "predictions.csv");

    public static IReadOnlyList<PredictionRow> Rows { get; } = PredictionReader.Read(TablePath).Rows;

    public static EvaluationResult Result { get; } = PredictionEvaluation.Run(Rows, new EvaluationOptions(BootstrapDraws: 4000));

    public static SiteEvaluation Film { get; } = Result.Sites[0];

    public static double R(string name) => Values[name];

    public static void Agrees(string name, double value) => Assert.Equal(Values[name], value, 1e-6);

    public static void Agrees(string name, Measure measure)
    {
        Agrees(name, measure.Value);
        Agrees($"{name}.lower", measure.Lower);
        Agrees($"{name}.upper", measure.Upper);
    }
}
