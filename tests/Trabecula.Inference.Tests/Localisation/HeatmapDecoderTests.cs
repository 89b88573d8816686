using CsCheck;
using Trabecula.Domain;

namespace Trabecula.Inference.Tests.Localisation;

public sealed class HeatmapDecoderTests
{
    private const int Cells = HeatmapDecoder.MapWidth * HeatmapDecoder.MapHeight;

    /// <summary>Marks of the spread that the localiser is trained towards must come back at their centres, wherever the spine lies.</summary>
    [Fact]
    public void A_clear_spine_is_found_to_a_third_of_a_pixel() =>
        Gen.Select(Gen.Double[-60, 60], Gen.Double[-40, 40], Gen.Double[-18, 18]).Sample(
            (dx, dy, tilt) =>
            {
                VertebraOutline[] truth = Spine(dx, dy, tilt);
                IReadOnlyList<VertebraOutline> found = HeatmapDecoder.Decode(Corners(truth), Levels(truth)).Vertebrae;
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
        CornerMaps plain = CornerMaps.FromLogits(Corners(truth), Levels(truth)), back = CornerMaps.FromLogits(Corners(mirrored), Levels(mirrored)).Mirrored();
        foreach ((VertebraOutline expected, VertebraOutline actual) in truth.Zip(HeatmapDecoder.Decode(plain.MeanWith(back)).Vertebrae))
        {
            Assert.Equal(expected.Level, actual.Level);
            Assert.All(expected.Corners.Zip(actual.Corners), pair => Assert.Equal(pair.First.X, pair.Second.X, 0.35));
        }
    }

    [Fact]
    public void Maps_without_corners_hold_no_spine() =>
        Assert.Empty(HeatmapDecoder.Decode(Corners([]), Levels(Spine(0, 0, 0))).Vertebrae);

    /// <summary>One vertebra that itself looks like its neighbour is named by the others.</summary>
    [Fact]
    public void The_row_decides_where_one_level_is_in_doubt()
    {
        VertebraOutline[] truth = Spine(0, 0, 0);
        float[] levels = Levels([.. truth.Select(v => v.Level == VertebralLevel.L3 ? v with { Level = VertebralLevel.L4 } : v)]);
        IReadOnlyList<VertebraOutline> found = HeatmapDecoder.Decode(Corners(truth), levels).Vertebrae;
        Assert.Equal(truth.Select(v => v.Level), found.Select(v => v.Level));
        Assert.Equal(truth[3].Centre.Y, found[3].Centre.Y, 1.0);
    }

    /// <summary>A body that cannot be seen, behind gas for instance, is put between its neighbours, and nobody is sure of it.</summary>
    [Fact]
    public void A_body_that_is_not_seen_between_two_that_are_is_put_half_way()
    {
        VertebraOutline[] truth = Spine(5, 0, 6);
        IReadOnlyList<VertebraOutline> found = HeatmapDecoder.Decode(Corners([.. truth.Where(v => v.Level != VertebralLevel.L2)]), Levels(truth)).Vertebrae;
        Assert.Equal(truth.Select(v => v.Level), found.Select(v => v.Level));
        Assert.True(found[2].Confidence < LocationRules.Sure);
        Assert.All(truth[2].Corners.Zip(found[2].Corners), pair => Assert.Equal(pair.First.Y, pair.Second.Y, 1.0));
    }

    /// <summary>A row that fits one level higher as well as its own is half as sure.</summary>
    [Fact]
    public void A_row_that_fits_two_levels_is_not_sure()
    {
        VertebraOutline[] truth = [.. Spine(0, 0, 0).Skip(1).Take(4)];
        float[] own = Levels(truth), higher = Levels([.. truth.Select(v => v with { Level = v.Level - 1 })]);
        float[] both = [.. own.Zip(higher, Math.Max)];
        Assert.InRange(HeatmapDecoder.Decode(Corners(truth), both).LevelCertainty, 0.4, 0.6);
    }

    [Fact]
    public void Huge_logits_do_not_overflow()
    {
        float[] corners = new float[HeatmapDecoder.Kinds * Cells], levels = new float[HeatmapDecoder.Levels * Cells];
        Array.Fill(corners, 1e30f);
        for (int i = 0; i < levels.Length; i++)
        {
            levels[i] = i % 2 == 0 ? 1e30f : -1e30f;
        }

        Assert.All(HeatmapDecoder.Decode(corners, levels).Vertebrae, outline => Assert.True(double.IsFinite(outline.Centre.X)));
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

    /// <summary>Logits of the marks of the vertebrae's corners.</summary>
    private static float[] Corners(IReadOnlyList<VertebraOutline> vertebrae)
    {
        const double Spread = 1.2;
        var maps = new float[HeatmapDecoder.Kinds * Cells];
        Array.Fill(maps, -12f);
        foreach (VertebraOutline vertebra in vertebrae)
        {
            for (int k = 0; k < HeatmapDecoder.Kinds; k++)
            {
                ImagePoint place = vertebra.Corners[k];
                double column = ((place.X + 0.5) / 4) - 0.5, row = ((place.Y + 0.5) / 4) - 0.5;
                for (int i = 0; i < Cells; i++)
                {
                    double dx = (i % HeatmapDecoder.MapWidth) - column, dy = (i / HeatmapDecoder.MapWidth) - row;
                    double share = Math.Min(0.9999, Math.Exp(-((dx * dx) + (dy * dy)) / (2 * Spread * Spread)));
                    float logit = (float)Math.Log((share + 1e-6) / (1 - share));
                    maps[(k * Cells) + i] = Math.Max(maps[(k * Cells) + i], logit);
                }
            }
        }

        return maps;
    }

    /// <summary>Logits that name the cells of each vertebra.</summary>
    private static float[] Levels(IReadOnlyList<VertebraOutline> vertebrae)
    {
        var maps = new float[HeatmapDecoder.Levels * Cells];
        for (int i = 0; i < Cells; i++)
        {
            double x = ((i % HeatmapDecoder.MapWidth) * 4) + 1.5, y = ((i / HeatmapDecoder.MapWidth) * 4) + 1.5;
            foreach (VertebraOutline nearest in vertebrae.OrderBy(v => Math.Pow(v.Centre.X - x, 2) + Math.Pow(v.Centre.Y - y, 2)).Take(1))
            {
                maps[((int)nearest.Level * Cells) + i] = 8;
            }
        }

        return maps;
    }
}
