using Trabecula.Learning.Networks;
using Trabecula.Learning.Torch;
using static TorchSharp.torch;

namespace Trabecula.Learning.Training;

/// <summary>AdamW (Loshchilov and Hutter 2019) on all weights at once, and their running average.</summary>
/// <remarks>One flat tensor each, because a call for every group of weights would cost more than the arithmetic.</remarks>
internal sealed class Optimiser : IDisposable
{
    private const double FirstDecay = 0.9, SecondDecay = 0.999, Floor = 1e-8; // the paper's

    private readonly TorchWeights _weights;
    private readonly TrainingOptions _options;
    private readonly Tensor _decays;

    public Optimiser(TorchWeights weights, NetworkWeights layout, TrainingOptions options)
    {
        _weights = weights;
        _options = options;
        First = zeros_like(weights.Trained);
        Second = zeros_like(weights.Trained);
        var decays = new float[layout.Trained.Length];
        foreach (var spec in layout.Specs.Where(spec => spec.Kind == WeightKind.Kernel))
            decays.AsSpan(layout.StartOf(spec.Name), spec.Count).Fill((float)options.WeightDecay);
        _decays = OwnMemory.Copy(decays);
    }

    /// <summary>Running mean of the gradients.</summary>
    public Tensor First { get; }

    /// <summary>Running mean of the squared gradients.</summary>
    public Tensor Second { get; }

    /// <summary>Changes the weights by one step.</summary>
    /// <param name="gradient">Flat, in the order of <see cref="TorchWeights.Trained"/>.</param>
    /// <param name="step">Number of this step, from 1.</param>
    /// <param name="rate">Learning rate.</param>
    /// <returns>The length of the gradient before it was shortened.</returns>
    public double Step(Tensor gradient, long step, double rate)
    {
        var length = gradient.norm().item<float>();
        if (!float.IsFinite(length)) return length;
        if (length > _options.MaxGradientNorm) gradient.Scale(_options.MaxGradientNorm / length);
        First.Scale(FirstDecay).Accumulate(gradient, 1 - FirstDecay);
        Second.Scale(SecondDecay).AccumulateProduct(gradient, gradient, 1 - SecondDecay);
        var scale = Second.Times(1 / (1 - Math.Pow(SecondDecay, step))).sqrt_().Plus(Floor);
        _weights.Trained.AccumulateProduct(_weights.Trained, _decays, -rate);
        _weights.Trained.AccumulateQuotient(First, scale, -rate / (1 - Math.Pow(FirstDecay, step)));
        return length;
    }

    /// <summary>Moves the running average towards the weights; faster in the first steps, when there is little to average.</summary>
    public void Average(TorchWeights average, long step)
    {
        var share = 1 - Math.Min(_options.AverageDecay, (1.0 + step) / (10.0 + step));
        average.Trained.Scale(1 - share).Accumulate(_weights.Trained, share);
        average.Fixed.Scale(1 - share).Accumulate(_weights.Fixed, share);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        First.Dispose();
        Second.Dispose();
        _decays.Dispose();
    }
}
