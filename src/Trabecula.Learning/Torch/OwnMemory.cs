using static TorchSharp.torch;

namespace Trabecula.Learning.Torch;

/// <summary>Copies numbers into libtorch's own memory.</summary>
/// <remarks>
/// A tensor over a managed array lies where the garbage collector has put the array. At another distance from 64 bytes MKL adds vectors up in
/// another order (Intel's oneMKL guide, "Getting Reproducible Results"), and the last digits of one run would differ from the next one's.
/// Libtorch's own memory always begins at 64 bytes.
/// </remarks>
internal static class OwnMemory
{
    /// <summary>A tensor of its own with these values.</summary>
    /// <param name="values">The values, row-major.</param>
    /// <param name="shape">Their shape; one row where it is left out.</param>
    public static Tensor Copy(float[] values, params long[] shape)
    {
        using var over = tensor(values, shape.Length == 0 ? [values.Length] : shape);
        return over.clone();
    }
}
