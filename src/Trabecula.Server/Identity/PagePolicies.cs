using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;

namespace Trabecula.Server;

/// <summary>Who may do what on the page. Programs with API keys are let in elsewhere, and not here.</summary>
internal static class PagePolicies
{
    /// <summary>Everybody with a role.</summary>
    public const string Read = "page-read";

    /// <summary>Researchers and administrators.</summary>
    public const string Research = "page-research";

    /// <summary>Administrators.</summary>
    public const string Administer = "page-administer";

    /// <summary>Adds the policies.</summary>
    /// <param name="options">Authorization.</param>
    public static void Add(AuthorizationOptions options)
    {
        options.AddPolicy(Read, policy => Of(policy, [.. Role.All]));
        options.AddPolicy(Research, policy => Of(policy, Role.Researcher, Role.Administrator));
        options.AddPolicy(Administer, policy => Of(policy, Role.Administrator));
    }

    private static void Of(AuthorizationPolicyBuilder policy, params string[] roles) =>
        policy.AddAuthenticationSchemes(IdentityConstants.ApplicationScheme).RequireRole(roles);
}
