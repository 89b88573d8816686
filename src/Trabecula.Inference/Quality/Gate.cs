using Trabecula.Domain;

namespace Trabecula.Inference;

/// <summary>What a finding does, and from where on it is one.</summary>
/// <param name="Action">What it does to the estimate.</param>
/// <param name="Limit">The number it is set by; null where it has none.</param>
public sealed record Gate(QualityAction Action, double? Limit);
