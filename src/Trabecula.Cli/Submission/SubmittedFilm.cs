using System.Text.Json;
using System.Text.Json.Nodes;

namespace Trabecula.Cli.Submission;

/// <summary>What became of one file that was submitted: one row of the table.</summary>
/// <param name="State"><c>estimated</c>, <c>rejected</c>, <c>failed</c> (the server could not judge it), or <c>not_taken</c>.</param>
/// <param name="ReasonCode">Why it was not estimated, or null.</param>
/// <param name="Reason">The sentence of <paramref name="ReasonCode"/>.</param>
/// <param name="FilmId">Number of the film's record on the server, or null.</param>
/// <param name="Result">The result as the server gives it, or null.</param>
internal sealed record SubmittedFilm(string State, string? ReasonCode, string? Reason, long? FilmId, string? Result)
{
    /// <summary>States of a row.</summary>
    public const string Estimated = "estimated", Rejected = "rejected", Failed = "failed", NotTaken = "not_taken";

    /// <summary>Whether the next run need not ask again.</summary>
    public bool IsSettled => State is Estimated or Rejected;

    /// <summary>A file that the server has no record of.</summary>
    /// <param name="code">Why.</param>
    /// <param name="reason">Its sentence.</param>
    public static SubmittedFilm Refused(string code, string reason) => new(NotTaken, code, reason, null, null);

    /// <summary>A film with its result.</summary>
    /// <param name="filmId">Number of its record.</param>
    /// <param name="result">The result, docs/reference/result-format.md.</param>
    /// <exception cref="JsonException">The text is no result.</exception>
    public static SubmittedFilm Of(long? filmId, string result)
    {
        var root = JsonNode.Parse(result) as JsonObject ?? throw new JsonException("The answer is no JSON object.");
        if (root["status"]?.GetValue<string>() == Estimated)
            return new(Estimated, null, null, filmId, result);
        var finding = root["quality"]?["findings"]?.AsArray().FirstOrDefault(found => found?["action"]?.GetValue<string>() == "reject");
        return new(Rejected, finding?["code"]?.GetValue<string>(), finding?["message"]?.GetValue<string>(), filmId, result);
    }
}
