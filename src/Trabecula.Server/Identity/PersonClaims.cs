using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Trabecula.Server;

/// <summary>What a session says of a person beside user name and roles.</summary>
/// <param name="people">Identity.</param>
/// <param name="roles">Identity.</param>
/// <param name="options">Identity.</param>
internal sealed class PersonClaims(UserManager<Person> people, RoleManager<Role> roles, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<Person, Role>(people, roles, options)
{
    /// <summary>The name that others see.</summary>
    public const string DisplayName = "trabecula:display_name";

    /// <summary>There where the password must be changed before anything else.</summary>
    public const string MustChangePassword = "trabecula:must_change_password";

    /// <inheritdoc />
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Person user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(DisplayName, user.DisplayName));
        if (user.MustChangePassword)
            identity.AddClaim(new Claim(MustChangePassword, "true"));
        return identity;
    }
}
