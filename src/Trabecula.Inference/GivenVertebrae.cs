using Trabecula.Domain;
using Trabecula.Imaging;

namespace Trabecula.Inference;

/// <summary>Bounds on vertebrae that somebody else has put on a film.</summary>
internal static class GivenVertebrae
{
    /// <summary>Throws where they cannot be vertebrae of the film.</summary>
    /// <param name="film">The film.</param>
    /// <param name="given">The vertebrae.</param>
    /// <exception cref="TrabeculaException"><c>correction_malformed</c>.</exception>
    public static void Verify(Radiograph film, IReadOnlyList<VertebraOutline> given)
    {
        if (given.Select(vertebra => vertebra.Level).Distinct().Count() != given.Count || given.Any(vertebra => !Enum.IsDefined(vertebra.Level)))
        {
            throw new TrabeculaException("correction_malformed", "A level is named twice; each vertebra has a level of its own.");
        }

        if (given.SelectMany(vertebra => vertebra.Corners).Any(corner => !IsWithin(corner, film)))
        {
            throw new TrabeculaException("correction_malformed", "A corner lies outside the film.");
        }

        if (given.FirstOrDefault(vertebra => !IsBody(vertebra.Corners)) is { } odd)
        {
            throw new TrabeculaException("correction_malformed", $"The corners of {odd.Level} cross: they go clockwise from the upper left.");
        }
    }

    private static bool IsWithin(ImagePoint corner, Radiograph film) =>
        corner.X >= -0.5 && corner.Y >= -0.5 && corner.X <= film.Width - 0.5 && corner.Y <= film.Height - 0.5;

    /// <summary>Four corners that turn the same way all round, clockwise as the picture is seen.</summary>
    private static bool IsBody(IReadOnlyList<ImagePoint> corners) => Enumerable.Range(0, corners.Count).All(i =>
    {
        (ImagePoint a, ImagePoint b, ImagePoint c) = (corners[i], corners[(i + 1) % corners.Count], corners[(i + 2) % corners.Count]);
        return ((b.X - a.X) * (c.Y - b.Y)) - ((b.Y - a.Y) * (c.X - b.X)) > 0;
    });
}
