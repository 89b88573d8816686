using Trabecula.Domain;

namespace Trabecula.Reporting;

/// <summary>What is said of results in one language, the same words on the printed report and on a screen.</summary>
public sealed class ResultWords
{
    private readonly ReportWords _words;

    private ResultWords(ReportWords words) => _words = words;

    /// <summary>The words of a language.</summary>
    /// <param name="language">The language.</param>
    public static ResultWords In(ReportLanguage language) => new(ReportWords.In(language));

    /// <summary>A finding as a sentence.</summary>
    /// <param name="finding">The finding.</param>
    public string Finding(QualityFinding finding) => _words.Finding(finding);

    /// <summary>A warning.</summary>
    /// <param name="sentence">The sentence as the result has it.</param>
    public string Warning(string sentence) => _words.Warning(sentence);

    /// <summary>A note on a diagnosis.</summary>
    /// <param name="note">The note as the result has it.</param>
    public string Note(string note) => _words.Note(note);

    /// <summary>A site's name.</summary>
    /// <param name="site">The site.</param>
    public string Site(SkeletalSite site) => _words.Site(site);

    /// <summary>The criteria's name.</summary>
    /// <param name="criteria">The name in the result, for instance <c>WHO</c>.</param>
    public string Criteria(string criteria) => _words.Criteria(criteria);

    /// <summary>A category, for instance "osteopenia".</summary>
    /// <param name="category">The category.</param>
    public string Category(DiagnosticCategory category) => _words.Category(category);

    /// <summary>A category as a range, for instance "In the range of osteopenia": an estimate is no diagnosis.</summary>
    /// <param name="category">The category.</param>
    public string Range(DiagnosticCategory category) => _words.Range(category);

    /// <summary>What to do next, and what an estimate must not be used for.</summary>
    /// <param name="isRejected">Whether the film was refused.</param>
    /// <param name="category">The category, or null for none.</param>
    public string Next(bool isRejected, DiagnosticCategory? category) => (isRejected, category) switch
    {
        (true, _) => _words.NextRefused,
        (_, DiagnosticCategory.Normal) => _words.NextNormal,
        (_, null) => _words.NextNone,
        _ => _words.NextLow,
    };

    /// <summary>What an estimate is not.</summary>
    public string Limits => _words.NextLimits;
}
