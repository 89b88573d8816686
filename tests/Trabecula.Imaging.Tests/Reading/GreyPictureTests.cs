using CsCheck;
using Trabecula.Domain;

namespace Trabecula.Imaging.Tests.Reading;

public class GreyPictureTests
{
    [Fact]
    public void A_ramp_becomes_all_greys_from_black_to_white()
    {
        var film = Film(1000, 10, (x, _) => x);
        var picture = GreyPicture.From(film, 1000);
        Assert.Equal(0, picture.Pixels[0]);
        Assert.Equal(255, picture.Pixels[999]);
        Assert.Equal(128, picture.Pixels[500], 2.0);
    }

    [Fact]
    public void A_marker_brighter_than_bone_does_not_take_the_greys()
    {
        var film = Film(200, 200, (x, y) => x < 8 && y < 8 ? 60_000 : x);
        var picture = GreyPicture.From(film, 200);
        Assert.InRange(picture.Pixels[100 * 200 + 199], 240, 255);
    }

    [Fact]
    public void The_longer_side_is_at_most_what_was_asked_and_the_shape_is_kept()
    {
        Gen.Select(Gen.Int[1, 300], Gen.Int[1, 300], Gen.Int[1, 100]).Sample((width, height, side) =>
        {
            var picture = GreyPicture.From(Film(width, height, (x, y) => x ^ y), side);
            return Math.Max(picture.Width, picture.Height) <= side
                && picture.Pixels.Length == picture.Width * picture.Height
                && Math.Abs((double)width / height * picture.Height - picture.Width) <= 1 + (double)width / height;
        });
    }

    [Fact]
    public void A_flat_film_is_black()
    {
        Assert.All(GreyPicture.From(Film(20, 20, (_, _) => 7), 10).Pixels, pixel => Assert.Equal(0, pixel));
    }

    private static Radiograph Film(int width, int height, Func<int, int, float> value)
    {
        var pixels = new float[width * height];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = value(i % width, i / width);
        }

        return new Radiograph(
            width, height, pixels, null, SpacingSource.Unknown, false, Subject.Unknown, FilmOrigin.Unknown, []);
    }
}
