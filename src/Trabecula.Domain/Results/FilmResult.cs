namespace Trabecula.Domain;

/// <summary>Which model made a result.</summary>
/// <param name="Id">Name of the bundle.</param>
/// <param name="Version">Its version.</param>
/// <param name="TrainedOn">What it was trained on, for instance <c>in-silico</c>.</param>
public sealed record ModelIdentity(string Id, string Version, string TrainedOn);

/// <summary>The diagnosis over all sites.</summary>
/// <param name="Criteria">Name of the criteria: <c>WHO</c> or <c>JSBMR2012</c>.</param>
/// <param name="Category">The worst category of the sites that count, or null where none may be given.</param>
/// <param name="DecidedBy">The site that decided, or null.</param>
/// <param name="Note">Why there is no category, or what else a reader must know; may be null.</param>
public sealed record Diagnosis(string Criteria, DiagnosticCategory? Category, SkeletalSite? DecidedBy, string? Note);

/// <summary>All that is said about one film.</summary>
/// <param name="File">The file's name as the user gave it.</param>
/// <param name="Model">The model, or null where the film never reached one.</param>
/// <param name="Subject">Who is on the film, as far as known.</param>
/// <param name="Vertebrae">The vertebral bodies found, T12 to L5, from the head downwards.</param>
/// <param name="VertebraEstimates">Estimates of L1 to L4 by <see cref="SkeletalSite"/>; empty for a rejected film.</param>
/// <param name="Sites">Regional results; empty for a rejected film.</param>
/// <param name="Diagnosis">The diagnosis, or null for a rejected film.</param>
/// <param name="Findings">Quality findings, worst first.</param>
/// <param name="Warnings">Sentences that go with every result, for instance <c>research use only</c>.</param>
public sealed record FilmResult(
    string File,
    ModelIdentity? Model,
    Subject Subject,
    IReadOnlyList<VertebraOutline> Vertebrae,
    IReadOnlyList<DensityEstimate> VertebraEstimates,
    IReadOnlyList<SiteResult> Sites,
    Diagnosis? Diagnosis,
    IReadOnlyList<QualityFinding> Findings,
    IReadOnlyList<string> Warnings)
{
    /// <summary>Whether the film was refused: any finding rejects it.</summary>
    public bool IsRejected => Findings.Any(finding => finding.Action == QualityAction.Reject);

    /// <summary>The gates that the findings were judged by, or null where the film never reached them.</summary>
    public GateIdentity? Gates { get; init; }

    /// <summary>Which correction by a reader it follows from, for instance <c>2</c>; null for the machine's own result.</summary>
    public int? Correction { get; init; }

    /// <summary>Whether a finding leaves a vertebra out of the regional means.</summary>
    /// <param name="level">The vertebra.</param>
    public bool IsExcluded(VertebralLevel level) =>
        Findings.Any(finding => finding.Action == QualityAction.ExcludeVertebra && finding.Level == level);

    /// <summary>The vertebrae that a lumbar region's density is the mean of; empty for a site of the hip.</summary>
    /// <param name="site">The site.</param>
    public IReadOnlyList<VertebralLevel> LevelsOf(SkeletalSite site) => [.. site.Levels().Where(level => !IsExcluded(level))];
}
