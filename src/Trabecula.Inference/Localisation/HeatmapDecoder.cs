using Trabecula.Domain;
using Trabecula.Imaging;

namespace Trabecula.Inference;

/// <summary>Turns the localiser's logits into vertebrae with a confidence.</summary>
public static class HeatmapDecoder
{
    /// <summary>Levels times corners: T12, L1 … L5, each top left, top right, bottom right, bottom left.</summary>
    public const int Corners = 24;

    /// <summary>Columns of a corner's map.</summary>
    public const int MapWidth = LocaliserInput.Width / Stride;

    /// <summary>Rows of a corner's map.</summary>
    public const int MapHeight = LocaliserInput.Height / Stride;

    private const int Stride = 4;

    /// <summary>Decodes one film.</summary>
    /// <param name="maps">Logits, <see cref="Corners"/> × <see cref="MapHeight"/> × <see cref="MapWidth"/>.</param>
    /// <param name="absent">Logits of "not in the picture", <see cref="Corners"/>.</param>
    /// <returns>The vertebrae that were found, from the head downwards, in canvas pixels. Confidence is the share of probability
    /// at the least sure of the four corners, times how much better the row's levels fit than those one higher or lower.</returns>
    public static IReadOnlyList<VertebraOutline> Decode(ReadOnlySpan<float> maps, ReadOnlySpan<float> absent) =>
        Decode(CornerMaps.FromLogits(maps, absent));

    /// <summary>Decodes probabilities.</summary>
    internal static IReadOnlyList<VertebraOutline> Decode(CornerMaps maps)
    {
        var peaks = new IReadOnlyList<CornerPeak>[4];
        for (int corner = 0; corner < 4; corner++)
        {
            peaks[corner] = CornerPeaks.Find([.. maps.Cells.Where((_, channel) => channel % 4 == corner)]);
        }

        return SpineAssembly.Assemble(peaks);
    }

    /// <summary>Cell coordinates to canvas pixels; both count from the centre of the first.</summary>
    internal static ImagePoint ToCanvas(double column, double row) => new(((column + 0.5) * Stride) - 0.5, ((row + 0.5) * Stride) - 0.5);
}
