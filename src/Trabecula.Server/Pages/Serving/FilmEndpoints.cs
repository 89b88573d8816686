using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Trabecula.Domain;
using Trabecula.Estimation;

namespace Trabecula.Server;

/// <summary>What the page's scripts ask for beside Blazor: films in, pixels and documents out, whether the session lasts.</summary>
internal static class FilmEndpoints
{
    /// <summary>Adds the addresses.</summary>
    /// <param name="routes">The server.</param>
    public static void MapFilms(this IEndpointRouteBuilder routes)
    {
        var page = routes.MapGroup("/page").RequireAuthorization(PagePolicies.Read);
        page.MapPost("/films", ReceiveAsync).DisableAntiforgery();
        page.MapGet("/films/{id:long}/pixels", PixelsAsync);
        page.MapGet("/films/{id:long}/{name}", SendAsync);
        page.MapGet("/session", () => Results.NoContent());
    }

    private static async Task<IResult> ReceiveAsync(
        [FromQuery] string? name, [FromQuery] string? sex, [FromQuery] double? age, HttpContext context, FilmIntake intake, AuditLog audit, ServerSettings settings, CancellationToken ct)
    {
        if (!await PageSite.IsOursAsync(context))
            return Reason(new TrabeculaException("session_ended", "Your session has ended, or belongs to somebody else now; sign in again."), StatusCodes.Status401Unauthorized);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = ((long)settings.MaxUploadMb << 20) + 1;
        try
        {
            var stated = new StatedSubject(
                sex switch { "F" => Sex.Female, "M" => Sex.Male, _ => null }, age is >= 0 and <= 130 ? age : null, null, null, StatedSubject.Request);
            var content = await ManifestGuard.PassAsync(context.Request.Body, ct);
            var received = await intake.ReceiveAsync(content, new FilmSource(FilmSource.Page) { FileName = name, Stated = stated }, ct);
            await audit.AddAsync(PageSite.NameOf(context.User), "film_sent", $"film {received.Film.Id}", "", CancellationToken.None);
            return Results.Json(new { id = received.Film.Id, known = !received.IsNew });
        }
        catch (Exception e) when (e is BadHttpRequestException || (e is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested))
        {
            // The tab was closed in the middle, or the line broke: nothing was kept, and nobody is there to be told.
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }
        catch (TrabeculaException e)
        {
            return Reason(e, StatusCodes.Status422UnprocessableEntity);
        }
    }

    private static async Task<IResult> PixelsAsync(long id, FilmPictures pictures, HttpContext context, CancellationToken ct)
    {
        try
        {
            var picture = await pictures.OfAsync(id, ct);
            var headers = context.Response.Headers;
            headers["X-Film"] = picture.Description;
            return Results.Bytes(picture.Pixels, "application/octet-stream");
        }
        catch (TrabeculaException e)
        {
            return Reason(e, StatusCodes.Status422UnprocessableEntity);
        }
    }

    private static async Task<IResult> SendAsync(long id, string name, [FromQuery] int? revision, HttpContext context, FilmReading reading, AuditLog audit, CancellationToken ct)
    {
        try
        {
            var (stream, form) = await reading.OpenAsync(id, name, revision, ct);
            await audit.AddAsync(PageSite.NameOf(context.User), "result_downloaded", $"film {id}", name, ct);
            return Results.Stream(stream, form.ContentType, form.IsShown ? null : $"film-{id}{(revision is > 0 ? $"-correction-{revision}" : "")}.{name}");
        }
        catch (TrabeculaException e)
        {
            return Reason(e, StatusCodes.Status404NotFound);
        }
    }

    private static IResult Reason(TrabeculaException reason, int status) => Results.Json(new { code = reason.Code, message = reason.Message }, statusCode: status);
}
