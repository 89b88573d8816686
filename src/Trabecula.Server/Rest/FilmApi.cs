using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>Films by REST: send, list, look at, get what came of them, try again.</summary>
internal static class FilmApi
{
    private const int MostOnPage = 500;

    /// <summary>Adds the addresses.</summary>
    /// <param name="films">The group <c>/api/films</c>.</param>
    public static void Map(RouteGroupBuilder films)
    {
        films.MapPost("", FilmUpload.ReceiveAsync)
            .RequireRateLimiting(RestApi.Uploads)
            .DisableAntiforgery()
            .Accepts<Stream>("application/dicom", "image/png", "image/jpeg", "image/tiff", "application/octet-stream", "multipart/form-data")
            .Produces<FilmView>(StatusCodes.Status202Accepted)
            .Produces<FilmView>(StatusCodes.Status200OK)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .WithName("SendFilm")
            .WithSummary("Send a film")
            .WithDescription("The body is the film; or multipart/form-data with one or more. With wait=true the answer is the result, where it is there within a minute.");
        films.MapGet("", ListAsync).Produces<FilmPage>().WithName("ListFilms").WithSummary("List and search films, the newest first");
        films.MapGet("/{id:long}", OneAsync).Produces<FilmView>().ProducesProblem(StatusCodes.Status404NotFound).WithName("GetFilm").WithSummary("One film, with its deliveries");
        films.MapPost("/{id:long}/retry", RetryAsync)
            .Produces<FilmView>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .WithName("RetryFilm")
            .WithSummary("Try a failed film, or deliveries that did not arrive, again at once");
        foreach (var (kind, name, contentType) in FilmObjects.All)
        {
            films.MapGet($"/{{id:long}}/{name}", (long id, DatabaseFactory databases, ContentStore store, CancellationToken ct) => FilmObjects.SendAsync(id, kind, databases, store, ct))
                .Produces(StatusCodes.Status200OK, contentType: contentType.Split(';')[0])
                .ProducesProblem(StatusCodes.Status404NotFound)
                .ProducesProblem(StatusCodes.Status409Conflict)
                .WithName($"Get{kind}")
                .WithSummary($"The film's {name}");
        }
    }

    private static async Task<IResult> ListAsync(
        [FromQuery(Name = "patient_id")] string? patientId,
        [FromQuery(Name = "accession_number")] string? accessionNumber,
        [FromQuery(Name = "study_instance_uid")] string? studyInstanceUid,
        [FromQuery(Name = "sop_instance_uid")] string? sopInstanceUid,
        [FromQuery] string? state,
        [FromQuery] string? reason,
        [FromQuery(Name = "study_date_from")] DateOnly? studyDateFrom,
        [FromQuery(Name = "study_date_to")] DateOnly? studyDateTo,
        [FromQuery(Name = "received_from")] DateTimeOffset? receivedFrom,
        [FromQuery(Name = "received_to")] DateTimeOffset? receivedTo,
        [FromQuery] int? limit,
        [FromQuery] string? cursor,
        DatabaseFactory databases,
        CancellationToken ct)
    {
        // PostgreSQL refuses the character, which must not look as if the database were away.
        if (new[] { patientId, accessionNumber, studyInstanceUid, sopInstanceUid, reason }.Any(sought => sought?.Contains('\0', StringComparison.Ordinal) == true))
            throw new TrabeculaException("bad_request", "What is searched for has no NUL in it.");
        await using var database = databases.Open();
        var films = database.Films.AsNoTracking();
        if (patientId is not null)
            films = films.Where(f => f.PatientId == patientId.Trim());
        if (accessionNumber is not null)
            films = films.Where(f => f.AccessionNumber == accessionNumber.Trim());
        if (studyInstanceUid is not null)
            films = films.Where(f => f.StudyInstanceUid == studyInstanceUid.Trim());
        if (sopInstanceUid is not null)
            films = films.Where(f => f.SopInstanceUid == sopInstanceUid.Trim());
        if (reason is not null)
            films = films.Where(f => f.ReasonCode == reason);
        if (state is not null)
        {
            // By name: TryParse also takes numbers, and adds up what commas part.
            if (!Enum.GetNames<FilmState>().Contains(state, StringComparer.OrdinalIgnoreCase) || !Enum.TryParse<FilmState>(state, ignoreCase: true, out var wanted))
                throw Bad($"state is one of {string.Join(", ", Enum.GetNames<FilmState>()).ToLowerInvariant()}");
            films = films.Where(f => f.State == wanted);
        }

        if (studyDateFrom is not null)
            films = films.Where(f => f.StudyDate >= studyDateFrom);
        if (studyDateTo is not null)
            films = films.Where(f => f.StudyDate <= studyDateTo);
        if (receivedFrom is not null)
            films = films.Where(f => f.ReceivedAt >= receivedFrom);
        if (receivedTo is not null)
            films = films.Where(f => f.ReceivedAt <= receivedTo);
        if (cursor is not null)
        {
            if (!long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var before))
                throw Bad("cursor is what a page gave as next");
            films = films.Where(f => f.Id < before);
        }

