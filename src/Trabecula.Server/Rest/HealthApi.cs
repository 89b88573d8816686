using Hangfire;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Trabecula.Estimation;

namespace Trabecula.Server;

/// <summary>Whether the server lives, and whether it can take films.</summary>
internal static class HealthApi
{
    /// <summary>Adds the addresses.</summary>
    /// <param name="routes">The server.</param>
    /// <param name="program">Who may see more than that it lives.</param>
    public static void MapHealth(this IEndpointRouteBuilder routes, AuthorizeAttribute program)
    {
        routes.MapGet("/health/live", () => Results.Text("alive")).AllowAnonymous().WithTags("Health").WithName("Live").WithSummary("Whether the process answers");
        routes.MapGet("/health/ready", ReadyAsync)
            .RequireAuthorization(program)
            .Produces<ReadyView>()
            .Produces<ReadyView>(StatusCodes.Status503ServiceUnavailable)
            .WithTags("Health")
            .WithName("Ready")
            .WithSummary("Whether films can be received, and what is wrong");
    }

    /// <summary>Whether anybody takes films, here or elsewhere: Hangfire's servers tell every half minute that they live.</summary>
    private static bool AnyWorker(JobStorage jobs, DateTime now) =>
        jobs.GetMonitoringApi().Servers().Any(server => FilmQueue.TakesFilms(server) && now - (server.Heartbeat ?? server.StartedAt) < TimeSpan.FromMinutes(2));

    private static async Task<IResult> ReadyAsync(ServerHealth health, RemoteStates remotes, DatabaseFactory databases, ContentStore store, Backlog backlog, ServerSettings settings, EstimationEngine engine, JobStorage jobs, TimeProvider clock, CancellationToken ct)
    {
        var model = (await engine.Model).Identity;
        var troubles = health.Troubles.ToDictionary(trouble => trouble.Key, trouble => new ReasonView(trouble.Value.Code, trouble.Value.Message));
        foreach (var (name, state) in remotes.All)
        {
            if (state.Code is { } code)
                troubles[name] = new ReasonView(code, state.Reason ?? "");
        }

        if (health.IsReady)
        {
            if (!AnyWorker(jobs, clock.GetUtcNow().UtcDateTime))
                troubles["workers"] = new ReasonView("no_workers", "No process estimates films at present; they are received and wait.");
            foreach (var (part, trouble) in await GatewayApi.TroublesAsync(databases, ct))
                troubles[part] = trouble;
        }

        var status = !health.IsReady ? "not_ready" : troubles.Count > 0 ? "degraded" : "ready";
        return Results.Json(
            new ReadyView(status, new ModelView(model.Id, model.Version), backlog.Films, settings.MaxBacklog, store.FreeBytes >> 20, troubles),
            RestJson.Options,
            statusCode: health.IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}

/// <summary>Whether films can be received.</summary>
/// <param name="Status"><c>ready</c>; <c>degraded</c>: films are received, but something else is wrong; <c>not_ready</c>: they are not.</param>
/// <param name="Model">The model that judges films.</param>
/// <param name="FilmsWaiting">Films that wait or are being estimated.</param>
/// <param name="MostWaiting">From how many on further films are turned away.</param>
/// <param name="FreeDiskMb">Free disk in MB.</param>
/// <param name="Troubles">What is wrong, by part.</param>
internal sealed record ReadyView(string Status, ModelView Model, long FilmsWaiting, int MostWaiting, long FreeDiskMb, IReadOnlyDictionary<string, ReasonView> Troubles);
