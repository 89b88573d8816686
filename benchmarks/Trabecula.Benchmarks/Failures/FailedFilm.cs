using Trabecula.Domain;
using Trabecula.Imaging;

namespace Trabecula.Benchmarks;

/// <summary>A film on which the localiser failed.</summary>
/// <param name="Name">The film's name.</param>
/// <param name="Reason">In what it failed, in a few words.</param>
/// <param name="Film">The film.</param>
/// <param name="Found">What was found.</param>
/// <param name="Truth">What there is: outlines with the name that is drawn beside them.</param>
internal sealed record FailedFilm(
    string Name, string Reason, Radiograph Film, IReadOnlyList<VertebraOutline> Found, IReadOnlyList<(string Name, IReadOnlyList<ImagePoint> Corners)> Truth);
