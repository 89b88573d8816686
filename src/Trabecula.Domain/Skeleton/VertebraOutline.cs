namespace Trabecula.Domain;

/// <summary>One vertebral body found in a film.</summary>
/// <param name="Level">Its level.</param>
/// <param name="TopLeft">Upper endplate's corner at the left of the picture.</param>
/// <param name="TopRight">Upper endplate's corner at the right of the picture.</param>
/// <param name="BottomRight">Lower endplate's corner at the right of the picture.</param>
/// <param name="BottomLeft">Lower endplate's corner at the left of the picture.</param>
/// <param name="Confidence">0 to 1: how sure the localiser is that all four corners are right.</param>
public sealed record VertebraOutline(
    VertebralLevel Level,
    ImagePoint TopLeft,
    ImagePoint TopRight,
    ImagePoint BottomRight,
    ImagePoint BottomLeft,
    double Confidence)
{
    /// <summary>The four corners, clockwise from the top left.</summary>
    public IReadOnlyList<ImagePoint> Corners => [TopLeft, TopRight, BottomRight, BottomLeft];

    /// <summary>The mean of the four corners.</summary>
    public ImagePoint Centre => new(
        (TopLeft.X + TopRight.X + BottomRight.X + BottomLeft.X) / 4,
        (TopLeft.Y + TopRight.Y + BottomRight.Y + BottomLeft.Y) / 4);
}
