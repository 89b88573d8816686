using TorchSharp;
using static TorchSharp.torch;

namespace Trabecula.Learning.Torch;

/// <summary>Arithmetic with numbers that is safe while the garbage collector runs.</summary>
/// <remarks>
/// TorchSharp 0.107 turns a number into a temporary <see cref="Scalar"/> and passes its handle on without keeping it alive;
/// tensor plus tensor does so too, for its factor 1. A collection at that moment frees the number while libtorch reads it:
/// the call fails, or counts with something else. So in this room no operator takes a number, and tensors are added here.
/// </remarks>
internal static class Arithmetic
{
    private static readonly Scalar One = 1f.ToScalar();

    /// <summary>The sum.</summary>
    public static Tensor Plus(this Tensor left, Tensor right) => left.add(right, One);

    /// <summary>The sum with a number.</summary>
    public static Tensor Plus(this Tensor left, double right)
    {
        using var number = right.ToScalar();
        return left.add(number, One);
    }

    /// <summary>The product with a number.</summary>
    public static Tensor Times(this Tensor left, double right)
    {
        using var number = right.ToScalar();
        return left.mul(number);
    }

    /// <summary>Smaller values become the number.</summary>
    public static Tensor AtLeast(this Tensor value, double lowest)
    {
        using var number = lowest.ToScalar();
        return value.clamp_min(number);
    }

    /// <summary>Multiplies in place by a number.</summary>
    public static Tensor Scale(this Tensor target, double factor)
    {
        using var number = factor.ToScalar();
        return target.mul_(number);
    }

    /// <summary>Adds a multiple in place.</summary>
    public static Tensor Accumulate(this Tensor target, Tensor value, double factor)
    {
        using var number = factor.ToScalar();
        return target.add_(value, number);
    }

    /// <summary>Adds a multiple of a product in place.</summary>
    public static Tensor AccumulateProduct(this Tensor target, Tensor left, Tensor right, double factor)
    {
        using var number = factor.ToScalar();
        return target.addcmul_(left, right, number);
    }

    /// <summary>Adds a multiple of a quotient in place.</summary>
    public static Tensor AccumulateQuotient(this Tensor target, Tensor dividend, Tensor divisor, double factor)
    {
        using var number = factor.ToScalar();
        return target.addcdiv_(dividend, divisor, number);
    }
}
