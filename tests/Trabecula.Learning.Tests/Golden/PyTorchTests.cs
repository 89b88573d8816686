using Trabecula.Domain;
using Trabecula.Learning.Networks;
using Trabecula.Learning.Onnx;
using Trabecula.Learning.Tests.Networks;
using Trabecula.Learning.Torch;
using Trabecula.Learning.Training;
using static Trabecula.Learning.Tests.Golden.GoldenFile;
using static TorchSharp.torch;

namespace Trabecula.Learning.Tests.Golden;

public sealed class PyTorchTests
{
    public PyTorchTests() => TorchLibrary.EnsureLoaded();

    [Theory]
    [InlineData(0, "blocks_evaluated")]
    [InlineData(0.5, "own_evaluated")]
    public void Residual_blocks_and_weighted_means_are_those_of_PyTorch(double ownShare, string golden)
    {
        INetwork network = new TwoBlocks(ownShare);
        var weights = TwoBlocks.Weights();
        float[][] inputs = [Fill(50, 2 * 3 * 8 * 6), Fill(51, 2 * 2 * 8 * 6, 0.5, 0.5)];
        foreach (var outputs in new[]
        {
            AgreementOfBackEnds.Torch(network, weights, inputs),
            AgreementOfBackEnds.Onnx(OnnxFile.ToBytes(network, weights), network, inputs),
        })
        {
            AssertEqual(golden, outputs[0]);
            if (ownShare == 0) AssertEqual("blocks_means", outputs[1]);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    public void Batch_statistics_and_their_running_averages_are_those_of_PyTorch(double ownShare)
    {
        using var scope = NewDisposeScope();
        using var weights = new TorchWeights(TwoBlocks.Weights(), withGradients: true);
        Tensor[] inputs = [tensor(Fill(50, 2 * 3 * 8 * 6), [2, 3, 8, 6]), tensor(Fill(51, 2 * 2 * 8 * 6, 0.5, 0.5), [2, 2, 8, 6])];
        var outputs = ((INetwork)new TwoBlocks(ownShare)).Forward(new TorchOps(weights, training: true), inputs);
        AssertEqual("blocks_training", outputs[0].detach().contiguous().data<float>().ToArray(), 1e-5);
        AssertEqual("blocks_running", weights.Fixed.data<float>().ToArray());
    }

    [Fact]
    public void The_loss_of_the_corners_is_that_of_PyTorch()
    {
        using var scope = NewDisposeScope();
        var corners = new ImagePoint?[24];
        foreach (var (level, top, bottom) in new[] { (1, 21.0, 34.0), (2, 39.0, 54.0) })
        {
            (corners[4 * level], corners[4 * level + 1]) = (new ImagePoint(11, top), new ImagePoint(47, top));
            (corners[4 * level + 2], corners[4 * level + 3]) = (new ImagePoint(47, bottom), new ImagePoint(11, bottom));
        }
        var image = new float[64 * 64];
        var task = new LocaliserTask(new LocaliserNetwork(64, 64, 8), new LocaliserTraining(1, (_, _) => null!, []));
        var batch = task.Collect(
        [
            new LocaliserSample(image, corners, IsLumbar: true, IsInverted: true),
            new LocaliserSample(image, corners, IsLumbar: false, IsInverted: false),
        ]);
        Tensor[] outputs =
        [
            tensor(Fill(60, 2 * 4 * 16 * 16, 3), [2, 4, 16, 16]), tensor(Fill(61, 2 * 6 * 16 * 16, 2), [2, 6, 16, 16]), tensor(Fill(62, 4, 2), [2, 2]),
        ];
        var loss = task.Loss(outputs, [.. batch.Targets.Select(target => target.ToTensor())], 1);
        // The target's tail beyond four standard deviations is cut off here and not there.
        AssertEqual("corner_loss", [loss.item<float>()], 2e-5);
    }

    [Fact]
    public void The_loss_of_the_densities_is_that_of_PyTorch_over_the_measured_sites()
    {
        using var scope = NewDisposeScope();
        var (task, batch) = Densities();
        Tensor[] outputs = [tensor(Fill(70, 24, 0.2, 0.9), [3, 8]), tensor(Fill(71, 24, 0.5, -4), [3, 8])];
        Tensor[] targets = [.. batch.Targets.Select(target => target.ToTensor())];
        AssertEqual("density_likelihood", [task.Loss(outputs, targets, 1).item<float>()], 1e-5);
        AssertEqual("density_squared", [task.Loss(outputs, targets, 0).item<float>()], 1e-5);
    }

    [Fact]
    public void Sites_that_were_not_measured_get_no_gradient()
    {
        using var scope = NewDisposeScope();
        var (task, batch) = Densities();
        Tensor[] outputs = [tensor(Fill(70, 24, 0.2, 0.9), [3, 8], requires_grad: true), tensor(Fill(71, 24, 0.5, -4), [3, 8], requires_grad: true)];
        var loss = task.Loss(outputs, [.. batch.Targets.Select(target => target.ToTensor())], 1);
        foreach (var gradient in autograd.grad([loss], outputs))
        {
            var values = gradient.contiguous().data<float>().ToArray();
            Assert.All(values.Zip(batch.Targets[1].Values), pair => Assert.Equal(pair.Second == 0, pair.First == 0));
        }
    }

    [Fact]
    public void Five_steps_of_the_optimiser_are_those_of_PyTorch()
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var layout = NetworkWeights.Create(new OneLayer(), 1);
        Fill(80, 6).CopyTo(layout["layer.kernel"]);
        Fill(81, 2).CopyTo(layout["layer.offset"]);
        using var weights = new TorchWeights(layout, withGradients: true);
        using var optimiser = new Optimiser(weights, layout, new TrainingOptions { Epochs = 1, Seed = 1, WeightDecay = 0.02, MaxGradientNorm = 5 });
        for (var step = 1; step <= 5; step++)
            optimiser.Step(tensor((float[])[.. Fill(90 + step, 6, step), .. Fill(95 + step, 2, step)]), step, 0.01);
        AssertEqual("adamw", weights.Trained.data<float>().ToArray());
    }

    private static (DensityTask Task, TrainingBatch Batch) Densities()
    {
        var scale = new SiteScale([.. Enumerable.Repeat(0.9, 8)], [.. Enumerable.Range(0, 8).Select(site => 0.1 + 0.01 * site)]);
        var task = new DensityTask(new DensityNetwork(8, 8, 4), new DensityTraining(1, (_, _) => null!, [], scale));
        var truth = Fill(72, 24, 0.3, 0.9);
        foreach (var missing in (int[])[10, 11, 12, 13, 23]) truth[missing] = float.NaN;
        return (task, task.Collect([.. truth.Chunk(8).Select(bmd => new DensitySample(new float[64], new float[256], bmd))]));
    }
}
