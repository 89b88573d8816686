namespace Trabecula.EndToEnd.Tests;

/// <summary>Waits for something that another process does; how long it takes is no part of a test, whether it happens is.</summary>
internal static class Wait
{
    public static async Task UntilAsync(Func<Task<bool>> holds, TimeSpan most, Func<string> otherwise, CancellationToken ct)
    {
        var end = DateTime.UtcNow + most;
        while (!await holds())
        {
            if (DateTime.UtcNow > end)
                Assert.Fail(otherwise());
            await Task.Delay(100, ct);
        }
    }
}
