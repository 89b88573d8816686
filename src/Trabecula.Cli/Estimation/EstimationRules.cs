using Trabecula.Domain;

namespace Trabecula.Cli;

/// <summary>What densities are compared with.</summary>
/// <param name="Criteria">The criteria.</param>
/// <param name="Reference">The reference population.</param>
internal sealed record EstimationRules(DiagnosticCriteria Criteria, ReferencePopulation Reference);
