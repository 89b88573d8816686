using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>Brings results to one destination. The same object sent twice is there once.</summary>
internal interface IResultSender
{
    /// <summary>Sends an object.</summary>
    /// <param name="content">Its bytes: a Part 10 file, or a Bundle in JSON.</param>
    /// <param name="isAgain">Whether it was tried before, so that it may be there already.</param>
    /// <param name="ct">Stops.</param>
    /// <exception cref="TrabeculaException">A code of <see cref="Dicom.ArchiveErrors"/>.</exception>
    Task SendAsync(byte[] content, bool isAgain, CancellationToken ct);
}
