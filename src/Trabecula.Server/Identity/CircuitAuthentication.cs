using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Trabecula.Server;

/// <summary>A page that stays open loses its rights when its person does: the security stamp is compared every minute.</summary>
/// <param name="loggers">Tells failures.</param>
/// <param name="scopes">Identity.</param>
/// <param name="options">The claim that holds the stamp.</param>
internal sealed class CircuitAuthentication(ILoggerFactory loggers, IServiceScopeFactory scopes, IOptions<IdentityOptions> options)
    : RevalidatingServerAuthenticationStateProvider(loggers)
{
    /// <inheritdoc />
    protected override TimeSpan RevalidationInterval => TimeSpan.FromMinutes(1);

    /// <inheritdoc />
    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
            var person = await people.GetUserAsync(authenticationState.User);
            return person is not null
                && authenticationState.User.FindFirst(options.Value.ClaimsIdentity.SecurityStampClaimType)?.Value == await people.GetSecurityStampAsync(person);
        }
        catch (ObjectDisposedException)
        {
            // The server is ending.
            return false;
        }
    }
}
