namespace Trabecula.Evaluation;

/// <summary>How a table is evaluated.</summary>
/// <param name="BootstrapDraws">Draws of the bootstrap, at least 1.</param>
/// <param name="Seed">Seed of the draws.</param>
public sealed record EvaluationOptions(int BootstrapDraws = 2000, ulong Seed = 1)
{
    /// <summary>People below which a site or subgroup is not evaluated: intervals of fewer say nothing.</summary>
    public const int MinimumPeople = 10;
}
