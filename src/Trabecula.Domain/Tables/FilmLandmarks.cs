namespace Trabecula.Domain;

/// <summary>The known corners of the vertebral bodies in one film.</summary>
/// <param name="Image">The film's file as the table names it, the same text as in the manifest.</param>
/// <param name="Vertebrae">The vertebrae from the head downwards, each level at most once.</param>
public sealed record FilmLandmarks(string Image, IReadOnlyList<VertebraOutline> Vertebrae);
