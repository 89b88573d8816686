using Trabecula.Domain;
using Trabecula.Imaging;

namespace Trabecula.Inference.Tests.Quality;

public sealed class FrameRulesTests
{
    private static readonly VertebraOutline[] Spine = SpineShapeTests.Spine(48, 28, 9, 0);

    [Fact]
    public void A_clear_spine_has_no_finding() => Assert.Empty(Judge(Frame()));

    [Fact]
    public void A_screw_in_a_vertebra_is_metal_and_the_others_stay()
    {
        QualityFinding finding = Assert.Single(Judge(Frame((row, column) => row is >= 100 and < 110 && column is >= 60 and < 90 ? 4f : null)));
        Assert.Equal(("metal_over_vertebra", VertebralLevel.L2, QualityAction.ExcludeVertebra), (finding.Code, finding.Level, finding.Action));
        Assert.Equal(4, finding.Where.Count);
    }

    [Fact]
    public void Bowel_as_bright_as_bone_beside_a_vertebra_is_contrast_medium()
    {
        QualityFinding finding = Assert.Single(Judge(Frame((row, column) => row is >= 146 and < 178 && column < 45 ? 0.7f : null)));
        Assert.Equal(("contrast_over_vertebra", VertebralLevel.L3), (finding.Code, finding.Level));
    }

    [Fact]
    public void A_blurred_spine_is_said()
    {
        SpineFrame sharp = Frame();
        float[] blurred = new Raster(SpineFrame.Width, SpineFrame.Height, sharp.Pixels).BoxMean(4).BoxMean(4).Pixels;
        Assert.Equal("blurred", Assert.Single(Judge(sharp with { Pixels = blurred })).Code);
    }

    [Fact]
    public void Bone_that_hardly_stands_out_of_the_noise_is_underexposed()
    {
        var random = new DeterministicRandom(1);
        SpineFrame clear = Frame();
        SpineFrame noisy = clear with { Pixels = [.. clear.Pixels.Select(value => value + (float)random.Normal(0, 0.2))] };
        Assert.Contains(Judge(noisy), finding => finding.Code == "underexposed");
    }

    [Fact]
    public void What_lies_at_one_side_of_all_bodies_is_a_turned_spine_and_its_mirror_image_is_turned_the_other_way()
    {
        // The bodies reach to column 112: something stands out beside the right edge of all four.
        SpineFrame turned = Frame((_, column) => column is >= 108 and < 120 ? 0.7f : null);
        Assert.Equal("rotated", Assert.Single(Judge(turned)).Code);
        var mirrored = (float[])turned.Pixels.Clone();
        for (int row = 0; row < SpineFrame.Height; row++)
        {
            Array.Reverse(mirrored, row * SpineFrame.Width, SpineFrame.Width);
        }

        Assert.Equal(-SpineRotation.Degrees(turned), SpineRotation.Degrees(turned with { Pixels = mirrored }), 0.5);
        Assert.InRange(SpineRotation.Degrees(Frame()), -8, 8);
    }

    [Fact]
    public void A_film_unlike_all_training_films_is_farther_than_the_limit_and_one_of_them_is_not()
    {
        SpineFrame[] frames = [.. Enumerable.Range(0, 40).Select(i => Varied(i, 1))];
        FrameMeasures[] measures = [.. frames.Select(FrameMeasures.Of)];
        TrainingFilms films = TrainingFilms.FromJson(TrainingFilms.Of(measures[..30], measures[30..])!.ToJson());
        Assert.Empty(films.Judge(measures[3], GateTable.Default));
        Assert.Equal("unlike_training_films", Assert.Single(films.Judge(FrameMeasures.Of(Varied(50, 30)), GateTable.Default)).Code);
    }

    [Fact]
    public void A_handful_of_films_has_no_distribution() => Assert.Null(TrainingFilms.Of([.. Enumerable.Range(0, 5).Select(i => FrameMeasures.Of(Varied(i, 1)))], []));

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{\"mean\":[1],\"factor\":[[1]],\"limit\":1}")]
    [InlineData("{\"mean\":[1,1,1,1,1,1,1],\"factor\":[null,null,null,null,null,null,null],\"limit\":1}")]
    public void A_damaged_distribution_is_a_malformed_model(string text) =>
        Assert.Equal("model_malformed", Assert.Throws<TrabeculaException>(() => TrainingFilms.FromJson(System.Text.Encoding.UTF8.GetBytes(text))).Code);

    [Fact]
    public void The_grid_leads_from_the_frame_back_to_the_vertebrae()
    {
        SpineFrame frame = Frame();
        (int first, int last, int half) = FrameMeasures.LevelBox(frame, 1);
        FrameGrid grid = FrameGrid.Through(Spine, frame.MmPerFilmPixel);
        ImagePoint corner = grid.ToFilm(first, (SpineFrame.Width / 2) - half), opposite = grid.ToFilm(last, (SpineFrame.Width / 2) + half);
        Assert.Equal(Spine[1].TopLeft.X, corner.X, 1.0);
        Assert.Equal(Spine[1].TopLeft.Y, corner.Y, 1.0);
        Assert.Equal(Spine[1].BottomRight.X, opposite.X, 1.0);
        Assert.Equal(Spine[1].BottomRight.Y, opposite.Y, 1.0);
    }

    private static IReadOnlyList<QualityFinding> Judge(SpineFrame frame) => FrameRules.Judge(frame, FrameMeasures.Of(frame), Spine, GateTable.Default);

    /// <summary>Bodies of 0.5 with a shade across and a little noise upon soft tissue of 0; a pixel may be something else.</summary>
    private static SpineFrame Frame(Func<int, int, float?>? other = null)
    {
        SpineFrame frame = SpineFrame.From(new Raster(1000, 700, new float[700_000]), 1, Spine);
        var random = new DeterministicRandom(7);
        for (int i = 0; i < frame.Pixels.Length; i++)
        {
            (int row, int column) = (i / SpineFrame.Width, i % SpineFrame.Width);
            bool isBone = Enumerable.Range(0, 4).Any(level => frame.Levels[(level * frame.Pixels.Length) + i] > 0);
            frame.Pixels[i] = other?.Invoke(row, column) ?? ((isBone ? 0.5f + (0.01f * ((column % 20) - 10)) : 0) + (float)random.Normal(0, 0.01));
        }

        return frame;
    }

    private static SpineFrame Varied(int seed, double strength)
    {
        var random = new DeterministicRandom((ulong)seed);
        SpineFrame frame = Frame();
        float scale = (float)random.Uniform(0.8, 1.2);
        double noise = strength * random.Uniform(0.005, 0.02);
        return frame with { Pixels = [.. frame.Pixels.Select(value => (value * scale) + (float)random.Normal(0, noise))] };
    }
}
