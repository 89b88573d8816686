using Google.Protobuf;
using Trabecula.Domain;
using Trabecula.Learning.Networks;
using Trabecula.Learning.Onnx.Format;

namespace Trabecula.Learning.Onnx;

/// <summary>Writes a network with its weights as an ONNX file.</summary>
internal static class OnnxFile
{
    private const long FormatVersion = 8;
    private const long OperatorSet = 17;

    /// <summary>The bytes of the file; the same network and weights give the same bytes.</summary>
    public static byte[] ToBytes(INetwork network, NetworkWeights weights)
    {
        var graph = new GraphProto { Name = network.Name };
        foreach (var port in network.Inputs) graph.Input.Add(Declare(port));
        var ops = new OnnxOps(weights, graph);
        var outputs = network.Forward(ops, [.. network.Inputs.Select(port => port.Name)]);
        var shapes = network.Forward(new ShapeOps(), [.. network.Inputs.Select(port => port.Shape.ToArray())]);
        for (var i = 0; i < outputs.Count; i++)
        {
            var name = network.OutputNames[i];
            graph.Node.Add(new NodeProto { OpType = "Identity", Name = name, Input = { outputs[i] }, Output = { name } });
            graph.Output.Add(Declare(new Port(name, shapes[i])));
        }
        var model = new ModelProto
        {
            IrVersion = FormatVersion,
            ProducerName = "trabecula",
            Graph = graph,
            OpsetImport = { new OperatorSetIdProto { Version = OperatorSet } },
        };
        return model.ToByteArray();
    }

    /// <summary>Writes the file beside its place and renames it.</summary>
    /// <exception cref="TrabeculaException">The file cannot be written (<c>cannot_write</c>).</exception>
    public static void Write(string path, INetwork network, NetworkWeights weights) =>
        ReplacedFile.Write(path, stream => stream.Write(ToBytes(network, weights)));

    private static ValueInfoProto Declare(Port port)
    {
        var shape = new TensorShapeProto { Dim = { new TensorShapeProto.Types.Dimension { DimParam = "films" } } };
        foreach (var size in port.Shape) shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = size });
        var tensor = new TypeProto.Types.Tensor { ElemType = (int)TensorProto.Types.DataType.Float, Shape = shape };
        return new ValueInfoProto { Name = port.Name, Type = new TypeProto { TensorType = tensor } };
    }
}
