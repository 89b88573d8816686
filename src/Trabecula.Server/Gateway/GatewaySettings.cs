using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>Checks what is set of archives and destinations, and adds that results go back to the archive that a film came from.</summary>
internal static class GatewaySettings
{
    private const int LongestName = 40;

    /// <summary>The settings with all destinations spelled out.</summary>
    /// <param name="settings">As they were read.</param>
    /// <exception cref="TrabeculaException"><c>invalid_setting</c>, with the entry's name.</exception>
    public static ServerSettings Complete(ServerSettings settings)
    {
        var names = settings.Archives.Select(archive => archive.Name).Concat(settings.Destinations.Select(destination => destination.Name)).ToArray();
        foreach (var name in names)
        {
            if (name.Length is 0 or > LongestName || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_') || name is FilmSource.Rest or FilmSource.Stow)
                throw Invalid($"'{FilmAttributes.Plain(name, LongestName)}' cannot be the Name of an archive or destination: 1 to 40 letters, digits, '-' and '_', and not '{FilmSource.Rest}' or '{FilmSource.Stow}'");
            if (names.Count(other => other.Equals(name, StringComparison.OrdinalIgnoreCase)) > 1)
                throw Invalid($"two archives or destinations have the Name '{name}'");
        }

        foreach (var archive in settings.Archives)
        {
            if (archive.PollSeconds is < 0.1 or double.NaN || archive.DaysBack < 1)
                throw Invalid($"'{archive.Name}' needs PollSeconds of at least 0.1 and DaysBack of at least 1");
        }

        foreach (var destination in settings.Destinations.Where(destination => destination.Protocol == DeliveryProtocol.CStore))
        {
            if (string.IsNullOrEmpty(destination.Modality) || !settings.Archives.Any(archive => archive.Name == destination.Archive && archive.Protocol == ArchiveProtocol.Orthanc))
                throw Invalid($"'{destination.Name}' needs Modality, and Archive with the Name of an Orthanc that sends there");
        }

        var unknown = settings.Destinations.SelectMany(destination => destination.Origins)
            .FirstOrDefault(origin => origin is not (FilmSource.Rest or FilmSource.Stow) && settings.Archives.All(archive => archive.Name != origin));
        if (unknown is not null)
            throw Invalid($"Origins names '{FilmAttributes.Plain(unknown, LongestName)}', which is neither an archive nor '{FilmSource.Rest}' or '{FilmSource.Stow}'");
        return settings with
        {
            Destinations =
            [
                .. settings.Archives.Where(archive => archive.StoreResults).Select(archive => new DestinationSettings
                {
                    Name = archive.Name, Origins = [archive.Name], TellRefusals = archive.TellRefusals,
                }),
                .. settings.Destinations,
            ],
        };
    }

    private static TrabeculaException Invalid(string what) => new("invalid_setting", $"Settings: {what}.");
}
