namespace Trabecula.Dicom;

/// <summary>One entry of Orthanc's list of changes.</summary>
/// <param name="Number">Its number; later ones are higher.</param>
/// <param name="Kind">What happened, for instance <c>NewInstance</c>.</param>
/// <param name="Id">Orthanc's own identifier of what it happened to.</param>
public sealed record OrthancChange(long Number, string Kind, string Id);

/// <summary>A page of Orthanc's list of changes.</summary>
/// <param name="Changes">The changes, in order.</param>
/// <param name="Last">The number to go on from; it is lower than the one that was asked from where the archive is another one.</param>
/// <param name="IsAll">Whether nothing came after them when it was asked.</param>
public sealed record OrthancChanges(IReadOnlyList<OrthancChange> Changes, long Last, bool IsAll);
