namespace Trabecula.Server;

/// <summary>A key that a program shows to be let in. Only a hash of its secret is kept.</summary>
public sealed class ApiKey
{
    /// <summary>The part of the key that names it; not secret.</summary>
    public required string Id { get; set; }

    /// <summary>What it was called when it was made.</summary>
    public required string Name { get; set; }

    /// <summary>SHA-256 of the secret part, which has 256 random bits, so that a slow hash would add nothing.</summary>
    public required byte[] SecretSha256 { get; set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was withdrawn, or null.</summary>
    public DateTimeOffset? RevokedAt { get; set; }
}
