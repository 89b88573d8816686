using Trabecula.Domain;
using Trabecula.Imaging;

namespace Trabecula.Inference;

/// <summary>Turns the localiser's logits into vertebrae with a confidence.</summary>
public static class HeatmapDecoder
{
    /// <summary>Kinds of corners: top left, top right, bottom right, bottom left.</summary>
    public const int Kinds = 4;

    /// <summary>Levels T12, L1 … L5.</summary>
    public const int Levels = 6;

    /// <summary>Columns of a corner's map.</summary>
    public const int MapWidth = LocaliserInput.Width / Stride;

    /// <summary>Rows of a corner's map.</summary>
    public const int MapHeight = LocaliserInput.Height / Stride;

    private const int Stride = 4;

    /// <summary>Decodes one film.</summary>
    /// <param name="corners">Logits, <see cref="Kinds"/> × <see cref="MapHeight"/> × <see cref="MapWidth"/>.</param>
    /// <param name="levels">Logits, <see cref="Levels"/> × <see cref="MapHeight"/> × <see cref="MapWidth"/>.</param>
    /// <returns>The vertebrae that were found, in canvas pixels.</returns>
    public static SpineRow Decode(ReadOnlySpan<float> corners, ReadOnlySpan<float> levels) =>
        Decode(CornerMaps.FromLogits(corners, levels));

    /// <summary>Decodes probabilities.</summary>
    internal static SpineRow Decode(CornerMaps maps) =>
        SpineAssembly.Assemble([.. maps.Corners.Select(CornerPeaks.Find)], new LevelShares(maps.Levels));

    /// <summary>Cell coordinates to canvas pixels; both count from the centre of the first.</summary>
    internal static ImagePoint ToCanvas(double column, double row) => new(((column + 0.5) * Stride) - 0.5, ((row + 0.5) * Stride) - 0.5);

    /// <summary>The cell of a map, clipped to it, that a canvas point lies in.</summary>
    internal static int CellAt(double x, double y) =>
        (Math.Clamp((int)((y + 0.5) / Stride), 0, MapHeight - 1) * MapWidth) + Math.Clamp((int)((x + 0.5) / Stride), 0, MapWidth - 1);
}
