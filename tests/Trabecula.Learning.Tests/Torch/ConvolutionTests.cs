using Trabecula.Learning.Networks;
using Trabecula.Learning.Torch;
using static TorchSharp.torch;

namespace Trabecula.Learning.Tests.Torch;

/// <summary>Every convolution of the two networks against the same in float64, which libtorch computes by other kernels: on some processors those
/// for float32 and bfloat16 are wrong for certain numbers of channels and orders in memory.</summary>
public sealed class ConvolutionTests
{
    private const int Films = 3;

    public static TheoryData<string, bool> Networks => new() { { "density", false }, { "density", true }, { "localiser", false }, { "localiser", true } };

    [Theory]
    [MemberData(nameof(Networks))]
    public void Each_convolution_and_its_gradients_are_those_of_float64(string name, bool halved)
    {
        TorchLibrary.EnsureLoaded();
        INetwork network = name == "density" ? new DensityNetwork() : new LocaliserNetwork();
        var kernels = NetworkWeights.Create(network, 3).Specs.Where(spec => spec.Name.EndsWith(".kernel", StringComparison.Ordinal) && spec.Shape.Count == 4);
        foreach (var (outputs, inputs, size) in kernels.Select(spec => (spec.Shape[0], spec.Shape[1], spec.Shape[2])).Distinct())
        {
            foreach (var (stride, dilation) in ((int, int)[])[(1, 1), (2, 1), (1, 2)])
                Agrees(new Convolution(inputs, outputs, size, stride, dilation), halved);
        }
    }

    private static void Agrees(Convolution convolution, bool halved)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(5);

        // Numbers that bfloat16 has exactly, so that only sums are rounded.
        Tensor Numbers(params long[] shape) => randn(shape).to(halved ? ScalarType.BFloat16 : ScalarType.Float32).to(ScalarType.Float32);
        var input = Numbers(Films, convolution.Inputs, 24, 20).requires_grad_();
        var kernel = Numbers(convolution.Outputs, convolution.Inputs, convolution.Kernel, convolution.Kernel).requires_grad_();
        var (exactInput, exactKernel) = (Exact(input), Exact(kernel));
        var exact = nn.functional.conv2d(
            exactInput,
            exactKernel,
            null,
            [convolution.Stride, convolution.Stride],
            [convolution.Padding, convolution.Padding],
            [convolution.Dilation, convolution.Dilation]);
        var back = Numbers(exact.shape);
        var exactGradients = autograd.grad([exact], [exactInput, exactKernel], [back.to(ScalarType.Float64)]);

        // bfloat16 has eight binary digits; an error of order is one of tens of per cent. Errors came and went from call to call.
        var allowed = halved ? 0.01 : 1e-5;
        for (var call = 0; call < 3; call++)
        {
            var asItComes = call == 1 ? input.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2) : input;
            var output = TorchOps.Convolve(asItComes, kernel, null, convolution, halved);
            var gradients = autograd.grad([output], [input, kernel], [back.to(output.dtype)]);
            Assert.True(Distance(output, exact) < allowed, $"{convolution}: {Distance(output, exact)}");
            Assert.True(Distance(gradients[1], exactGradients[1]) < allowed, $"{convolution}, kernel's gradient: {Distance(gradients[1], exactGradients[1])}");

            // Nobody asks for the gradient of the film.
            if (convolution.Inputs > 1)
                Assert.True(Distance(gradients[0], exactGradients[0]) < allowed, $"{convolution}, input's gradient: {Distance(gradients[0], exactGradients[0])}");
        }
    }

    private static Tensor Exact(Tensor of) => of.detach().to(ScalarType.Float64).requires_grad_();

    /// <summary>NaN is no distance.</summary>
    private static double Distance(Tensor found, Tensor exact) =>
        ((found.to(ScalarType.Float64) - exact).norm() / exact.norm()).item<double>() is var distance && double.IsFinite(distance) ? distance : double.MaxValue;
}
