using Trabecula.Learning.Networks;

namespace Trabecula.Learning.Training;

/// <summary>How a network is trained. The same options and samples give the same network on machines of one kind with as many cores.</summary>
public sealed record TrainingOptions
{
    /// <summary>Passes over the samples, at least 1.</summary>
    public required int Epochs { get; init; }

    /// <summary>Seed of the first weights, where they are random, and of the order of the samples.</summary>
    public required int Seed { get; init; }

    /// <summary>Samples per step.</summary>
    public int BatchSize { get; init; } = 8;

    /// <summary>Highest learning rate, after the warm-up.</summary>
    public double LearningRate { get; init; } = 2e-3;

    /// <summary>Decoupled weight decay of the kernels.</summary>
    public double WeightDecay { get; init; } = 0.02;

    /// <summary>Longer gradients are shortened to this length.</summary>
    public double MaxGradientNorm { get; init; } = 5;

    /// <summary>Share of the old value in the running average of the weights, which is what is validated and kept.</summary>
    public double AverageDecay { get; init; } = 0.998;

    /// <summary>Stop after this many epochs without a better validation loss; <see langword="null"/> never stops early.</summary>
    public int? Patience { get; init; }

    /// <summary>Trains convolutions in bfloat16: 1.7 times as fast on processors with AVX512_BF16, slower on others.</summary>
    /// <remarks>Validation and the exported network are in float32 all the same.</remarks>
    public bool HalvePrecision { get; init; }

    /// <summary>Weights to begin with; random ones where there are none.</summary>
    public PretrainedWeights? Pretrained { get; init; }

    /// <summary>What the samples are, for instance a digest of films and densities: a checkpoint of others is refused.</summary>
    public string Material { get; init; } = "";

    /// <summary>Where the state is kept after each epoch; an existing file is continued. <see langword="null"/> keeps none.</summary>
    public string? CheckpointPath { get; init; }
}
