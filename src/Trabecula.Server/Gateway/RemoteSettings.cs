using System.Text;

namespace Trabecula.Server;

/// <summary>How another system is reached. Secrets stand in files or in the environment rather than in the settings file.</summary>
public abstract record RemoteSettings
{
    /// <summary>Its name: letters, digits, <c>-</c> and <c>_</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Its address, <c>http://</c> or <c>https://</c>, without user and password.</summary>
    public string Url { get; init; } = "";

    /// <summary>Name of an account there (Basic authentication), or null.</summary>
    public string? User { get; init; }

    /// <summary>The account's password, from the environment; null where <see cref="PasswordFile"/> has it.</summary>
    public string? Password { get; init; }

    /// <summary>A file whose first line is the password, or null.</summary>
    public string? PasswordFile { get; init; }

    /// <summary>A token (Bearer authentication), from the environment; null where <see cref="TokenFile"/> has it.</summary>
    public string? Token { get; init; }

    /// <summary>A file whose first line is the token, or null.</summary>
    public string? TokenFile { get; init; }

    /// <summary>Prints no secret, whoever logs settings.</summary>
    /// <param name="text">Where to.</param>
    /// <returns>True.</returns>
    protected virtual bool PrintMembers(StringBuilder text)
    {
        ArgumentNullException.ThrowIfNull(text);
        text.Append("Name = ").Append(Name).Append(", Url = ").Append(Url);
        return true;
    }
}
