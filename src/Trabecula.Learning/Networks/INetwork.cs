namespace Trabecula.Learning.Networks;

/// <summary>A network: named inputs and outputs, and the operations between.</summary>
internal interface INetwork
{
    /// <summary>The name of the ONNX graph.</summary>
    string Name { get; }

    /// <summary>Inputs in the order of <see cref="Forward"/>.</summary>
    IReadOnlyList<Port> Inputs { get; }

    /// <summary>Names of the outputs in the order in which <see cref="Forward"/> returns them.</summary>
    IReadOnlyList<string> OutputNames { get; }

    /// <summary>Evaluates the network with a back-end.</summary>
    IReadOnlyList<T> Forward<T>(INetworkOps<T> ops, IReadOnlyList<T> inputs);
}
