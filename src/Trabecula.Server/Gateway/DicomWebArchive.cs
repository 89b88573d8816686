using System.Globalization;
using Trabecula.Dicom;

namespace Trabecula.Server;

/// <summary>Searches an archive that has DICOMweb and no list of changes for the studies of the last days.</summary>
/// <remarks>Each look sees all films of these days again; those that are known are passed over by their records.</remarks>
/// <param name="client">The archive.</param>
/// <param name="settings">Which films are wanted, and from how many days.</param>
/// <param name="clock">The time; days are those of this machine.</param>
internal sealed class DicomWebArchive(DicomWebClient client, ArchiveSettings settings, TimeProvider clock) : IFilmArchive
{
    private const int Page = 200;

    /// <summary>A bound on one look, should an archive begin each page anew: 200 pages are 40,000 films in a few days.</summary>
    private const int MostPages = 200;

    /// <inheritdoc />
    public async Task<FoundInstances> LookAsync(string position, CancellationToken ct)
    {
        var today = clock.GetLocalNow();
        var dates = string.Create(
            CultureInfo.InvariantCulture, $"{today.AddDays(1 - settings.DaysBack):yyyyMMdd}-{today:yyyyMMdd}");
        var wanted = new Dictionary<string, FoundInstance>();
        foreach (var modality in settings.Pick.ThoseModalities)
        {
            for (var page = 0; page < MostPages; page++)
            {
                var found = await client.SearchAsync([new("Modality", modality), new("StudyDate", dates)], FilmPicker.Tags, Page, page * Page, ct);
                foreach (var tags in found.Where(tags => tags.Identity.IsValid && FilmPicker.IsWanted(tags, settings.Pick)))
                    wanted[tags.Identity.InstanceUid] = new FoundInstance(tags.Identity.InstanceUid, tags.Identity);
                if (found.Count < Page)
                    break;
            }
        }

        return new FoundInstances([.. wanted.Values], dates, IsAll: true);
    }

    /// <inheritdoc />
    public Task FetchAsync(ArchiveInstance instance, string path, CancellationToken ct) => client.RetrieveAsync(
        new InstanceIdentity(instance.StudyInstanceUid, instance.SeriesInstanceUid, instance.SopInstanceUid), path, ct);
}
