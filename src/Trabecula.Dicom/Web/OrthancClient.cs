using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Trabecula.Dicom;

/// <summary>What Orthanc's own REST offers beyond DICOMweb: the list of changes, files as they are, sending on by C-STORE.</summary>
/// <param name="connection">Orthanc; <see cref="ArchiveConnection.Root"/> is its root.</param>
public sealed class OrthancClient(ArchiveConnection connection)
{
    private const string Json = "application/json";

    /// <summary>Reads on in the list of changes.</summary>
    /// <param name="since">The number after which to read, 0 for the start.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>A page.</returns>
    /// <exception cref="ArchiveException">Any code of <see cref="ArchiveErrors"/>.</exception>
    public async Task<OrthancChanges> ChangesAsync(long since, int limit, CancellationToken ct)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"changes?since={since}&limit={limit}");
        using var json = await GetAsync(path, ct).ConfigureAwait(false);
        try
        {
            var root = json.RootElement;
            return new OrthancChanges(
                [.. root.GetProperty("Changes").EnumerateArray().Select(change => new OrthancChange(
                    change.GetProperty("Seq").GetInt64(), change.GetProperty("ChangeType").GetString() ?? "", Id(change.GetProperty("ID").GetString())))],
                root.GetProperty("Last").GetInt64(),
                root.GetProperty("Done").GetBoolean());
        }
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw connection.Error(ArchiveErrors.Answer, "tells its changes in a form that is not known.", e);
        }
    }

    /// <summary>An instance's class, from Orthanc's database.</summary>
    /// <remarks>Orthanc does not open the file for it: asked for all attributes, this version dies of some files that it has taken.</remarks>
    /// <param name="id">Orthanc's identifier.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>SOP Class UID, as the sender told it.</returns>
    /// <exception cref="ArchiveException">Any code; <see cref="ArchiveErrors.NotFound"/> where the instance was deleted or has none.</exception>
    public async Task<string> ClassAsync(string id, CancellationToken ct)
    {
        var answer = await connection.AskAsync(HttpMethod.Get, $"instances/{Id(id)}/metadata/SopClassUid", "text/plain", null, null, ct).ConfigureAwait(false);
        return Encoding.ASCII.GetString(answer.Body.Span).Trim(' ', '\0', '\r', '\n');
    }

    /// <summary>Fetches an instance into a file, byte for byte as Orthanc received it.</summary>
    /// <param name="id">Orthanc's identifier.</param>
    /// <param name="path">The file; it is there only when all has come.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <exception cref="ArchiveException">Any code of <see cref="ArchiveErrors"/>.</exception>
    /// <exception cref="Domain.TrabeculaException"><c>cannot_write</c>.</exception>
    public async Task RetrieveAsync(string id, string path, CancellationToken ct) => await FetchedFile.WriteAsync(path, file => connection.FetchAsync(
        $"instances/{Id(id)}/file",
        "application/dicom",
        (body, _, soon) => BoundedCopy.ToAsync(body, file, connection.Limits.MaxInstanceBytes, connection, soon),
        ct)).ConfigureAwait(false);

    /// <summary>Finds an instance by its UID.</summary>
    /// <param name="instanceUid">SOP Instance UID.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>Orthanc's identifiers; none where it does not hold it.</returns>
    /// <exception cref="ArchiveException">Any code of <see cref="ArchiveErrors"/>.</exception>
    public async Task<IReadOnlyList<string>> FindAsync(string instanceUid, CancellationToken ct)
    {
        var answer = await connection.AskAsync(
            HttpMethod.Post, "tools/lookup", Json, new StringContent(instanceUid, Encoding.ASCII, "text/plain"), null, ct).ConfigureAwait(false);
        using var json = ArchiveJson.Parse(answer.Body, connection);
        try
        {
            return [.. json.RootElement.EnumerateArray()
                .Where(found => found.GetProperty("Type").GetString() == "Instance")
                .Select(found => Id(found.GetProperty("ID").GetString()))];
        }
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException)
        {
            throw connection.Error(ArchiveErrors.Answer, "tells what it found in a form that is not known.", e);
        }
    }

    /// <summary>Has Orthanc send instances that it holds on to a DICOM node that it knows, by C-STORE.</summary>
    /// <param name="modality">The node's name in Orthanc's <c>DicomModalities</c>: letters, digits, <c>-</c>, <c>_</c>, <c>.</c></param>
    /// <param name="ids">Orthanc's identifiers.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <exception cref="ArchiveException">
    /// Any code; <see cref="ArchiveErrors.NotFound"/> where Orthanc knows no such node. A node that is away and one that refuses are both
    /// <see cref="ArchiveErrors.Failed"/>: Orthanc does not tell them apart.
    /// </exception>
    public async Task SendOnAsync(string modality, IReadOnlyList<string> ids, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrEmpty(modality);
        var body = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object> { ["Resources"] = ids, ["Synchronous"] = true });
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new(Json);
        await connection.AskAsync(
            HttpMethod.Post, $"modalities/{Uri.EscapeDataString(modality)}/store", Json, content, connection.Limits.Transfer, ct).ConfigureAwait(false);
    }

    private async Task<JsonDocument> GetAsync(string path, CancellationToken ct)
    {
        var answer = await connection.AskAsync(HttpMethod.Get, path, Json, null, null, ct).ConfigureAwait(false);
        return ArchiveJson.Parse(answer.Body, connection);
    }

    /// <summary>Orthanc's identifiers are hexadecimal digits and hyphens; anything else has no place in an address.</summary>
    private string Id(string? id) => id is { Length: > 0 and <= 64 } && id.All(letter => char.IsAsciiHexDigit(letter) || letter == '-')
        ? id
        : throw connection.Error(ArchiveErrors.Answer, "names something by an identifier that is none of its own.");
}
