using Microsoft.ML.OnnxRuntime;
using Trabecula.Domain;

namespace Trabecula.Inference;

/// <summary>Opens networks with ONNX Runtime; its exceptions become the product's own here.</summary>
internal static class OnnxSession
{
    public static InferenceSession Open(byte[] network, int threads, IReadOnlyList<string> inputs, IReadOnlyList<string> outputs)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            EnableCpuMemArena = false,
        };
        InferenceSession session;
        try
        {
            session = new InferenceSession(network, options);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new TrabeculaException("model_malformed", "A network of the model bundle can't be loaded by ONNX Runtime.", exception);
        }

        if (!inputs.All(session.InputMetadata.ContainsKey) || !outputs.All(session.OutputMetadata.ContainsKey))
        {
            string found = string.Join(", ", session.InputMetadata.Keys.Concat(session.OutputMetadata.Keys));
            session.Dispose();
            throw new TrabeculaException(
                "model_malformed", $"A network of the model bundle has {found} where {string.Join(", ", inputs.Concat(outputs))} are expected; are two networks exchanged?");
        }

        return session;
    }
}
