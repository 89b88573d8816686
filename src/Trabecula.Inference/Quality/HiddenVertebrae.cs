using Trabecula.Domain;
using Trabecula.Imaging;

namespace Trabecula.Inference;

/// <summary>Why vertebrae were not found: whether metal or contrast medium lies where they must be, or over those that were found.</summary>
internal static class HiddenVertebrae
{
    // From two vertebrae on there is a direction and a distance to the next; further than two steps on a spine's curve leads aside.
    private const int FewestFound = 2, MostSteps = 2;

    /// <summary>Judges a film on which L1 to L4 were not all found.</summary>
    /// <param name="found">The vertebrae that were found.</param>
    /// <param name="film">The film, bone bright.</param>
    /// <param name="mmPerPixel">Pixel pitch, mm, or null where unknown.</param>
    /// <param name="gates">What findings do.</param>
    /// <returns>Dense objects; none where the places cannot be supposed.</returns>
    public static IReadOnlyList<QualityFinding> Judge(IReadOnlyList<VertebraOutline> found, Raster film, double? mmPerPixel, GateTable gates)
    {
        if (Supposed(found) is not { } lumbar || SpineShape.Fault(lumbar, mmPerPixel) is not null)
        {
            return [];
        }

        SpineFrame frame = SpineFrame.From(film, mmPerPixel, lumbar);
        return FrameRules.DenseObjects(frame, FrameMeasures.Of(frame), lumbar, gates);
    }

    /// <summary>L1 to L4 with those that are missing put where their neighbours point; null where too few were found or none is missing.</summary>
    internal static IReadOnlyList<VertebraOutline>? Supposed(IReadOnlyList<VertebraOutline> found)
    {
        VertebralLevel[] levels = [.. SkeletalSite.LumbarL1L4.Levels()];
        if (found.Count < FewestFound || levels.All(level => found.Any(v => v.Level == level)))
        {
            return null;
        }

        var lumbar = new List<VertebraOutline>();
        foreach (VertebralLevel level in levels)
        {
            VertebraOutline[] nearest = [.. found.OrderBy(v => Math.Abs(v.Level - level)).ThenBy(v => v.Level).Take(FewestFound)];
            if (Math.Abs(nearest[0].Level - level) > MostSteps)
            {
                return null;
            }

            lumbar.Add(nearest[0].Level == level ? nearest[0] : Between(nearest[0], nearest[1], level));
        }

        return lumbar;
    }

    private static VertebraOutline Between(VertebraOutline near, VertebraOutline other, VertebralLevel level)
    {
        double share = (double)(level - near.Level) / (other.Level - near.Level);
        ImagePoint At(ImagePoint a, ImagePoint b) => new(a.X + (share * (b.X - a.X)), a.Y + (share * (b.Y - a.Y)));
        return new VertebraOutline(
            level,
            At(near.TopLeft, other.TopLeft),
            At(near.TopRight, other.TopRight),
            At(near.BottomRight, other.BottomRight),
            At(near.BottomLeft, other.BottomLeft),
            Confidence: 0);
    }
}
