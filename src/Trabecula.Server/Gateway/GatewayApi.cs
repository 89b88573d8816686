using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Trabecula.Dicom;
using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>Archives and destinations by REST: how they are, what waits for them, what waits for a person.</summary>
internal static class GatewayApi
{
    private const int MostOnPage = 500;
    private const string WaitsForAPerson = "waits_for_a_person";

    /// <summary>Adds the addresses.</summary>
    /// <param name="gateway">The group <c>/api/gateway</c>.</param>
    public static void Map(RouteGroupBuilder gateway)
    {
        gateway.MapGet("", StateAsync).Produces<GatewayView>().WithName("GetGateway").WithSummary("How archives and destinations are, and what waits");
        gateway.MapGet("/deliveries", DeliveriesAsync)
            .Produces<OwedPage>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .WithName("ListDeliveries")
            .WithSummary("Deliveries in one state, the newest first");
        gateway.MapPost("/{name}/retry", RetryAsync)
            .Produces<GatewayView>(StatusCodes.Status202Accepted)
            .WithName("RetryGateway")
            .WithSummary("Try again all that a destination refused, and all images of an archive that were given up");
    }

    /// <summary>What waits for a person, as troubles for health.</summary>
    /// <param name="databases">The database.</param>
    /// <param name="ct">Stops.</param>
    /// <returns>By <c>NAME/refused</c> and <c>NAME/given-up</c>.</returns>
    public static async Task<IReadOnlyDictionary<string, ReasonView>> TroublesAsync(DatabaseFactory databases, CancellationToken ct)
    {
        var view = await ViewAsync(databases, new Dictionary<string, RemoteState>(), ct);
        return view.Destinations.Where(destination => destination.Refused > 0)
            .Select(destination => (Part: $"{destination.Name}/refused", Reason: RefusedReason(destination)))
            .Concat(view.Archives.Where(archive => archive.GivenUp > 0).Select(archive => (
                Part: $"{archive.Name}/given-up",
                Reason: new ReasonView(WaitsForAPerson, $"{archive.GivenUp} images could not be had and wait for a person."))))
            .ToDictionary(trouble => trouble.Part, trouble => trouble.Reason);
    }

    private static ReasonView RefusedReason(DestinationView destination) => destination.GivenUp > 0
        ? new ReasonView(WaitsForAPerson, $"{destination.Refused} results were refused; {destination.GivenUp} of them wait for a person.")
        : new ReasonView(ArchiveErrors.Refused, $"{destination.Refused} results were refused and are tried again.");

    private static async Task<IResult> StateAsync(DatabaseFactory databases, RemoteStates states, CancellationToken ct) =>
        Results.Ok(await ViewAsync(databases, states.All, ct));

    private static async Task<GatewayView> ViewAsync(DatabaseFactory databases, IReadOnlyDictionary<string, RemoteState> states, CancellationToken ct)
    {
        await using var database = databases.Open();
        var images = await database.ArchiveInstances.AsNoTracking()
            .GroupBy(i => new { i.Archive, i.State }).Select(same => new { same.Key.Archive, same.Key.State, Count = same.LongCount() }).ToListAsync(ct);
        var owed = await database.Deliveries.AsNoTracking()
            .GroupBy(d => new
            {
                d.Destination,
                d.State,
                IsDue = d.NextAttemptAt != null,

                // What was refused stays so while it is sent once more, or waits because a process was killed meanwhile: health does not flicker.
                IsRefused = d.State == DeliveryState.Refused
                    || (d.State != DeliveryState.Delivered && (d.ReasonCode == ArchiveErrors.Refused || d.ReasonCode == ArchiveErrors.NotFound)),
            })
            .Select(same => new { same.Key.Destination, same.Key.State, same.Key.IsDue, same.Key.IsRefused, Count = same.LongCount() }).ToListAsync(ct);
        return new GatewayView(
            [.. images.GroupBy(i => i.Archive).OrderBy(of => of.Key, StringComparer.Ordinal).Select(of => new ArchiveView(
                of.Key,
                Trouble($"{of.Key}/films"),
                of.Where(i => i.State == ArchiveInstanceState.Found).Sum(i => i.Count),
                of.Where(i => i.State == ArchiveInstanceState.Taken).Sum(i => i.Count),
                of.Where(i => i.State == ArchiveInstanceState.PassedOver).Sum(i => i.Count),
                of.Where(i => i.State == ArchiveInstanceState.GivenUp).Sum(i => i.Count)))],
            [.. owed.GroupBy(d => d.Destination).OrderBy(of => of.Key, StringComparer.Ordinal).Select(of => new DestinationView(
                of.Key,
                Trouble($"{of.Key}/results"),
                of.Where(d => !d.IsRefused && d.State is DeliveryState.Waiting or DeliveryState.Sending).Sum(d => d.Count),
                of.Where(d => d.State == DeliveryState.Delivered).Sum(d => d.Count),
                of.Where(d => d.IsRefused).Sum(d => d.Count),
                of.Where(d => d.IsRefused && !d.IsDue).Sum(d => d.Count)))]);

        ReasonView? Trouble(string part) => states.GetValueOrDefault(part) is { Code: { } code } state ? new ReasonView(code, state.Reason ?? "") : null;
    }

