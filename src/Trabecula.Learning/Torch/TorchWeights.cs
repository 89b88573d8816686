using Trabecula.Learning.Networks;
using static TorchSharp.torch;

namespace Trabecula.Learning.Torch;

/// <summary>The weights of a network as tensors: two flat ones, and a view into them for each group.</summary>
internal sealed class TorchWeights : IDisposable
{
    private readonly Dictionary<string, Tensor> _views = [];
    private readonly NetworkWeights _template;

    /// <summary>Copies weights into tensors.</summary>
    /// <param name="weights">The values.</param>
    /// <param name="withGradients">Whether gradients are wanted.</param>
    public TorchWeights(NetworkWeights weights, bool withGradients)
    {
        _template = weights;
        Trained = OwnMemory.Copy(weights.Trained);
        Fixed = OwnMemory.Copy(weights.Fixed);
        var leaves = new List<Tensor>();
        foreach (var spec in weights.Specs)
        {
            using var place = (spec.IsTrained ? Trained : Fixed).narrow(0, weights.StartOf(spec.Name), spec.Count);
            using var shaped = place.view([.. spec.Shape.Select(size => (long)size)]);
            var view = shaped.detach();
            if (withGradients && spec.IsTrained) leaves.Add(view.requires_grad_());
            _views.Add(spec.Name, view);
        }
        Leaves = leaves;
    }

    /// <summary>All trained weights, flat; changing it changes the views.</summary>
    public Tensor Trained { get; }

    /// <summary>All other weights, flat.</summary>
    public Tensor Fixed { get; }

    /// <summary>Views of the trained weights in flat order, when gradients are wanted.</summary>
    public IReadOnlyList<Tensor> Leaves { get; }

    /// <summary>The view of one group.</summary>
    public Tensor this[string name] => _views[name];

    /// <summary>Copies the weights out.</summary>
    public NetworkWeights ToNetworkWeights() => _template.With(Trained.data<float>().ToArray(), Fixed.data<float>().ToArray());

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var view in _views.Values) view.Dispose();
        Trained.Dispose();
        Fixed.Dispose();
    }
}
