using System.Globalization;
using System.Text.Json;

namespace Trabecula.Dicom;

/// <summary>DICOMweb (PS3.18): search, fetch, store. It may be used by many threads.</summary>
/// <param name="connection">The archive; <see cref="ArchiveConnection.Root"/> is where <c>studies</c> and <c>instances</c> lie below.</param>
public sealed class DicomWebClient(ArchiveConnection connection)
{
    private const string DicomJson = "application/dicom+json";

    /// <summary>
    /// Several parts of which the first is taken, or the object alone. <c>*</c>: as the archive keeps it, for recompressing would change
    /// pixels (PS3.18, 8.7.3).
    /// </summary>
    private const string AcceptInstance = "multipart/related; type=\"application/dicom\"; transfer-syntax=*, application/dicom; transfer-syntax=*; q=0.5";

    /// <summary>Searches instances (QIDO-RS).</summary>
    /// <param name="query">Attributes and what they shall match, by keyword or tag, for instance <c>Modality</c> and <c>DX</c>.</param>
    /// <param name="include">Attributes that answers shall tell beyond the usual ones.</param>
    /// <param name="limit">How many at most, 1 or more.</param>
    /// <param name="offset">How many to pass over, 0 or more.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>What was found; none where nothing matches. An archive may tell fewer than there are.</returns>
    /// <exception cref="ArchiveException">Any code of <see cref="ArchiveErrors"/>.</exception>
    public async Task<IReadOnlyList<InstanceTags>> SearchAsync(
        IReadOnlyCollection<KeyValuePair<string, string>> query, IReadOnlyCollection<DicomTag> include, int limit, int offset, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(include);
        var parameters = query.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}")
            .Concat(include.Select(tag => string.Create(CultureInfo.InvariantCulture, $"includefield={tag.Value:X8}")))
            .Append(string.Create(CultureInfo.InvariantCulture, $"limit={limit}"))
            .Append(string.Create(CultureInfo.InvariantCulture, $"offset={offset}"));
        var answer = await connection.AskAsync(HttpMethod.Get, "instances?" + string.Join('&', parameters), DicomJson, null, null, ct).ConfigureAwait(false);
        if (answer.Body.IsEmpty)
        {
            return [];
        }

        using var json = ArchiveJson.Parse(answer.Body, connection);
        return json.RootElement.ValueKind == JsonValueKind.Array
            ? [.. json.RootElement.EnumerateArray().Take(limit).Select(InstanceTags.OfDicomJson)]
            : throw connection.Error(ArchiveErrors.Answer, "answers a search with no list.");
    }

    /// <summary>Whether the archive holds an instance.</summary>
    /// <param name="instance">Which.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>True where it does.</returns>
    /// <exception cref="ArchiveException">Any code of <see cref="ArchiveErrors"/>.</exception>
    public async Task<bool> HoldsAsync(InstanceIdentity instance, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(instance);
        Check(instance);
        var path = $"studies/{instance.StudyUid}/series/{instance.SeriesUid}/instances?SOPInstanceUID={instance.InstanceUid}";
        try
        {
            var answer = await connection.AskAsync(HttpMethod.Get, path, DicomJson, null, null, ct).ConfigureAwait(false);
            if (answer.Body.IsEmpty)
            {
                return false;
            }

            using var json = ArchiveJson.Parse(answer.Body, connection);
            return json.RootElement.ValueKind == JsonValueKind.Array
                && json.RootElement.EnumerateArray().Any(found => InstanceTags.OfDicomJson(found)[DicomTags.SOPInstanceUID] == instance.InstanceUid);
        }
        catch (ArchiveException e) when (e.Code == ArchiveErrors.NotFound)
        {
            return false;
        }
    }

    /// <summary>Fetches an instance into a file (WADO-RS), as the archive keeps it.</summary>
    /// <param name="instance">Which.</param>
    /// <param name="path">The file; it is there only when all has come.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <exception cref="ArchiveException">Any code of <see cref="ArchiveErrors"/>.</exception>
    /// <exception cref="Domain.TrabeculaException"><c>cannot_write</c>: the file cannot be written.</exception>
    public async Task RetrieveAsync(InstanceIdentity instance, string path, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(instance);
        Check(instance);
        await FetchedFile.WriteAsync(path, file => connection.FetchAsync(
            $"studies/{instance.StudyUid}/series/{instance.SeriesUid}/instances/{instance.InstanceUid}",
            AcceptInstance,
            async (body, mediaType, soon) =>
            {
                var most = connection.Limits.MaxInstanceBytes;
                if (MultipartBody.Boundary(mediaType) is { } boundary)
                {
                    await MultipartBody.CopyFirstPartAsync(body, boundary, file, most, connection, soon).ConfigureAwait(false);
                }
                else if (mediaType is null || mediaType.StartsWith("application/dicom", StringComparison.OrdinalIgnoreCase))
                {
                    await BoundedCopy.ToAsync(body, file, most, connection, soon).ConfigureAwait(false);
                }
                else
                {
                    throw connection.Error(ArchiveErrors.Answer, "answers with no DICOM object.");
                }
            },
            ct)).ConfigureAwait(false);
    }

    /// <summary>Stores objects (STOW-RS). An object that the archive holds already counts as stored.</summary>
    /// <param name="objects">The objects as Part 10 files, each from its start to its end; they are read while they are sent, and disposed of.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>What became of the objects that the archive speaks of.</returns>
    /// <exception cref="ArchiveException">Any code of <see cref="ArchiveErrors"/>; an object that is refused is told in the answer, not thrown.</exception>
    public async Task<IReadOnlyList<StoredInstance>> StoreAsync(IReadOnlyList<Stream> objects, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(objects);
        var content = StoreRequest.Content(objects);
        var answer = await connection.AskAsync(
            HttpMethod.Post, "studies", DicomJson, content, connection.Limits.Transfer, ct, isToldByBody: true).ConfigureAwait(false);
        using var json = ArchiveJson.Parse(answer.Body, connection);
        return StoreRequest.Outcome(json.RootElement);
    }

    private void Check(InstanceIdentity instance)
    {
        if (!instance.IsValid)
        {
            throw connection.Error(ArchiveErrors.Refused, "cannot be asked for an instance whose identifiers are no UIDs.");
        }
    }
}
