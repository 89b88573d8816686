namespace Trabecula.Learning.Training;

/// <summary>Prepares the batches of an epoch in the background while the current one is trained on.</summary>
internal static class BatchesAhead
{
    private const int Ahead = 2;

    /// <summary>The batches in their order, whatever the number of threads.</summary>
    public static IEnumerable<TrainingBatch> Of<TSample>(ITrainingTask<TSample> task, int epoch, int seed, int batchSize)
    {
        var order = Enumerable.Range(0, task.Count).ToArray();
        new Random(HashSeed(seed, epoch)).Shuffle(order);
        var waiting = new Queue<Task<TrainingBatch>>();
        try
        {
            foreach (var indices in order.Chunk(batchSize))
            {
                if (waiting.Count > Ahead) yield return waiting.Dequeue().GetAwaiter().GetResult();
                waiting.Enqueue(Task.Run(() => task.Collect([.. indices.Select(index => task.Sample(epoch, index))])));
            }
            while (waiting.TryDequeue(out var next)) yield return next.GetAwaiter().GetResult();
        }
        finally
        {
            // After a failure or a stop no sample may still be read when the caller goes on. WhenAny does not throw again.
            Task.WhenAny(Task.WhenAll(waiting)).Wait();
        }
    }

    /// <summary>Neighbouring seeds and epochs give unrelated orders (SplitMix64, Steele et al. 2014).</summary>
    private static int HashSeed(int seed, int epoch)
    {
        var z = ((ulong)(uint)seed << 32 | (uint)epoch) + 0x9e3779b97f4a7c15;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return (int)(z ^ (z >> 31));
    }
}
