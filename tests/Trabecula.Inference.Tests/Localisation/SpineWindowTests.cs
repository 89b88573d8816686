using Trabecula.Domain;
using Trabecula.Imaging;
using Trabecula.Inference.Tests.Quality;

namespace Trabecula.Inference.Tests.Localisation;

public sealed class SpineWindowTests
{
    private static readonly Raster Film = new(1000, 1000, new float[1_000_000]);

    [Fact]
    public void A_spine_that_fills_the_film_is_not_looked_at_again() =>
        Assert.Null(SpineWindow.Around(SpineShapeTests.Spine(112, 70, 17, 0), Film, isInDoubt: false));

    [Fact]
    public void A_spine_in_doubt_is_looked_at_again_whatever_its_size() =>
        Assert.NotNull(SpineWindow.Around(SpineShapeTests.Spine(112, 70, 17, 0), Film, isInDoubt: true));

    [Fact]
    public void A_small_spine_is_cut_out_with_the_last_rib_and_the_sacrum()
    {
        VertebraOutline[] spine = SpineShapeTests.Spine(40, 24, 6, 0);
        SpineWindow window = SpineWindow.Around(spine, Film, isInDoubt: false)!.Value;
        Assert.True(window.Top < spine[0].TopLeft.Y - 24 && window.Top + window.Height > spine[^1].BottomLeft.Y + 48);
        Assert.All(spine, v => Assert.InRange(v.Centre.X, window.Left, window.Left + window.Width));
        Assert.Equal(window.Width, window.Height * LocaliserInput.Width / LocaliserInput.Height, 2.0);
    }

    [Fact]
    public void Rows_have_all_the_films_columns_and_do_not_leave_it()
    {
        var window = new SpineWindow(300, 400, 250, 300);
        Assert.Equal(new SpineWindow(0, 370, 1000, 300), window.Rows(0.1, -0.1, Film));
        Assert.Equal(new SpineWindow(0, 340, 1000, 420), window.Rows(0.2, 0.2, Film));
        Assert.Equal(new SpineWindow(0, 0, 1000, 1000), window.Rows(2, 2, Film));
    }

    [Fact]
    public void The_window_holds_the_films_pixels_and_points_find_back()
    {
        var film = new Raster(40, 30, [.. Enumerable.Range(0, 1200).Select(i => (float)i)]);
        var window = new SpineWindow(7, 5, 10, 8);
        Raster cut = window.Cut(film);
        Assert.Equal((10, 8), (cut.Width, cut.Height));
        Assert.Equal(film.Pixels[(6 * 40) + 9], cut.Pixels[(1 * 10) + 2]);
        var outline = new VertebraOutline(VertebralLevel.L2, new(1, 2), new(3, 2), new(3, 4), new(1, 4), 1);
        Assert.Equal(new ImagePoint(8, 7), window.ToFilm(outline).TopLeft);
    }

    [Fact]
    public void Two_vertebrae_are_too_little_to_go_by() =>
        Assert.Null(SpineWindow.Around(SpineShapeTests.Spine(40, 24, 6, 0)[..2], Film, isInDoubt: false));
}
