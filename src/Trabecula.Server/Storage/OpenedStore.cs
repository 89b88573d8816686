namespace Trabecula.Server;

/// <summary>Opens the store that the settings name.</summary>
internal static class OpenedStore
{
    /// <summary>Opens it.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="alone">Whether another process may use the folder.</param>
    /// <exception cref="Trabecula.Domain.TrabeculaException"><c>cannot_write</c> or <c>invalid_setting</c>.</exception>
    public static ContentStore Of(ServerSettings settings, ServerLock alone)
    {
        var folder = Path.Combine(settings.Data, "content");
        var leastFree = (long)settings.MinFreeDiskMb << 20;
        return S3Address.Parse(settings.Store) is { } address
            ? new S3Store(address, new IncomingFolder(Path.Combine(folder, "incoming"), leastFree, isShared: !alone.IsHeld))
            : new FolderStore(folder, leastFree, isShared: !alone.IsHeld);
    }
}
