using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Trabecula.Dicom;
using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>Puts the gateway together: one follower for each archive, one dispatcher for each destination.</summary>
internal static class GatewayServices
{
    /// <summary>Adds them.</summary>
    /// <param name="services">The server's services.</param>
    /// <param name="settings">What <see cref="GatewaySettings.Complete"/> made.</param>
    /// <exception cref="TrabeculaException"><c>invalid_setting</c>: an entry cannot be used.</exception>
    public static void AddGateway(this IServiceCollection services, ServerSettings settings)
    {
        services.AddSingleton<RemoteStates>().AddSingleton<ArchiveInbox>();
        foreach (var archive in settings.Archives)
        {
            var root = RemoteConnections.Open(archive, "", MostBytes(settings));
            services.AddSingleton<IHostedService>(provider => Follower(provider, settings, archive, root));
        }

        foreach (var destination in settings.Destinations)
        {
            var sender = Sender(settings, destination);
            services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<Dispatcher>(provider, destination.Name, sender));
        }
    }

    private static ArchiveFollower Follower(IServiceProvider provider, ServerSettings settings, ArchiveSettings archive, ArchiveConnection root)
    {
        IFilmArchive films = archive.Protocol == ArchiveProtocol.Orthanc
            ? new OrthancArchive(new OrthancClient(root))
            : new DicomWebArchive(new DicomWebClient(root), archive, provider.GetRequiredService<TimeProvider>());
        var pause = TimeSpan.FromSeconds(archive.PollSeconds ?? (archive.Protocol == ArchiveProtocol.Orthanc ? 1 : 30));
        if (RemoteConnections.IsOpenToListeners(archive))
            provider.GetRequiredService<ILogger<ArchiveFollower>>().LogWarning("Credentials for {Archive} go over the network unencrypted: use https", archive.Name);
        return ActivatorUtilities.CreateInstance<ArchiveFollower>(provider, archive.Name, films, archive.Pick, pause, FetchFolder(settings));
    }

    private static IResultSender Sender(ServerSettings settings, DestinationSettings destination)
    {
        if (settings.Archives.FirstOrDefault(archive => archive.Name == destination.Name) is { } home)
        {
            var below = home.Protocol == ArchiveProtocol.Orthanc ? home.DicomWebPath : "";
            return new StowSender(home.Name, new DicomWebClient(RemoteConnections.Open(home, below, MostBytes(settings))));
        }

        switch (destination.Protocol)
        {
            case DeliveryProtocol.CStore:
                var orthanc = settings.Archives.First(archive => archive.Name == destination.Archive);
                return new ModalitySender(destination.Name, new OrthancClient(RemoteConnections.Open(orthanc, "", MostBytes(settings))), destination.Modality!);
            case DeliveryProtocol.Fhir:
                return new FhirSender(RemoteConnections.Open(destination, "", MostBytes(settings)));
            default:
                return new StowSender(destination.Name, new DicomWebClient(RemoteConnections.Open(destination, "", MostBytes(settings))));
        }
    }

    private static long MostBytes(ServerSettings settings) => (long)settings.MaxUploadMb << 20;

    /// <summary>A folder for what is being fetched; what a killed process left half-fetched is cleared away.</summary>
    private static string FetchFolder(ServerSettings settings)
    {
        var folder = Path.Combine(settings.Data, "fetching");
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var left in Directory.EnumerateFiles(folder).Where(file => File.GetLastWriteTimeUtc(file) < DateTime.UtcNow.AddHours(-1)))
                File.Delete(left);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TrabeculaException("cannot_write", $"The folder {folder} cannot be made or written: {e.Message}", e);
        }

        return folder;
    }
}
