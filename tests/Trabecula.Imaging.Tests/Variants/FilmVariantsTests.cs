using Trabecula.Domain;

namespace Trabecula.Imaging.Tests.Variants;

public class FilmVariantsTests
{
    private const int Width = 120, Height = 200;

    /// <summary>A smooth film, so that any point can be found again by its grey.</summary>
    private static readonly Radiograph Film = new(
        Width,
        Height,
        [.. Enumerable.Range(0, Width * Height).Select(i => (float)(2 * (i % Width)) + (i / Width))],
        0.5,
        SpacingSource.Detector,
        true,
        Subject.Unknown,
        FilmOrigin.Unknown,
        []);

    private static readonly VertebraOutline[] Vertebrae =
    [
        .. new[] { VertebralLevel.L1, VertebralLevel.L2, VertebralLevel.L3, VertebralLevel.L4 }.Select((level, i) => new VertebraOutline(
            level, new ImagePoint(50, 60 + (20 * i)), new ImagePoint(70, 60 + (20 * i)), new ImagePoint(70, 72 + (20 * i)), new ImagePoint(50, 72 + (20 * i)), 1)),
    ];

    [Fact]
    public void A_point_of_the_patient_is_where_the_variant_says()
    {
        foreach (var variant in FilmVariants.Of(Film, Vertebrae).Where(one => one.Name.StartsWith("scaled") || one.Name.StartsWith("turned") || one.Name.StartsWith("cropped")))
        {
            var (column, row) = (variant.Film.Width / 2, variant.Film.Height / 2);
            var there = variant.ToFilm(new ImagePoint(column, row));
            Assert.Equal((2 * there.X) + there.Y, variant.Film.Pixels[(row * variant.Film.Width) + column], 0.6);
        }
    }

    [Fact]
    public void All_changes_that_are_asked_for_are_made_and_greys_stay_in_range()
    {
        var variants = FilmVariants.Of(Film, Vertebrae).ToArray();
        Assert.Equal(12, variants.Select(variant => variant.Name).Distinct().Count());
        Assert.All(variants, variant => Assert.Equal(variant.Film.Width * variant.Film.Height, variant.Film.Pixels.Length));
        Assert.All(variants, variant => Assert.InRange(variant.Film.Pixels.Max(), 200, Film.Pixels.Max() + 0.01f));
        var jpeg = variants.Single(variant => variant.Name.StartsWith("JPEG")).Film.Pixels;
        Assert.True(jpeg.Select((grey, i) => Math.Abs(grey - (Film.Pixels[i] * 255 / Film.Pixels.Max()))).Average() is > 0.05f and < 3);
        Assert.False(variants.Single(variant => variant.Name == "negative").Film.IsPolarityKnown);
        Assert.Equal(1.0, variants.Single(variant => variant.Name == "scaled by 0.5").Film.MmPerPixel);
    }
}
