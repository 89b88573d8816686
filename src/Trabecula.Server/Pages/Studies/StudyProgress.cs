using System.Globalization;
using System.Text.RegularExpressions;

namespace Trabecula.Server;

/// <summary>Understands what <c>trabecula study</c> says on standard error.</summary>
internal sealed partial class StudyProgress
{
    /// <summary>Lines kept to tell why it failed.</summary>
    private const int Kept = 40;

    /// <summary>Shares of the whole, roughly, as on the study of 1,454 people: films 15 %, folds 70 %, the rest, with a model, 15 %.</summary>
    private const double Films = 0.15, Folds = 0.7;

    /// <summary>The share of the whole that is done when all folds are trained.</summary>
    public const double AfterFolds = Films + Folds;

    private readonly Queue<string> _last = new();
    private readonly Lock _one = new();

    /// <summary>What is being done.</summary>
    public string Stage { get; private set; } = "";

    /// <summary>0 to 1 of the whole; never less than before.</summary>
    public double Share { get; private set; }

    /// <summary>Takes a line.</summary>
    /// <param name="line">The line.</param>
    public void Hear(string line)
    {
        lock (_one)
        {
            if (Step().Match(line) is not { Success: true } step)
            {
                _last.Enqueue(line);
                if (_last.Count > Kept)
                    _last.Dequeue();
                return;
            }

            var done = int.Parse(step.Groups["percent"].ValueSpan, CultureInfo.InvariantCulture) / 100.0;
            var stage = step.Groups["stage"].Value;
            Stage = step.Groups["detail"] is { Success: true } detail ? $"{stage}: {detail.Value}" : stage;
            Share = Math.Clamp(Math.Max(Share, Training().Match(stage) is { Success: true } training
                ? Films + (Folds * (Number(training, "one") - 1 + done) / Math.Max(1, Number(training, "all")))
                : stage.StartsWith("Finding", StringComparison.Ordinal) || stage == "Films" ? Films * done
                : stage.StartsWith("Folds", StringComparison.Ordinal) ? AfterFolds * done
                : AfterFolds + ((1 - AfterFolds) * done)), 0, 1);
        }
    }

    /// <summary>Takes all lines of a file, which somebody may be writing.</summary>
    /// <param name="file">The file; need not be there.</param>
    public void HearAll(string file)
    {
        if (!File.Exists(file))
            return;
        using var lines = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        while (lines.ReadLine() is { } line)
            Hear(line);
    }

    /// <summary>Why it failed: the last line that has a code, else the last one.</summary>
    public (string Code, string Sentence) Failure()
    {
        lock (_one)
        {
            var said = _last.Select(line => line.StartsWith("trabecula: ", StringComparison.Ordinal) ? line["trabecula: ".Length..] : line).ToArray();
            foreach (var line in said.Reverse())
            {
                if (Coded().Match(line) is { Success: true } coded)
                    return (coded.Groups["code"].Value, line.Replace($"[{coded.Groups["code"].Value}]", "", StringComparison.Ordinal).Trim());
            }

            return ("study_failed", said.LastOrDefault(line => line.Length > 0) ?? "The program ended without a word.");
        }
    }

    private static double Number(Match match, string name) => double.Parse(match.Groups[name].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^trabecula: (?<stage>.+?): (?<percent>\d{1,3}) %(, (?<detail>.*))?$")]
    private static partial Regex Step();

    [GeneratedRegex(@"^Training (?<one>\d{1,4}) of (?<all>\d{1,4}) ")]
    private static partial Regex Training();

    [GeneratedRegex(@"\[(?<code>[a-z][a-z_]{2,40})\]")]
    private static partial Regex Coded();
}
