using Trabecula.Dicom;
using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>An archive that films are found in and fetched from.</summary>
internal interface IFilmArchive
{
    /// <summary>Looks for what is new.</summary>
    /// <param name="position">Where the last look ended; empty for the first one.</param>
    /// <param name="ct">Stops.</param>
    /// <exception cref="ArchiveException">The archive is away, or does not answer as it should.</exception>
    Task<FoundInstances> LookAsync(string position, CancellationToken ct);

    /// <summary>Fetches an instance into a file.</summary>
    /// <param name="instance">Which.</param>
    /// <param name="path">The file; it is there only when all has come.</param>
    /// <param name="ct">Stops.</param>
    /// <exception cref="TrabeculaException">An <see cref="ArchiveException"/>, or <c>cannot_write</c>.</exception>
    Task FetchAsync(ArchiveInstance instance, string path, CancellationToken ct);
}
