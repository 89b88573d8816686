using Trabecula.Learning.Networks;
using Trabecula.Learning.Onnx;
using Trabecula.Learning.Torch;

namespace Trabecula.Learning.Tests.Networks;

public sealed class BackEndTests
{
    [Fact]
    public void The_localiser_computes_the_same_in_both_back_ends() => AssertAgreement(new LocaliserNetwork(), films: 2);

    [Fact]
    public void The_density_network_computes_the_same_in_both_back_ends() => AssertAgreement(new DensityNetwork(), films: 2);

    [Fact]
    public void The_same_weights_give_the_same_bytes()
    {
        INetwork network = new LocaliserNetwork(64, 64, 4);
        var first = OnnxFile.ToBytes(network, NetworkWeights.Create(network, 5));
        Assert.Equal(first, OnnxFile.ToBytes(network, NetworkWeights.Create(network, 5)));
        Assert.NotEqual(first, OnnxFile.ToBytes(network, NetworkWeights.Create(network, 6)));
    }

    [Fact]
    public void The_networks_have_the_size_that_the_bundle_allows()
    {
        INetwork[] networks = [new LocaliserNetwork(), new DensityNetwork()];
        Assert.All(networks, network => Assert.InRange(NetworkWeights.Create(network, 1).Trained.Length, 300_000, 2_500_000));
    }

    private static void AssertAgreement(INetwork network, int films)
    {
        TorchLibrary.EnsureLoaded();
        var weights = NetworkWeights.Create(network, 3);
        var random = new Random(4);
        // Statistics and gains as training leaves them, not as they begin, or folding would be tested on zeros and ones.
        foreach (var spec in weights.Specs.Where(spec => spec.Kind != WeightKind.Kernel))
        {
            foreach (ref var value in weights[spec.Name]) value += 0.4f * (random.NextSingle() - 0.5f);
        }
        AgreementOfBackEnds.AssertWithin(1e-5, network, weights, AgreementOfBackEnds.RandomInputs(network, films, random));
    }
}
