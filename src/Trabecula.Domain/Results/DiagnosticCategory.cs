namespace Trabecula.Domain;

/// <summary>Category of a bone density, ordered from best to worst.</summary>
public enum DiagnosticCategory
{
    /// <summary>Normal.</summary>
    Normal,

    /// <summary>Osteopenia (low bone mass).</summary>
    Osteopenia,

    /// <summary>Osteoporosis.</summary>
    Osteoporosis,
}
