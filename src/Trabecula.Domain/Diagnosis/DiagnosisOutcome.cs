namespace Trabecula.Domain;

/// <summary>What the rules make of the estimates of one person.</summary>
/// <param name="Sites">The regional sites, in the order of the estimates.</param>
/// <param name="Diagnosis">The diagnosis over all sites; its note holds all of <paramref name="Notes"/>.</param>
/// <param name="Notes">Sentences for a clinician: what was assumed, what could not be given and why.</param>
public sealed record DiagnosisOutcome(IReadOnlyList<SiteResult> Sites, Diagnosis Diagnosis, IReadOnlyList<string> Notes);
