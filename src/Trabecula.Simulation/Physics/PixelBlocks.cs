namespace Trabecula.Simulation;

/// <summary>Splits work on a film's pixels into fixed blocks, so that the result never depends on the number of threads.</summary>
internal static class PixelBlocks
{
    private const int BlockLength = 16384;

    /// <summary>Runs <paramref name="work"/> on [start, end) ranges; ranges start at a multiple of 16384.</summary>
    public static void ForPixels(int count, int threads, Action<int, int> work) => ForBlocks(count, BlockLength, threads, work);

    /// <summary>Runs <paramref name="work"/> on ranges of rows (or columns) of the given size.</summary>
    public static void ForBlocks(int count, int blockLength, int threads, Action<int, int> work)
    {
        var blocks = (count + blockLength - 1) / blockLength;
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads > 0 ? threads : Environment.ProcessorCount };
        Parallel.For(0, blocks, options, block => work(block * blockLength, Math.Min(count, (block + 1) * blockLength)));
    }
}
