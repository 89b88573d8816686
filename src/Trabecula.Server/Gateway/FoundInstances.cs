using Trabecula.Dicom;

namespace Trabecula.Server;

/// <summary>An instance that an archive tells of.</summary>
/// <param name="ArchiveId">What the archive calls it.</param>
/// <param name="Identity">Its UIDs; empty texts where the archive cannot tell them.</param>
internal sealed record FoundInstance(string ArchiveId, InstanceIdentity Identity);

/// <summary>What came of one look at an archive.</summary>
/// <param name="Wanted">Instances that are to be looked at; some may be known already.</param>
/// <param name="Position">From where the next look goes on.</param>
/// <param name="IsAll">Whether the archive told all that it has.</param>
internal sealed record FoundInstances(IReadOnlyList<FoundInstance> Wanted, string Position, bool IsAll);
