using Trabecula.Dicom;

namespace Trabecula.Server;

/// <summary>Has Orthanc send results on by C-STORE to a node that it knows.</summary>
/// <param name="name">The destination's name, for messages.</param>
/// <param name="client">Orthanc, where results are stored first.</param>
/// <param name="modality">What it calls the node.</param>
internal sealed class ModalitySender(string name, OrthancClient client, string modality) : IResultSender
{
    /// <inheritdoc />
    public async Task SendAsync(byte[] content, bool isAgain, CancellationToken ct)
    {
        var uid = DicomFile.Read(content).Dataset.GetString(DicomTags.SOPInstanceUID)!;
        var ids = await client.FindAsync(uid, ct);
        if (ids.Count == 0)
            throw new ArchiveException(ArchiveErrors.Away, $"'{name}' gets the object when it is in the archive that sends it on.");
        await client.SendOnAsync(modality, ids, ct);
    }
}
