namespace Trabecula.Learning.Networks;

/// <summary>How a group of weights begins, and whether it is trained.</summary>
internal enum WeightKind
{
    /// <summary>A kernel or matrix: random, decays.</summary>
    Kernel,

    /// <summary>Trained, begins at 0.</summary>
    Offset,

    /// <summary>Trained, begins at 1.</summary>
    Gain,

    /// <summary>Not trained by gradients, begins at 0.</summary>
    FixedOffset,

    /// <summary>Not trained by gradients, begins at 1.</summary>
    FixedGain,
}

/// <summary>One named group of weights of a network.</summary>
/// <param name="Name">The operation's name and the role, for instance <c>stem.0.kernel</c>.</param>
/// <param name="Kind">How it begins, and whether it is trained.</param>
/// <param name="Shape">Its shape.</param>
internal sealed record WeightSpec(string Name, WeightKind Kind, params IReadOnlyList<int> Shape)
{
    /// <summary>Number of values.</summary>
    public int Count => Shape.Aggregate(1, (product, size) => product * size);

    /// <summary>Changed by gradients.</summary>
    public bool IsTrained => Kind is WeightKind.Kernel or WeightKind.Offset or WeightKind.Gain;
}
