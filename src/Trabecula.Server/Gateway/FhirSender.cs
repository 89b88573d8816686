using Trabecula.Dicom;

namespace Trabecula.Server;

/// <summary>Posts Bundles to a FHIR server. Every entry is created only where there is none of its identifier, so that again is once.</summary>
/// <param name="connection">The server; its root is FHIR's base address.</param>
internal sealed class FhirSender(ArchiveConnection connection) : IResultSender
{
    private const string Json = "application/fhir+json";

    /// <summary>A transaction is posted to the base itself (FHIR R4, 3.1.0.11), which some servers know only without a slash at its end.</summary>
    private readonly string _base = connection.Root.Segments is [.., var last] && last != "/" ? $"../{last.TrimEnd('/')}" : "";

    /// <inheritdoc />
    public async Task SendAsync(byte[] content, bool isAgain, CancellationToken ct)
    {
        var body = new ByteArrayContent(content);
        body.Headers.ContentType = new(Json);
        await connection.AskAsync(HttpMethod.Post, _base, Json, body, connection.Limits.Transfer, ct);
    }
}
