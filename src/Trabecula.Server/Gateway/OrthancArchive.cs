using System.Globalization;
using Trabecula.Dicom;

namespace Trabecula.Server;

/// <summary>Follows Orthanc's list of changes.</summary>
/// <remarks>
/// Orthanc is asked for an instance's class alone, and for the file as it came: what it would have to open itself, it may die of, again and
/// again. Body part and view are read here.
/// </remarks>
/// <param name="client">Orthanc.</param>
internal sealed class OrthancArchive(OrthancClient client) : IFilmArchive
{
    /// <summary>Changes in one look. Each instance brings up to four, and new ones cost a question for their class.</summary>
    private const int Page = 200;

    /// <inheritdoc />
    public async Task<FoundInstances> LookAsync(string position, CancellationToken ct)
    {
        var since = long.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var page = await client.ChangesAsync(since, Page, ct);
        if (page.Last < since)
        {
            // The numbers began anew: this is another database than before. What is known already is found by its identifier.
            page = await client.ChangesAsync(0, Page, ct);
        }

        var wanted = new List<FoundInstance>();
        foreach (var change in page.Changes.Where(change => change.Kind == "NewInstance"))
        {
            if (await LookAtAsync(change.Id, ct) is { } instance)
                wanted.Add(instance);
        }

        return new FoundInstances(wanted, page.Last.ToString(CultureInfo.InvariantCulture), page.IsAll);
    }

    /// <inheritdoc />
    public Task FetchAsync(ArchiveInstance instance, string path, CancellationToken ct) => client.RetrieveAsync(instance.ArchiveId, path, ct);

    private async Task<FoundInstance?> LookAtAsync(string id, CancellationToken ct)
    {
        try
        {
            return FilmPicker.IsFilmClass(await client.ClassAsync(id, ct)) ? new FoundInstance(id, new InstanceIdentity("", "", "")) : null;
        }
        catch (ArchiveException e) when (e.Code == ArchiveErrors.NotFound)
        {
            // Deleted since, or no DICOM object.
            return null;
        }
        catch (ArchiveException e) when (e.Code is ArchiveErrors.Failed or ArchiveErrors.Answer or ArchiveErrors.TooLarge or ArchiveErrors.Refused)
        {
            // Orthanc stumbles over this instance. It must not hold up the others, and it may be a film.
            return new FoundInstance(id, new InstanceIdentity("", "", ""));
        }
    }
}
