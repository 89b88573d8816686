using CsCheck;
using Trabecula.Domain;
using Trabecula.Imaging;
using Xunit;

namespace Trabecula.Benchmarks.Tests;

public class FilmLookTests
{
    // Bodies of 45 × 27 mm, 37 mm apart.
    private static readonly BodyBox[] Bodies =
        [.. Enumerable.Range(0, 4).Select(i => new BodyBox(100, 40 + (37 * i), 145, 67 + (37 * i)))];

    [Fact]
    public void Steps_of_grey_are_found_as_they_are() =>
        Gen.Select(Gen.Double[0.05, 0.3], Gen.Double[0.02, 0.1]).Sample((body, disc) =>
        {
            FilmLook look = Look(1, (x, y) => 0.4 + (Bodies.Any(b => Holds(b, x, y)) ? body : x is >= 100 and < 145 && y is > 40 and < 150 ? body - disc : 0));
            Assert.Equal(body, look.BodyOverSide, 1e-3);
            Assert.Equal(-disc, look.DiscUnderBody, 1e-3);
            Assert.Equal(0, look.PedicleOverBody, 1e-3);
            Assert.Equal(0, look.BodySpread, 1e-3);
            Assert.Equal(0, look.Grain, 1e-3);
        }, iter: 10);

    [Fact]
    public void Bright_pedicles_and_endplates_are_told_from_the_body()
    {
        FilmLook look = Look(1, (x, y) => Bodies.Any(b => Holds(b.Part(0.1, 0.1, 0.3, 0.5), x, y)) ? 0.7
            : Bodies.Any(b => Holds(b, x, y) && (y < b.Top + 2 || y >= b.Bottom - 2)) ? 0.65
            : Bodies.Any(b => Holds(b, x, y)) ? 0.5 : 0.4);
        Assert.Equal(0.2, look.PedicleOverBody, 1e-3);
        Assert.Equal(0.15, look.EndplateOverBody, 1e-3);
    }

    [Fact]
    public void White_noise_is_measured_by_its_standard_deviation()
    {
        var random = new DeterministicRandom(5);
        FilmLook look = Look(1, (_, _) => 0.5 + random.Normal(0, 0.02));
        Assert.InRange(look.Grain, 0.019, 0.021);
    }

    [Fact]
    public void A_film_at_half_the_pitch_looks_the_same()
    {
        static double Grey(double x, double y) => Bodies.Any(b => Holds(b, x, y)) ? 0.6 : 0.4;
        FilmLook coarse = Look(1, (x, y) => Grey(x, y)), fine = Look(2, (x, y) => Grey(x, y));
        Assert.Equal(coarse.BodyOverSide, fine.BodyOverSide, 1e-3);
        Assert.Equal(coarse.SpineDetail[2], fine.SpineDetail[2], 1e-3);
    }

    [Fact]
    public void Detail_that_a_coarse_film_cannot_hold_is_not_told()
    {
        var film = new Radiograph(60, 60, Array.ConvertAll(new float[3600], _ => 0.5f), null, SpacingSource.Unknown, false, Subject.Unknown, FilmOrigin.Unknown, []);
        BodyBox[] bodies = [.. Bodies.Select(b => new BodyBox(b.Left / 4, b.Top / 4, b.Right / 4, b.Bottom / 4))];
        FilmLook look = FilmLook.Of(FilmAtScale.Of(film, bodies, 1), 2);
        Assert.True(double.IsNaN(look.SpineDetail[0]) && double.IsNaN(look.SpineDetail[1]) && double.IsFinite(look.SpineDetail[2]));
        Assert.True(double.IsNaN(look.Grain));
    }

    [Fact]
    public void A_percentile_counts_ties_by_half()
    {
        Assert.Equal(0.5, LikenessRow.Percentile(2, [1, 2, 3]));
        Assert.Equal(1, LikenessRow.Percentile(4, [1, 2, 3]));
    }

    // Black and white corners, so that greys keep their values: more than the clipped share of the pixels.
    private static FilmLook Look(int perMm, Func<double, double, double> grey)
    {
        int width = 250 * perMm, height = 230 * perMm;
        float[] pixels = [.. Enumerable.Range(0, width * height).Select(i =>
        {
            double x = ((i % width) + 0.5) / perMm, y = ((i / width) + 0.5) / perMm;
            return y < 4 ? 0 : y > 226 ? 1 : (float)grey(x, y);
        })];
        var film = new Radiograph(width, height, pixels, null, SpacingSource.Unknown, false, Subject.Unknown, FilmOrigin.Unknown, []);
        return FilmLook.Of(FilmAtScale.Of(film, [.. Bodies.Select(b => new BodyBox(b.Left * perMm, b.Top * perMm, b.Right * perMm, b.Bottom * perMm))], 1), 2);
    }

    private static bool Holds(BodyBox box, double x, double y) => x >= box.Left && x < box.Right && y >= box.Top && y < box.Bottom;
}
