using System.Globalization;
using System.Text;
using Trabecula.Domain;

namespace Trabecula.Reporting;

/// <summary>One result as text for a person: a table, the diagnosis in a sentence, what was noticed, what to do next.</summary>
/// <remarks>Numbers are written with a point whatever the machine's language; lines end with a line feed.</remarks>
public static class ResultText
{
    private const int Width = 100;
    private const string Missing = "–";

    /// <summary>Writes a result.</summary>
    /// <param name="result">The result.</param>
    /// <returns>Lines of at most about 100 characters, the last one ended too.</returns>
    public static string Write(FilmResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var text = new StringBuilder();
        text.Append(PlainText.Clean(result.File)).Append('\n');
        // A file that never became a film says nothing of a person.
        var isFilm = result.Model is not null;
        if (result.Model is { } model)
        {
            Line(text, "  Person   ", Person(result.Subject));
            Line(text, "  Model    ", $"{model.Id} {model.Version}, trained on {model.TrainedOn} films");
            text.Append('\n');
        }

        if (result.IsRejected)
        {
            Line(text, "  ", "REJECTED: no estimate is given.");
        }
        else
        {
            Sites(text, result);
            text.Append('\n');
            Vertebrae(text, result);
            text.Append('\n');
            Verdict(text, result);
        }

        Findings(text, result);
        if (result.Gates is { Name: not "default" } gates)
            Line(text, "  Gates    ", $"{gates.Name} ({gates.Sha256[..12]})");
        if (isFilm)
            Line(text, "  Next     ", NextStep.Of(result));
        foreach (var warning in result.Warnings)
            Line(text, "  Warning  ", warning);
        return text.ToString();
    }

    private static string Person(Subject subject)
    {
        var parts = new List<string>();
        if (subject.Sex is { } sex)
            parts.Add(sex == Sex.Female ? "female" : "male");
        if (subject.AgeYears is { } age)
            parts.Add($"{Number(age, "0.#")} years");
        if (subject.HeightCm is { } height)
            parts.Add($"{Number(height, "0.#")} cm");
        if (subject.WeightKg is { } weight)
            parts.Add($"{Number(weight, "0.#")} kg");
        return parts.Count == 0 ? "sex and age unknown" : $"{string.Join(", ", parts)} (from: {subject.Source.Replace('_', ' ')})";
    }

    private static void Sites(StringBuilder text, FilmResult result)
    {
        var rows = new List<string[]> { new[] { "Site", "BMD g/cm²", "90 % interval", "T-score", "Z-score", "% YAM", "Category" } };
        rows.AddRange(result.Sites.Select(site => new[]
        {
            SiteName(result, site.Estimate.Site),
            Number(site.Estimate.Bmd, "0.000"),
            $"{Number(site.Lower90, "0.000")} to {Number(site.Upper90, "0.000")}",
            Score(site.TScore),
            Score(site.ZScore),
            site.YamPercent is { } yam ? Number(yam, "0.0") : Missing,
            site.Category is { } category ? CategoryName.Of(category) : Missing,
        }));
        Table(text, rows, leftAligned: [0, 2, 6]);
        foreach (var sites in result.Sites.Where(site => site.Reference is not null).GroupBy(site => site.Reference, StringComparer.Ordinal))
            Line(text, "  Compared with  ", $"{string.Join(", ", sites.Select(site => site.Estimate.Site.DisplayName()))} – {sites.Key}");
    }

    /// <summary>The region's name, and where vertebrae are left out those that remain.</summary>
    private static string SiteName(FilmResult result, SkeletalSite site)
    {
        var levels = result.LevelsOf(site);
        return levels.Count == site.Levels().Count ? site.DisplayName() : $"{site.DisplayName()} (of {string.Join(", ", levels)})";
    }

    private static void Vertebrae(StringBuilder text, FilmResult result)
    {
        var rows = new List<string[]> { new[] { "Vertebra", "BMD g/cm²", "Found with confidence" } };
        rows.AddRange(result.Vertebrae.Select(vertebra => new[]
        {
            vertebra.Level.ToString(),
            VertebraDensity.Of(result, vertebra.Level) is { } estimate ? Number(estimate.Bmd, "0.000") : Missing,
            $"{Number(100 * vertebra.Confidence, "0")} %" + (result.IsExcluded(vertebra.Level) ? ", left out" : string.Empty),
        }));
        Table(text, rows, leftAligned: [0]);
    }

    private static void Verdict(StringBuilder text, FilmResult result)
    {
        if (result.Diagnosis is not { } diagnosis)
            return;
        var sentence = diagnosis.Category is { } category
            ? $"{CategoryName.Of(category)} by the {CriteriaName(diagnosis.Criteria)} criteria"
              + (diagnosis.DecidedBy is { } site ? $", decided by the {site.DisplayName()}." : ".")
            : $"no category by the {CriteriaName(diagnosis.Criteria)} criteria.";
        if (result.Sites.FirstOrDefault(site => site.Estimate.Site == diagnosis.DecidedBy)?.Probabilities is { Count: 3 } chances)
        {
            var percents = WholePercents.Of(chances);
            sentence += $" Probability there: normal {percents[0]} %, osteopenia {percents[1]} %, osteoporosis {percents[2]} %.";
        }

        Line(text, "  Estimate ", sentence);
        if (diagnosis.Note is { } note)
            Line(text, "  Note     ", note);
    }

    private static void Findings(StringBuilder text, FilmResult result)
    {
        foreach (var finding in result.Findings)
        {
            var effect = finding.Action switch
            {
                QualityAction.Reject => "rejects the film",
                QualityAction.ExcludeVertebra => "vertebra left out",
                _ => "estimate stands",
            };
            Line(text, "  Finding  ", $"{finding.Code} ({effect}): {finding.Message}");
        }
    }

    private static string CriteriaName(string criteria) => criteria == "JSBMR2012" ? "Japanese 2012 (JSBMR)" : criteria;

    private static string Score(double? score) => score is { } value ? Number(value, "+0.00;−0.00;0.00") : Missing;

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static void Table(StringBuilder text, List<string[]> rows, int[] leftAligned)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
        {
            var cells = row.Select((cell, column) =>
                leftAligned.Contains(column) ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]));
            text.Append("  ").Append(string.Join("   ", cells).TrimEnd()).Append('\n');
        }
    }

    private static void Line(StringBuilder text, string label, string content)
    {
        var indent = label;
        foreach (var line in PlainText.Wrap(PlainText.Clean(content), Width - label.Length))
        {
            text.Append(indent).Append(line).Append('\n');
            indent = new string(' ', label.Length);
        }
    }
}
