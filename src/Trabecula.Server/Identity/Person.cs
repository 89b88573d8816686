using Microsoft.AspNetCore.Identity;

namespace Trabecula.Server;

/// <summary>Somebody who may use the page.</summary>
public sealed class Person : IdentityUser<long>
{
    /// <summary>What others see of them; never empty.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>Whether the password was given out by somebody else and must be changed before anything else.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>When the account was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When they last signed in, or null.</summary>
    public DateTimeOffset? LastSignInAt { get; set; }
}
