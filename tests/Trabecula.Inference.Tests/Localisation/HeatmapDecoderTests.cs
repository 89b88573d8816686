using CsCheck;
using Trabecula.Domain;

namespace Trabecula.Inference.Tests.Localisation;

public sealed class HeatmapDecoderTests
{
    private const int Cells = HeatmapDecoder.MapWidth * HeatmapDecoder.MapHeight;

    /// <summary>Gaussians of the spread that the localiser is trained towards must come back at their centres, wherever the spine lies.</summary>
    [Fact]
    public void A_clear_spine_is_found_to_a_third_of_a_pixel() =>
        Gen.Select(Gen.Double[-60, 60], Gen.Double[-40, 40], Gen.Double[-18, 18]).Sample(
            (dx, dy, tilt) =>
            {
                VertebraOutline[] truth = Spine(dx, dy, tilt);
                IReadOnlyList<VertebraOutline> found = HeatmapDecoder.Decode(Maps(truth), Absent(-20));
                Assert.Equal(truth.Select(v => v.Level), found.Select(v => v.Level));
                foreach ((VertebraOutline expected, VertebraOutline actual) in truth.Zip(found))
                {
                    Assert.True(actual.Confidence > 0.9);
                    for (int k = 0; k < 4; k++)
                    {
                        Assert.Equal(expected.Corners[k].X, actual.Corners[k].X, 0.35);
                        Assert.Equal(expected.Corners[k].Y, actual.Corners[k].Y, 0.35);
                    }
                }
            },
            iter: 30);

    /// <summary>The mirror image of a film has its vertebrae mirrored, and mirrored back they are the film's.</summary>
    [Fact]
    public void A_look_at_the_mirror_image_agrees_with_the_look_at_the_film()
    {
        VertebraOutline[] truth = Spine(17, -9, 8);
        ImagePoint Mirror(ImagePoint p) => p with { X = Trabecula.Imaging.LocaliserInput.Width - 1 - p.X };
        VertebraOutline[] mirrored = [.. truth.Select(v => v with
        {
            TopLeft = Mirror(v.TopRight), TopRight = Mirror(v.TopLeft), BottomRight = Mirror(v.BottomLeft), BottomLeft = Mirror(v.BottomRight),
        })];
        CornerMaps plain = CornerMaps.FromLogits(Maps(truth), Absent(-20)), back = CornerMaps.FromLogits(Maps(mirrored), Absent(-20)).Mirrored();
        foreach ((VertebraOutline expected, VertebraOutline actual) in truth.Zip(HeatmapDecoder.Decode(plain.MeanWith(back))))
        {
            Assert.Equal(expected.Level, actual.Level);
            Assert.All(expected.Corners.Zip(actual.Corners), pair => Assert.Equal(pair.First.X, pair.Second.X, 0.35));
        }
    }

    [Fact]
    public void Maps_that_say_absent_hold_no_spine() =>
        Assert.Empty(HeatmapDecoder.Decode(Maps(Spine(0, 0, 0)), Absent(60)));

    /// <summary>One vertebra whose own map prefers its neighbour's place is put right by the others.</summary>
    [Fact]
    public void The_row_decides_where_one_level_is_in_doubt()
    {
        VertebraOutline[] truth = Spine(0, 0, 0);
        float[] maps = Maps(truth);
        for (int k = 0; k < 4; k++)
        {
            // L3's map has its higher peak on L4.
            FillPeak(maps, (4 * (int)VertebralLevel.L3) + k, truth[4].Corners[k], 21);
        }

        IReadOnlyList<VertebraOutline> found = HeatmapDecoder.Decode(maps, Absent(-20));
        Assert.Equal(truth.Select(v => v.Level), found.Select(v => v.Level));
        Assert.Equal(truth[3].Centre.Y, found[3].Centre.Y, 1.0);
    }

    /// <summary>A row that fits one level higher as well as its own is half as sure.</summary>
    [Fact]
    public void A_row_that_fits_two_levels_is_not_sure()
    {
        VertebraOutline[] truth = Spine(0, 0, 0);
        float[] maps = Maps([.. truth.Skip(1).Take(4)]);
        foreach (VertebraOutline vertebra in truth.Skip(1).Take(4))
        {
            for (int k = 0; k < 4; k++)
            {
                FillPeak(maps, (4 * ((int)vertebra.Level - 1)) + k, vertebra.Corners[k], 20);
            }
        }

        Assert.All(HeatmapDecoder.Decode(maps, Absent(-20)), v => Assert.InRange(v.Confidence, 0.2, 0.75));
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

    /// <summary>T12 to L5 in canvas pixels: bodies of 44 × 26 with discs of 9, around the canvas's middle.</summary>
    private static VertebraOutline[] Spine(double dx, double dy, double tiltDegrees)
    {
        double cos = Math.Cos(tiltDegrees * Math.PI / 180), sin = Math.Sin(tiltDegrees * Math.PI / 180);
        ImagePoint At(double x, double y) => new(160 + dx + (cos * x) - (sin * y), 192 + dy + (sin * x) + (cos * y));
        return [.. Enum.GetValues<VertebralLevel>().Select(level =>
        {
            double top = ((int)level - 3) * 35.0;
            return new VertebraOutline(level, At(-22, top), At(22, top), At(22, top + 26), At(-22, top + 26), 1);
        })];
    }

    private static float[] Maps(IReadOnlyList<VertebraOutline> vertebrae)
    {
        var maps = new float[HeatmapDecoder.Corners * Cells];
        foreach (VertebraOutline vertebra in vertebrae)
        {
            for (int k = 0; k < 4; k++)
            {
                FillPeak(maps, (4 * (int)vertebra.Level) + k, vertebra.Corners[k], 20);
            }
        }

        return maps;
    }

    /// <summary>Logits whose softmax is a Gaussian around a canvas pixel; what is not near the peak is far below it.</summary>
    private static void FillPeak(float[] maps, int channel, ImagePoint place, double height)
    {
        const double Spread = 1.2;
        double column = ((place.X + 0.5) / 4) - 0.5, row = ((place.Y + 0.5) / 4) - 0.5;
        for (int i = 0; i < Cells; i++)
        {
            double dx = (i % HeatmapDecoder.MapWidth) - column, dy = (i / HeatmapDecoder.MapWidth) - row;
            float logit = (float)(height - (((dx * dx) + (dy * dy)) / (2 * Spread * Spread)));
            maps[(channel * Cells) + i] = Math.Max(maps[(channel * Cells) + i], Math.Max(0, logit));
        }
    }
}
