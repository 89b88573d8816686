using System.Runtime.Intrinsics.X86;

namespace Trabecula.Learning.Torch;

/// <summary>What the processor can do for a training.</summary>
public static class Processor
{
    /// <summary>Whether it multiplies bfloat16 numbers itself (AVX512_BF16: leaf 7, sub-leaf 1, bit 5 of EAX).</summary>
    public static bool HasBfloat16 { get; } = X86Base.IsSupported && X86Base.CpuId(0, 0).Eax >= 7 && (X86Base.CpuId(7, 1).Eax & (1 << 5)) != 0;
}
