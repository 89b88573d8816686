using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Trabecula.Domain;
using Trabecula.Estimation;

namespace Trabecula.Server;

/// <summary>Receives films from the body of a request, one as it is, or several as a form; none is ever in memory as a whole.</summary>
internal static class FilmUpload
{
    private const int LongestBoundary = 200, MostParts = 1000;

    /// <summary>How long <c>wait=true</c> waits.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private static readonly string[] Types = ["application/dicom", "image/png", "image/jpeg", "image/tiff", "application/octet-stream"];

    /// <summary>Receives what a request brings.</summary>
    /// <param name="request">The request.</param>
    /// <param name="wait">Whether the answer waits for the result.</param>
    /// <param name="name">What the file is called, where it is the body.</param>
    /// <param name="sex">F or M, where it goes before what the file says.</param>
    /// <param name="age">Age in years, likewise.</param>
    /// <param name="height">Height in cm, likewise.</param>
    /// <param name="weight">Weight in kg, likewise.</param>
    /// <param name="intake">Takes films in.</param>
    /// <param name="databases">The database.</param>
    /// <param name="store">Where results lie.</param>
    /// <param name="news">Tells when a film is finished.</param>
    /// <param name="ct">The client is gone.</param>
    public static async Task<IResult> ReceiveAsync(
        HttpRequest request,
        [FromQuery] bool? wait,
        [FromQuery] string? name,
        [FromQuery] string? sex,
        [FromQuery] double? age,
        [FromQuery] double? height,
        [FromQuery] double? weight,
        FilmIntake intake,
        DatabaseFactory databases,
        ContentStore store,
        FilmNews news,
        CancellationToken ct)
    {
        var source = new FilmSource(FilmSource.Rest) { Stated = Stated(sex, age, height, weight) };
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
            throw WrongType();
        if (type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            return await ReceiveFormAsync(request, type, source, intake, databases, store, news, wait == true, ct);
        if (!Types.Contains(type.MediaType.Value, StringComparer.OrdinalIgnoreCase))
            throw WrongType();
        var received = await intake.ReceiveAsync(request.Body, source with { FileName = NameOnly(name) }, ct);
        return await AnswerAsync(request.HttpContext.Response, received.Film.Id, databases, store, news, wait == true, ct);
    }

    private static async Task<IResult> ReceiveFormAsync(
        HttpRequest request, MediaTypeHeaderValue type, FilmSource source, FilmIntake intake, DatabaseFactory databases, ContentStore store, FilmNews news, bool wait, CancellationToken ct)
    {
        var reader = ReaderOf(request, type);
        var films = new List<long>();
        for (var parts = 0; await reader.ReadNextSectionAsync(ct) is { } section; parts++)
        {
            if (parts == MostParts)
                throw new TrabeculaException("bad_request", $"The form has more than {MostParts} parts.");
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) || !disposition.IsFileDisposition())
                throw new TrabeculaException("bad_request", "A form brings films as files; what is stated of the person stands in the address (?sex=F&age=67).");
            var said = disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName;
            var received = await intake.ReceiveAsync(section.Body, source with { FileName = NameOnly(HeaderUtilities.RemoveQuotes(said).Value) }, ct);
            films.Add(received.Film.Id);
        }

        if (films.Count == 0)
            throw new TrabeculaException("bad_request", "The form brings no file.");
        if (films is [var only])
            return await AnswerAsync(request.HttpContext.Response, only, databases, store, news, wait, ct);
        await using var database = databases.Open();
        var views = new List<FilmView>();
        foreach (var film in films)
            views.Add(await FilmApi.ViewAsync(database, film, ct));
        return Results.Accepted("/api/films", new FilmPage(views, null));
    }

    /// <summary>Reads a body of several parts.</summary>
    /// <param name="request">The request.</param>
    /// <param name="type">Its type.</param>
    /// <exception cref="TrabeculaException"><c>bad_request</c>: it names no boundary.</exception>
    public static MultipartReader ReaderOf(HttpRequest request, MediaTypeHeaderValue type)
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        return boundary is { Length: > 0 and <= LongestBoundary }
            ? new MultipartReader(boundary, request.Body)
            : throw new TrabeculaException("bad_request", "The request's type names no boundary between its parts.");
    }

    private static async Task<IResult> AnswerAsync(
        HttpResponse response, long id, DatabaseFactory databases, ContentStore store, FilmNews news, bool wait, CancellationToken ct)
    {
        var view = await LookAsync();
        var until = DateTimeOffset.UtcNow + LongestWait;
        while (wait && view.State is FilmState.Received or FilmState.Estimating && DateTimeOffset.UtcNow < until)
        {
            // Another process may be the one that works on it: news is a hint.
            await news.WaitAsync(id, TimeSpan.FromSeconds(1), ct);
            view = await LookAsync();
        }

        if (!wait || view.State is not (FilmState.Estimated or FilmState.Rejected))
            return Results.Accepted($"/api/films/{id}", view);

        // The result names no record: whoever wants its other forms learns here where they are.
        response.Headers.ContentLocation = $"/api/films/{id}/result";
        return await FilmObjects.SendAsync(id, ObjectKind.Result, databases, store, ct);

        async Task<FilmView> LookAsync()
        {
            await using var database = databases.Open();
            return await FilmApi.ViewAsync(database, id, ct);
        }
    }

    /// <summary>The last part of what a sender calls a file; it is shown, and never a path here.</summary>
    private static string? NameOnly(string? name) => name?[(name.LastIndexOfAny(['/', '\\']) + 1)..];

    private static StatedSubject Stated(string? sex, double? age, double? height, double? weight) => new(
        sex?.ToUpperInvariant() switch
        {
            null => null,
            "F" => Sex.Female,
            "M" => Sex.Male,
            _ => throw new TrabeculaException("bad_request", "The parameter sex is F or M."),
        },
        Within("age", age, 0, 130),
        Within("height", height, 30, 250),
        Within("weight", weight, 1, 400),
        StatedSubject.Request);

    /// <summary>The bounds of the command line's options.</summary>
    private static double? Within(string name, double? value, double least, double most) => value is null || (value >= least && value <= most)
        ? value
        : throw new TrabeculaException("bad_request", string.Create(CultureInfo.InvariantCulture, $"The parameter {name} is a number from {least} to {most}."));

    private static TrabeculaException WrongType() => new(
        "unsupported_media_type", $"Send a film as {string.Join(", ", Types)}, or as a file of multipart/form-data.");
}