        var most = limit ?? 50;
        if (most is < 1 or > MostOnPage)
            throw Bad($"limit is from 1 to {MostOnPage}");
        var found = await films.OrderByDescending(f => f.Id).Take(most + 1).Include(f => f.Receipts).Include(f => f.Objects).AsSplitQuery().ToListAsync(ct);
        var page = found.Take(most).Select(film => FilmView.Of(film)).ToArray();
        return Results.Ok(new FilmPage(page, found.Count > most ? page[^1].Id.ToString(CultureInfo.InvariantCulture) : null));
    }

    private static async Task<IResult> OneAsync(long id, DatabaseFactory databases, CancellationToken ct)
    {
        await using var database = databases.Open();
        return Results.Ok(await ViewAsync(database, id, ct));
    }

    private static async Task<IResult> RetryAsync(long id, DatabaseFactory databases, FilmQueue queue, FilmNews news, TimeProvider clock, CancellationToken ct)
    {
        await using var database = databases.Open();
        DateTimeOffset? now = clock.GetUtcNow();
        var film = await ViewAsync(database, id, ct);
        var films = await database.Films.Where(f => f.Id == id && f.State == FilmState.Failed).ExecuteUpdateAsync(
            set => set.SetProperty(f => f.State, FilmState.Received).SetProperty(f => f.NextAttemptAt, now).SetProperty(f => f.Attempts, 0).SetProperty(f => f.QueuedUntil, (DateTimeOffset?)null),
            ct);
        var deliveries = await database.Deliveries
            .Where(d => d.FilmId == id && (d.State == DeliveryState.Refused || (d.State == DeliveryState.Waiting && d.Attempts > 0)))
            .ExecuteUpdateAsync(
                set => set.SetProperty(d => d.State, DeliveryState.Waiting).SetProperty(d => d.NextAttemptAt, now).SetProperty(d => d.Attempts, 0), ct);
        if (films + deliveries == 0 && film.State is not (FilmState.Received or FilmState.Estimating))
            throw new TrabeculaException("nothing_to_retry", $"Film {id} is {film.State.ToString().ToLowerInvariant()}, and all that is owed of it arrived or is on its way.");
        if (films > 0)
            queue.TryAdd(id);
        news.Tell(id);
        return Results.Accepted($"/api/films/{id}", await ViewAsync(database, id, ct));
    }

    /// <summary>One film as the API tells it.</summary>
    /// <param name="database">The database.</param>
    /// <param name="id">The film.</param>
    /// <param name="ct">Stops.</param>
    /// <exception cref="TrabeculaException"><c>film_not_found</c>.</exception>
    public static async Task<FilmView> ViewAsync(ServerDatabase database, long id, CancellationToken ct)
    {
        var film = await database.Films.AsNoTracking().Include(f => f.Receipts).Include(f => f.Objects).AsSplitQuery().FirstOrDefaultAsync(f => f.Id == id, ct)
            ?? throw new TrabeculaException("film_not_found", $"There is no film {id}.");
        var deliveries = await database.Deliveries.AsNoTracking().Include(d => d.Object).Where(d => d.FilmId == id).OrderBy(d => d.Id).ToListAsync(ct);
        return FilmView.Of(film, deliveries);
    }

    private static TrabeculaException Bad(string what) => new("bad_request", $"The parameter {what}.");
}
