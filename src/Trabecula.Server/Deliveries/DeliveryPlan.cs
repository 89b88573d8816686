namespace Trabecula.Server;

/// <summary>Decides to whom a film's result is owed.</summary>
public static class DeliveryPlan
{
    /// <summary>The deliveries of a finished film.</summary>
    /// <param name="film">The film.</param>
    /// <param name="state">How it came out.</param>
    /// <param name="origins">Where it came from.</param>
    /// <param name="objects">What its result consists of, with their numbers.</param>
    /// <param name="destinations">Who gets results.</param>
    /// <param name="now">The time.</param>
    /// <returns>
    /// One for each object and destination that want each other; none where the film contradicts another one with the same SOP Instance UID,
    /// for the results of both would carry the same UIDs.
    /// </returns>
    public static IEnumerable<Delivery> Of(
        Film film, FilmState state, IReadOnlyCollection<string> origins, IReadOnlyCollection<FilmObject> objects, IReadOnlyList<DestinationSettings> destinations, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(film);
        if (film.ConflictsWithId is not null)
            yield break;
        foreach (var destination in destinations.Where(to => to.Origins.Count == 0 || to.Origins.Intersect(origins).Any()))
        {
            foreach (var piece in objects.Where(piece => destination.Wants(piece.Kind, state)))
            {
                yield return new Delivery
                {
                    ObjectId = piece.Id,
                    FilmId = film.Id,
                    Destination = destination.Name,
                    State = DeliveryState.Waiting,
                    NextAttemptAt = now,
                };
            }
        }
    }
}
