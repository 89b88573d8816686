namespace Trabecula.Server;

/// <summary>What came of receiving a film.</summary>
/// <param name="Film">The film's record as it stands in the database.</param>
/// <param name="IsNew">Whether it was not known before; false where it was delivered again.</param>
public sealed record ReceivedFilm(Film Film, bool IsNew);
