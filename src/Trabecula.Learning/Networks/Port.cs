namespace Trabecula.Learning.Networks;

/// <summary>One input or output of a network.</summary>
/// <param name="Name">Its name in the ONNX graph.</param>
/// <param name="Shape">Its shape without the leading number of films.</param>
internal sealed record Port(string Name, params IReadOnlyList<int> Shape);
