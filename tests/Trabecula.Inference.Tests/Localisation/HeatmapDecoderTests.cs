using CsCheck;
using Trabecula.Domain;

namespace Trabecula.Inference.Tests.Localisation;

public sealed class HeatmapDecoderTests
{
    private const int Cells = HeatmapDecoder.MapWidth * HeatmapDecoder.MapHeight;

    /// <summary>A Gaussian of the spread that the localiser is trained towards must come back at its centre, wherever it lies.</summary>
    [Fact]
    public void A_clear_peak_is_found_to_a_tenth_of_a_pixel() =>
        Gen.Select(Gen.Double[30, 290], Gen.Double[30, 350]).Sample(
            (x, y) =>
            {
                var maps = new float[HeatmapDecoder.Corners * Cells];
                FillPeak(maps, channel: 4, x, y, 1.2);
                VertebraOutline l1 = HeatmapDecoder.Decode(maps, Absent(-20))[(int)VertebralLevel.L1];
                Assert.Equal(x, l1.TopLeft.X, 0.35);
                Assert.Equal(y, l1.TopLeft.Y, 0.35);
            },
            iter: 50);

    [Fact]
    public void A_map_that_says_absent_has_no_confidence()
    {
        var maps = new float[HeatmapDecoder.Corners * Cells];
        IReadOnlyList<VertebraOutline> outlines = HeatmapDecoder.Decode(maps, Absent(30));
        Assert.All(outlines, outline => Assert.True(outline.Confidence < 1e-6));
        Assert.Equal(Enum.GetValues<VertebralLevel>(), outlines.Select(outline => outline.Level));
    }

    [Fact]
    public void Two_equal_peaks_are_half_as_sure_as_one()
    {
        var maps = new float[HeatmapDecoder.Corners * Cells];
        for (int k = 0; k < 4; k++)
        {
            FillPeak(maps, 8 + k, 100, 100, 1.2);
            FillPeak(maps, 8 + k, 100, 200, 1.2);
        }

        double confidence = HeatmapDecoder.Decode(maps, Absent(-20))[(int)VertebralLevel.L2].Confidence;
        Assert.InRange(confidence, 0.4, 0.51);
    }

    [Fact]
    public void Huge_logits_do_not_overflow()
    {
        var maps = new float[HeatmapDecoder.Corners * Cells];
        Array.Fill(maps, 1e30f);
        Assert.All(HeatmapDecoder.Decode(maps, Absent(-1e30f)), outline => Assert.True(double.IsFinite(outline.Centre.X)));
    }

    private static float[] Absent(float logit)
    {
        var absent = new float[HeatmapDecoder.Corners];
        Array.Fill(absent, logit);
        return absent;
    }

    /// <summary>Logits whose softmax is a Gaussian around a canvas pixel; what is not near the peak is far below it.</summary>
    private static void FillPeak(float[] maps, int channel, double x, double y, double spread)
    {
        double column = ((x + 0.5) / 4) - 0.5, row = ((y + 0.5) / 4) - 0.5;
        for (int i = 0; i < Cells; i++)
        {
            double dx = (i % HeatmapDecoder.MapWidth) - column, dy = (i / HeatmapDecoder.MapWidth) - row;
            float logit = (float)(20 - (((dx * dx) + (dy * dy)) / (2 * spread * spread)));
            maps[(channel * Cells) + i] = Math.Max(maps[(channel * Cells) + i], Math.Max(0, logit));
        }
    }
}
