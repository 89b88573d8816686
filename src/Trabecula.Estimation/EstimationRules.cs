using Trabecula.Domain;
using Trabecula.Inference;

namespace Trabecula.Estimation;

/// <summary>What films are judged by, and what densities are compared with.</summary>
/// <param name="Criteria">The criteria.</param>
/// <param name="Reference">The reference population.</param>
/// <param name="Gates">What quality findings do.</param>
public sealed record EstimationRules(DiagnosticCriteria Criteria, ReferencePopulation Reference, GateTable Gates)
{
    /// <summary>Categories are given only where they are at least so probable, 0 to 1; 0 gives all.</summary>
    public double LeastCertain { get; init; }
}
