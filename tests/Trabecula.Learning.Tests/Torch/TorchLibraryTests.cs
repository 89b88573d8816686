using Trabecula.Domain;
using Trabecula.Learning.Torch;
using static TorchSharp.torch;

namespace Trabecula.Learning.Tests.Torch;

public sealed class TorchLibraryTests
{
    [Fact]
    public void The_library_loads_and_multiplies()
    {
        TorchLibrary.EnsureLoaded();
        using var product = matmul(ones(2, 3), ones(3, 2));
        Assert.Equal(3f, product[1, 1].item<float>());
    }
}
