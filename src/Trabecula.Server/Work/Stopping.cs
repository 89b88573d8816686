namespace Trabecula.Server;

/// <summary>How a process of ours ends.</summary>
internal static class Stopping
{
    /// <summary>Who does not let go in time, for instance a browser's tab on a busy machine, is cut off: what is under way has a claim, which runs out.</summary>
    /// <param name="stop">Asks all to let go.</param>
    public static async Task InTimeAsync(Func<Task> stop)
    {
        try
        {
            await stop();
        }
        catch (Exception e) when (e is OperationCanceledException || (e is AggregateException many && many.InnerExceptions.All(one => one is OperationCanceledException)))
        {
            // The time is up, for one part or for several.
        }
    }
}
