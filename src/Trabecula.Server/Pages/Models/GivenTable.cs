namespace Trabecula.Server;

/// <summary>A table that an administrator may give on the page.</summary>
public enum GivenTable
{
    /// <summary>The reference population.</summary>
    Reference,

    /// <summary>What findings do to an estimate.</summary>
    Gates,
}
