using Trabecula.Domain;
using Trabecula.Learning.Networks;
using Trabecula.Learning.Onnx;
using Trabecula.Learning.Tests.Networks;
using Trabecula.Learning.Training;

namespace Trabecula.Learning.Tests.Training;

public sealed class TrainerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trabecula-learning-").FullName;

    private static TrainingOptions Options(int epochs) =>
        new() { Epochs = epochs, Seed = 11, BatchSize = 8, LearningRate = 4e-3, AverageDecay = 0.9 };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_localiser_learns_where_a_square_is(bool halvePrecision)
    {
        var trained = Localise(ToySamples.Localiser(96, 24), Options(12) with { HalvePrecision = halvePrecision });
        Assert.True(trained.History[^1].ValidationLoss < 0.6 * trained.History[0].ValidationLoss, string.Join('\n', trained.History));
        Assert.True(trained.History[trained.BestEpoch - 1].ValidationError < 3, string.Join('\n', trained.History));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_density_network_learns_brightness_under_the_masks(bool halvePrecision)
    {
        var trained = Estimate(ToySamples.Density(96, 24), Options(20) with { HalvePrecision = halvePrecision });
        Assert.True(trained.History[trained.BestEpoch - 1].ValidationError < 0.06, string.Join('\n', trained.History));
        Assert.True(trained.History[^1].ValidationLoss < trained.History[0].ValidationLoss, string.Join('\n', trained.History));
    }

    [Fact]
    public void Both_back_ends_agree_after_training()
    {
        foreach (var trained in new[] { Localise(ToySamples.Localiser(16, 8), Options(1)), Estimate(ToySamples.Density(16, 8), Options(1)) })
        {
            var inputs = AgreementOfBackEnds.RandomInputs(trained.Network, 3, new Random(1));
            AgreementOfBackEnds.AssertWithin(1e-5, trained.Network, trained.Weights, inputs);
        }
    }

    [Fact]
    public void A_training_that_was_stopped_and_continued_ends_with_the_same_bytes()
    {
        var training = ToySamples.Localiser(20, 8);
        var whole = Localise(training, Options(3));

        var interrupted = Options(3) with { CheckpointPath = Path.Combine(_folder, "localiser.checkpoint") };
        using var stop = new CancellationTokenSource();
        var steps = 0;
        Assert.Throws<OperationCanceledException>(() => LocaliserTrainer.Train(
            SmallLocaliser(), training, interrupted, new Each(progress => { if (++steps == 5) stop.Cancel(); }), stop.Token));
        var continued = Localise(training, interrupted);

        Assert.Equal(whole.History, continued.History);
        Assert.Equal(Bytes(whole), Bytes(continued));
        Assert.Equal(Bytes(whole), Bytes(Localise(training, interrupted)));
    }

    [Fact]
    public void The_garbage_collector_changes_nothing_however_often_it_runs()
    {
        var training = ToySamples.Density(48, 8);
        var calm = Estimate(training, Options(6));
        var isRunning = true;
        var collector = new Thread(() =>
        {
            while (Volatile.Read(ref isRunning))
            {
                GC.Collect(0);
                GC.WaitForPendingFinalizers();
            }
        });
        collector.Start();
        var disturbed = Estimate(training, Options(6));
        Volatile.Write(ref isRunning, false);
        collector.Join();
        Assert.Equal(calm.History, disturbed.History);
        Assert.Equal(calm.Weights.Trained, disturbed.Weights.Trained);
    }

    [Fact]
    public void A_checkpoint_of_another_training_is_refused()
    {
        var options = Options(1) with { CheckpointPath = Path.Combine(_folder, "density.checkpoint") };
        Estimate(ToySamples.Density(8, 0), options);
        var refusal = Assert.Throws<TrabeculaException>(() => Estimate(ToySamples.Density(8, 0), options with { Seed = 12 }));
        Assert.Equal("checkpoint_mismatch", refusal.Code);

        var bytes = File.ReadAllBytes(options.CheckpointPath);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(options.CheckpointPath, bytes);
        refusal = Assert.Throws<TrabeculaException>(() => Estimate(ToySamples.Density(8, 0), options));
        Assert.Equal("checkpoint_unreadable", refusal.Code);
        File.WriteAllBytes(options.CheckpointPath, []);
        refusal = Assert.Throws<TrabeculaException>(() => Estimate(ToySamples.Density(8, 0), options));
        Assert.Equal("checkpoint_unreadable", refusal.Code);
    }

    [Fact]
    public void A_site_that_was_never_measured_is_estimated_as_not_a_number_and_leaves_the_others_alone()
    {
        var trained = Estimate(ToySamples.Density(16, 4, bmd => [.. bmd[..6], float.NaN, bmd[7]]), Options(1));
        Assert.True(double.IsFinite(trained.History[0].TrainingLoss));
        var inputs = AgreementOfBackEnds.RandomInputs(trained.Network, 2, new Random(1));
        foreach (var output in AgreementOfBackEnds.Onnx(OnnxFile.ToBytes(trained.Network, trained.Weights), trained.Network, inputs))
            Assert.All(output.Index(), value => Assert.Equal(value.Index % 8 == 6, float.IsNaN(value.Item)));
    }

    [Fact]
    public void Training_without_progress_on_the_validation_films_ends_early_and_keeps_the_best_weights()
    {
        var training = ToySamples.Density(8, 8);
        var trained = Estimate(training, Options(30) with { Patience = 2, LearningRate = 0.05 });
        Assert.True(trained.History.Count < 30);
        Assert.Equal(trained.History.MinBy(epoch => epoch.ValidationLoss)!.Epoch, trained.BestEpoch);
    }

    [Fact]
    public void A_failure_of_the_samples_reaches_the_caller()
    {
        var training = ToySamples.Density(16, 0) with { Sample = (_, index) => index == 9 ? throw new TrabeculaException("unreadable", "x") : ToySamples.Density(1, 1).Validation[0] };
        Assert.Equal("unreadable", Assert.Throws<TrabeculaException>(() => Estimate(training, Options(1))).Code);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static LocaliserNetwork SmallLocaliser() => new(ToySamples.Height, ToySamples.Width, 8);

    private static TrainedNetwork Localise(LocaliserTraining training, TrainingOptions options) =>
        LocaliserTrainer.Train(SmallLocaliser(), training, options, null, TestContext.Current.CancellationToken);

    private static TrainedNetwork Estimate(DensityTraining training, TrainingOptions options) =>
        DensityTrainer.Train(
            new DensityNetwork(ToySamples.Height, ToySamples.Width, 4), training, options, null, TestContext.Current.CancellationToken);

    private byte[] Bytes(TrainedNetwork trained)
    {
        var path = Path.Combine(_folder, "exported.onnx");
        trained.ExportOnnx(path);
        return File.ReadAllBytes(path);
    }

    /// <summary>Reports at once; <see cref="Progress{T}"/> would report later, from another thread.</summary>
    private sealed class Each(Action<TrainingProgress> action) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => action(value);
    }
}
