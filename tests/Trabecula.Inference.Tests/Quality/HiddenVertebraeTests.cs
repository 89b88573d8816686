using Trabecula.Domain;
using Trabecula.Imaging;

namespace Trabecula.Inference.Tests.Quality;

public sealed class HiddenVertebraeTests
{
    private static readonly VertebraOutline[] Spine = SpineShapeTests.Spine(48, 28, 9, 10);

    [Theory]
    [InlineData(VertebralLevel.L1)]
    [InlineData(VertebralLevel.L2)]
    [InlineData(VertebralLevel.L3)]
    [InlineData(VertebralLevel.L4)]
    public void A_missing_vertebra_is_supposed_where_its_neighbours_point(VertebralLevel missing)
    {
        VertebraOutline[] supposed = [.. HiddenVertebrae.Supposed([.. Spine.Where(v => v.Level != missing)])!];
        Assert.Equal(Spine.Select(v => v.Level), supposed.Select(v => v.Level));
        foreach ((ImagePoint expected, ImagePoint actual) in Spine.SelectMany(v => v.Corners).Zip(supposed.SelectMany(v => v.Corners)))
        {
            Assert.Equal(expected.X, actual.X, 1e-6);
            Assert.Equal(expected.Y, actual.Y, 1e-6);
        }
    }

    [Fact]
    public void Nothing_is_supposed_where_none_is_missing_or_one_alone_was_found_or_all_lie_far_away()
    {
        Assert.Null(HiddenVertebrae.Supposed(Spine));
        Assert.Null(HiddenVertebrae.Supposed(Spine[..1]));
        Assert.Null(HiddenVertebrae.Supposed([Spine[0] with { Level = VertebralLevel.T12 }, Spine[1] with { Level = VertebralLevel.L1 }]));
    }

    [Fact]
    public void Metal_where_a_missing_vertebra_must_be_is_said_and_a_clear_film_says_nothing()
    {
        VertebraOutline[] found = Spine[..3];
        Raster clear = Film((_, _) => null), rod = Film((x, y) => IsIn(Spine[3], x, y) && y % 8 < 3 ? 4f : null);
        Assert.Empty(HiddenVertebrae.Judge(found, clear, 1, GateTable.Default));
        QualityFinding finding = Assert.Single(HiddenVertebrae.Judge(found, rod, 1, GateTable.Default));
        Assert.Equal(("metal_over_vertebra", VertebralLevel.L4), (finding.Code, finding.Level));
    }

    /// <summary>Bodies of 1 on soft tissue with a slope; the slope makes the film's spread of grey.</summary>
    private static Raster Film(Func<int, int, float?> other)
    {
        var random = new DeterministicRandom(3);
        var pixels = new float[1000 * 700];
        for (int i = 0; i < pixels.Length; i++)
        {
            (int x, int y) = (i % 1000, i / 1000);
            float grey = (x / 1000f) + (Spine.Any(body => IsIn(body, x, y)) ? 1 + (float)random.Normal(0, 0.1) : 0);
            pixels[i] = other(x, y) ?? grey;
        }

        return new Raster(1000, 700, pixels);
    }

    private static bool IsIn(VertebraOutline body, int x, int y) => Enumerable.Range(0, 4).All(i =>
    {
        (ImagePoint a, ImagePoint b) = (body.Corners[i], body.Corners[(i + 1) % 4]);
        return ((b.X - a.X) * (y - a.Y)) - ((b.Y - a.Y) * (x - a.X)) >= 0;
    });
}
