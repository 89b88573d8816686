using Microsoft.ML.OnnxRuntime;
using Trabecula.Domain;

namespace Trabecula.Inference;

/// <summary>Opens networks with ONNX Runtime; its exceptions become the product's own here.</summary>
internal static class OnnxSession
{
    public static InferenceSession Open(byte[] network, int threads)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            EnableCpuMemArena = false,
        };
        try
        {
            return new InferenceSession(network, options);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new TrabeculaException("model_malformed", "A network of the model bundle can't be loaded by ONNX Runtime.", exception);
        }
    }
}