    private static async Task<IResult> DeliveriesAsync(
        [FromQuery] string? state, [FromQuery] string? destination, [FromQuery] int? limit, [FromQuery] string? cursor, DatabaseFactory databases, CancellationToken ct)
    {
        if (!Enum.TryParse<DeliveryState>(state ?? "refused", ignoreCase: true, out var wanted) || !Enum.IsDefined(wanted))
            throw Bad($"state is one of {string.Join(", ", Enum.GetNames<DeliveryState>()).ToLowerInvariant()}");
        var most = limit ?? 50;
        if (most is < 1 or > MostOnPage)
            throw Bad($"limit is from 1 to {MostOnPage}");
        await using var database = databases.Open();
        var deliveries = database.Deliveries.AsNoTracking().Where(d => d.State == wanted);
        if (destination is not null)
            deliveries = deliveries.Where(d => d.Destination == destination);
        if (cursor is not null)
        {
            if (!long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var before))
                throw Bad("cursor is what a page gave as next");
            deliveries = deliveries.Where(d => d.Id < before);
        }

        var found = await deliveries.OrderByDescending(d => d.Id).Take(most + 1).Include(d => d.Object).ToListAsync(ct);
        return Results.Ok(new OwedPage(
            [.. found.Take(most).Select(d => new OwedView(d.FilmId, DeliveryView.Of(d)))],
            found.Count > most ? found[most - 1].Id.ToString(CultureInfo.InvariantCulture) : null));
    }

    private static async Task<IResult> RetryAsync(string name, DatabaseFactory databases, RemoteStates states, FilmNews news, TimeProvider clock, CancellationToken ct)
    {
        await using (var database = databases.Open())
        {
            DateTimeOffset? now = clock.GetUtcNow();
            await database.Deliveries.Where(d => d.Destination == name && d.State == DeliveryState.Refused).ExecuteUpdateAsync(
                set => set.SetProperty(d => d.State, DeliveryState.Waiting).SetProperty(d => d.NextAttemptAt, now).SetProperty(d => d.Attempts, 0)
                    .SetProperty(d => d.ReasonCode, (string?)null).SetProperty(d => d.Reason, (string?)null),
                ct);
            await database.ArchiveInstances.Where(i => i.Archive == name && i.State == ArchiveInstanceState.GivenUp).ExecuteUpdateAsync(
                set => set.SetProperty(i => i.State, ArchiveInstanceState.Found).SetProperty(i => i.NextAttemptAt, now).SetProperty(i => i.Attempts, 0), ct);
        }

        news.Tell(0);
        return Results.Accepted("/api/gateway", await ViewAsync(databases, states.All, ct));
    }

    private static TrabeculaException Bad(string what) => new("bad_request", $"The parameter {what}.");
}

/// <summary>How archives and destinations are. Those that nothing was ever found in or owed to are not among them.</summary>
/// <param name="Archives">Archives that films are taken from.</param>
/// <param name="Destinations">Who gets results, the archives among them.</param>
internal sealed record GatewayView(IReadOnlyList<ArchiveView> Archives, IReadOnlyList<DestinationView> Destinations);

/// <summary>An archive.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Trouble">Why it cannot be followed, or null.</param>
/// <param name="Found">Images that wait to be fetched.</param>
/// <param name="Taken">Images that became films.</param>
/// <param name="PassedOver">Images that show something else by their tags.</param>
/// <param name="GivenUp">Images that could not be had.</param>
internal sealed record ArchiveView(string Name, ReasonView? Trouble, long Found, long Taken, long PassedOver, long GivenUp);

/// <summary>A destination.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Trouble">Why it cannot be reached, or null.</param>
/// <param name="Waiting">Objects that are owed to it.</param>
/// <param name="Delivered">Objects that it has.</param>
/// <param name="Refused">Objects that it refused, those among them that are being sent once more too.</param>
/// <param name="GivenUp">Those of them that are not tried again by themselves, and wait for a person.</param>
internal sealed record DestinationView(string Name, ReasonView? Trouble, long Waiting, long Delivered, long Refused, long GivenUp);

/// <summary>A delivery and its film.</summary>
/// <param name="FilmId">The film.</param>
/// <param name="Delivery">The delivery.</param>
internal sealed record OwedView(long FilmId, DeliveryView Delivery);

/// <summary>A page of deliveries, the newest first.</summary>
/// <param name="Deliveries">The deliveries.</param>
/// <param name="Next">What to give as <c>cursor</c> for the next page, or null at the end.</param>
internal sealed record OwedPage(IReadOnlyList<OwedView> Deliveries, string? Next);
