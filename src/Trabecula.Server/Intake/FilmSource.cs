using Trabecula.Estimation;

namespace Trabecula.Server;

/// <summary>Where a film comes from, and what comes with it.</summary>
/// <param name="Origin">A name of at most 64 characters: <see cref="Rest"/>, <see cref="Stow"/>, or the archive's name in the settings.</param>
public sealed record FilmSource(string Origin)
{
    /// <summary>Posted by REST.</summary>
    public const string Rest = "rest";

    /// <summary>Sent from the page.</summary>
    public const string Page = "page";

    /// <summary>Sent by DICOMweb's STOW-RS.</summary>
    public const string Stow = "stow-rs";

    /// <summary>What the archive calls the instance; empty for none.</summary>
    public string ArchiveId { get; init; } = "";

    /// <summary>What the sender calls the file, or null.</summary>
    public string? FileName { get; init; }

    /// <summary>What the sender states of the person.</summary>
    public StatedSubject Stated { get; init; } = StatedSubject.Nothing;
}
