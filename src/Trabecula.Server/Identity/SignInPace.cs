using System.Net;
using System.Threading.RateLimiting;

namespace Trabecula.Server;

/// <summary>How often one address may try to sign in.</summary>
internal sealed class SignInPace : IDisposable
{
    private readonly PartitionedRateLimiter<IPAddress> _limiter;

    /// <summary>Begins to count.</summary>
    /// <param name="settings">How often.</param>
    public SignInPace(ServerSettings settings) => _limiter = PartitionedRateLimiter.Create<IPAddress, IPAddress>(
        address => RateLimitPartition.GetFixedWindowLimiter(
            address, _ => new FixedWindowRateLimiterOptions { PermitLimit = settings.SignIn.TriesPerMinute, Window = TimeSpan.FromMinutes(1) }));

    /// <summary>Notes a try.</summary>
    /// <param name="address">Whose.</param>
    /// <returns>Whether it is allowed.</returns>
    public bool IsAllowed(IPAddress? address) => _limiter.AttemptAcquire(address ?? IPAddress.None).IsAcquired;

    /// <inheritdoc />
    public void Dispose() => _limiter.Dispose();
}
