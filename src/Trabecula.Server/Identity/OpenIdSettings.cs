namespace Trabecula.Server;

/// <summary>An OpenID Connect provider that people may sign in with; the setting <c>SignIn:OpenId</c>.</summary>
public sealed record OpenIdSettings
{
    /// <summary>Address of the issuer, whose <c>/.well-known/openid-configuration</c> is read.</summary>
    public required string Authority { get; init; }

    /// <summary>What this server is called there.</summary>
    public required string ClientId { get; init; }

    /// <summary>Its secret, or null for a public client (PKCE is used in any case).</summary>
    public string? ClientSecret { get; init; }

    /// <summary>What the button says after "Sign in with".</summary>
    public string Name { get; init; } = "OpenID Connect";

    /// <summary>The claim that holds roles; its values <c>reader</c>, <c>researcher</c> and <c>administrator</c> count.</summary>
    public string RoleClaim { get; init; } = "roles";

    /// <summary>Role of who has none of these; empty to let nobody in without one.</summary>
    public string DefaultRole { get; init; } = "";

    /// <summary>Whether the provider must be reached by https; off only for tests on one machine.</summary>
    public bool RequireHttps { get; init; } = true;
}
