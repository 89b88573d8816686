using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>Receives films by DICOMweb's STOW-RS (PS3.18, 10.5).</summary>
internal static class StowApi
{
    /// <summary>Failure Reason (PS3.4, B.2.3; PS3.18, table 10.5.3-1): not understood.</summary>
    private const int CannotUnderstand = 0xC000;

    private const int MostParts = 10_000;

    /// <summary>Adds the address.</summary>
    /// <param name="group">The group <c>/dicom-web</c>.</param>
    public static void MapStow(this RouteGroupBuilder group) => group.MapPost("/studies", StoreAsync)
        .RequireRateLimiting(RestApi.Uploads)
        .DisableAntiforgery()
        .Accepts<Stream>("multipart/related")
        .Produces(StatusCodes.Status200OK, contentType: "application/dicom+json")
        .Produces(StatusCodes.Status202Accepted, contentType: "application/dicom+json")
        .Produces(StatusCodes.Status409Conflict, contentType: "application/dicom+json")
        .WithName("StoreInstances")
        .WithSummary("Send films by STOW-RS");

    private static async Task<IResult> StoreAsync(HttpRequest request, FilmIntake intake, DatabaseFactory databases, CancellationToken ct)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/related", StringComparison.OrdinalIgnoreCase)
            || !IsDicom(type))
        {
            throw new TrabeculaException("unsupported_media_type", "Send multipart/related; type=\"application/dicom\".");
        }

        var (stored, failed) = (new JsonArray(), new JsonArray());
        var reader = FilmUpload.ReaderOf(request, type);
        for (var parts = 0; await reader.ReadNextSectionAsync(ct) is { } section; parts++)
        {
            if (parts == MostParts)
                throw new TrabeculaException("bad_request", $"The request has more than {MostParts} parts.");
            try
            {
                var received = await intake.ReceiveAsync(section.Body, new FilmSource(FilmSource.Stow), ct);
                (received.Film.SopInstanceUid is null ? failed : stored).Add(Item(received.Film));
            }
            catch (TrabeculaException e) when (e.Code is "empty_file")
            {
                failed.Add(Item(null));
            }
        }

        if (stored.Count + failed.Count == 0)
            throw new TrabeculaException("bad_request", "The request brings no object.");
        var answer = new JsonObject();
        if (stored.Count > 0)
            answer["00081199"] = new JsonObject { ["vr"] = "SQ", ["Value"] = stored };
        if (failed.Count > 0)
            answer["00081198"] = new JsonObject { ["vr"] = "SQ", ["Value"] = failed };
        var status = failed.Count == 0 ? StatusCodes.Status200OK : stored.Count > 0 ? StatusCodes.Status202Accepted : StatusCodes.Status409Conflict;
        return Results.Text(answer.ToJsonString(), "application/dicom+json", statusCode: status);
    }

    private static bool IsDicom(MediaTypeHeaderValue type) =>
        type.Parameters.FirstOrDefault(parameter => parameter.Name.Equals("type", StringComparison.OrdinalIgnoreCase)) is not { } said
        || HeaderUtilities.RemoveQuotes(said.Value).Equals("application/dicom", StringComparison.OrdinalIgnoreCase);

    private static JsonObject Item(Film? film)
    {
        var item = new JsonObject();
        if (film?.SopClassUid is { } sopClass)
            item["00081150"] = new JsonObject { ["vr"] = "UI", ["Value"] = new JsonArray(sopClass) };
        if (film?.SopInstanceUid is { } instance)
            item["00081155"] = new JsonObject { ["vr"] = "UI", ["Value"] = new JsonArray(instance) };
        else
            item["00081197"] = new JsonObject { ["vr"] = "US", ["Value"] = new JsonArray(CannotUnderstand) };
        return item;
    }
}
