using System.Net;

namespace Trabecula.Dicom;

/// <summary>What another system answered.</summary>
/// <param name="Status">The status: 2xx, or 409 with what became of each object.</param>
/// <param name="Body">The body, bounded by <see cref="ArchiveLimits.MaxAnswerBytes"/>; it may be empty.</param>
public sealed record ArchiveAnswer(HttpStatusCode Status, ReadOnlyMemory<byte> Body);
