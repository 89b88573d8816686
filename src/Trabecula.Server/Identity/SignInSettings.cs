namespace Trabecula.Server;

/// <summary>How people are let into the page; the setting <c>SignIn</c>.</summary>
public sealed record SignInSettings
{
    /// <summary>Minutes without any use after which a session ends.</summary>
    public double SessionMinutes { get; init; } = 60;

    /// <summary>Wrong passwords after which an account is locked.</summary>
    public int MostWrongPasswords { get; init; } = 5;

    /// <summary>Minutes for which it is locked.</summary>
    public double LockoutMinutes { get; init; } = 15;

    /// <summary>Tries to sign in that one address may make in a minute.</summary>
    public int TriesPerMinute { get; init; } = 20;

    /// <summary>An OpenID Connect provider, or null for none.</summary>
    public OpenIdSettings? OpenId { get; init; }
}
