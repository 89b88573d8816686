using Microsoft.AspNetCore.Identity;

namespace Trabecula.Server;

/// <summary>What a person may do.</summary>
public sealed class Role : IdentityRole<long>
{
    /// <summary>Sends films, reads and corrects results.</summary>
    public const string Reader = "reader";

    /// <summary>What a reader may do, and studies and monitoring.</summary>
    public const string Researcher = "researcher";

    /// <summary>Everything, and people, keys and the audit log.</summary>
    public const string Administrator = "administrator";

    /// <summary>All roles, from the least to the most; each may do what those before it may.</summary>
    public static IReadOnlyList<string> All { get; } = [Reader, Researcher, Administrator];
}
