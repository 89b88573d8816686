namespace Trabecula.EndToEnd.Tests;

/// <summary>Waits for something that another process does; how long it takes is no part of a test, whether it happens is.</summary>
internal static class Wait
{
    /// <summary>Long beyond what two busy processors need, which others may share: a test tells whether something comes, not when.</summary>
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(8);

    public static async Task UntilAsync(Func<Task<bool>> holds, Func<string> otherwise, CancellationToken ct)
    {
        var end = DateTime.UtcNow + Most;
        while (!await holds())
        {
            if (DateTime.UtcNow > end)
                Assert.Fail(otherwise());
            await Task.Delay(100, ct);
        }
    }
}
