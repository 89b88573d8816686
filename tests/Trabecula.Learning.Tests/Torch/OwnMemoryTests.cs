using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Trabecula.Learning.Torch;

namespace Trabecula.Learning.Tests.Torch;

public sealed class OwnMemoryTests
{
    /// <summary>The last digits of a study depended on where the garbage collector had put an array: a study that was killed and started again differed from one that was not.</summary>
    [Fact]
    public void A_copy_begins_at_64_bytes_wherever_the_array_lies()
    {
        TorchLibrary.EnsureLoaded();
        for (var length = 25_000; length < 25_040; length++)
        {
            var values = new float[length];
            values[^1] = 7;
            using var copy = OwnMemory.Copy(values);
            Assert.Equal(0, Unsafe.ByteOffset(ref Unsafe.NullRef<byte>(), ref MemoryMarshal.GetReference(copy.bytes)) % 64);
            Assert.Equal(values, copy.data<float>().ToArray());
        }
    }
}
