using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>Hands out what a result consists of.</summary>
internal static class FilmObjects
{
    private static readonly (ObjectKind Kind, string Name, string ContentType)[] Kinds =
    [
        (ObjectKind.Result, "result", "application/json; charset=utf-8"),
        (ObjectKind.Overlay, "overlay.png", "image/png"),
        (ObjectKind.Report, "report.pdf", "application/pdf"),
        (ObjectKind.StructuredReport, "sr.dcm", "application/dicom"),
        (ObjectKind.SecondaryCapture, "sc.dcm", "application/dicom"),
        (ObjectKind.EncapsulatedPdf, "pdf.dcm", "application/dicom"),
        (ObjectKind.Fhir, "fhir.json", "application/fhir+json; charset=utf-8"),
    ];

    /// <summary>All kinds, with the last part of their address and their type.</summary>
    public static IReadOnlyList<(ObjectKind Kind, string Name, string ContentType)> All => Kinds;

    /// <summary>The last part of an object's address.</summary>
    /// <param name="kind">The object.</param>
    public static string NameOf(ObjectKind kind) => Kinds.First(known => known.Kind == kind).Name;

    /// <summary>Sends one object of a film's result.</summary>
    /// <param name="filmId">The film.</param>
    /// <param name="kind">What.</param>
    /// <param name="databases">The database.</param>
    /// <param name="store">Where it lies.</param>
    /// <param name="ct">Stops.</param>
    /// <exception cref="TrabeculaException"><c>film_not_found</c>, <c>film_not_finished</c>, <c>object_not_found</c> or <c>content_damaged</c>.</exception>
    public static async Task<FileStreamHttpResult> SendAsync(long filmId, ObjectKind kind, DatabaseFactory databases, ContentStore store, CancellationToken ct)
    {
        await using var database = databases.Open();
        var film = await database.Films.AsNoTracking().Include(f => f.Objects).FirstOrDefaultAsync(f => f.Id == filmId, ct)
            ?? throw new TrabeculaException("film_not_found", $"There is no film {filmId}.");
        if (film.State is not (FilmState.Estimated or FilmState.Rejected))
            throw new TrabeculaException("film_not_finished", $"Film {filmId} has no result yet; its state is {film.State.ToString().ToLowerInvariant()}.");
        var piece = film.Objects.FirstOrDefault(candidate => candidate.Kind == kind)
            ?? throw new TrabeculaException("object_not_found", $"The result of film {filmId} has no {NameOf(kind)}{(film.Reason is { } reason ? $": {reason}" : ".")}");
        return TypedResults.Stream(
            await store.OpenAsync(piece.Sha256, ct), Kinds.First(known => known.Kind == kind).ContentType, entityTag: new EntityTagHeaderValue($"\"{piece.Sha256}\""));
    }
}
