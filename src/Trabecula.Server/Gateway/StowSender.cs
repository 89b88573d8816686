using System.Globalization;
using Trabecula.Dicom;

namespace Trabecula.Server;

/// <summary>Stores results by STOW-RS.</summary>
/// <param name="name">The destination's name, for messages.</param>
/// <param name="client">The archive.</param>
internal sealed class StowSender(string name, DicomWebClient client) : IResultSender
{
    /// <summary>Failure reasons of PS3.18, table I.2-2, that pass: out of resources (A7xx) and processing failure.</summary>
    private const int OutOfResources = 0xA700, ProcessingFailure = 0x0110;

    /// <inheritdoc />
    public async Task SendAsync(byte[] content, bool isAgain, CancellationToken ct)
    {
        var identity = InstanceTags.Of(DicomFile.Read(content).Dataset).Identity;

        // A call that was broken off may have done its work.
        if (isAgain && await HoldsAsync(identity, ct))
            return;
        using var stream = new MemoryStream(content, writable: false);
        var outcome = await client.StoreAsync([stream], ct);
        var stored = outcome.FirstOrDefault(instance => instance.InstanceUid == identity.InstanceUid)
            ?? outcome.FirstOrDefault()
            ?? throw new ArchiveException(ArchiveErrors.Answer, $"'{name}' does not tell what became of the object.");
        if (stored.Failure is { } failure)
        {
            var code = (failure & 0xFF00) == OutOfResources ? ArchiveErrors.Away : failure == ProcessingFailure ? ArchiveErrors.Failed : ArchiveErrors.Refused;
            throw new ArchiveException(code, string.Create(CultureInfo.InvariantCulture, $"'{name}' did not store the object (failure reason {failure:X4})."));
        }
    }

    /// <summary>Some archives take objects and answer no search, or not for this account: then the object is sent again, which is the same one.</summary>
    private async Task<bool> HoldsAsync(InstanceIdentity identity, CancellationToken ct)
    {
        try
        {
            return await client.HoldsAsync(identity, ct);
        }
        catch (ArchiveException e) when (e.Code is not ArchiveErrors.Away)
        {
            return false;
        }
    }
}
