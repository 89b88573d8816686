namespace Trabecula.Server;

/// <summary>How far an archive's instance has come.</summary>
public enum ArchiveInstanceState
{
    /// <summary>It waits to be fetched.</summary>
    Found,

    /// <summary>It is a <see cref="Film"/> now.</summary>
    Taken,

    /// <summary>Its tags tell that it shows something else.</summary>
    PassedOver,

    /// <summary>It cannot be had: deleted, too large, or the archive fails at it again and again.</summary>
    GivenUp,
}
