using NetVips;
using Trabecula.Domain;

namespace Trabecula.Imaging.Tests.Reading;

public class PictureReadingTests
{
    [Fact]
    public void A_grey_PNG_keeps_its_values_and_knows_neither_spacing_nor_polarity()
    {
        using var image = Pictures.Grey8();
        var film = Reader.Read(Pictures.Png(image));
        Assert.Equal((Pictures.Width, Pictures.Height), (film.Width, film.Height));
        Assert.Equal(Expected(1), film.Pixels);
        Assert.Null(film.MmPerPixel);
        Assert.Equal(SpacingSource.Unknown, film.SpacingSource);
        Assert.False(film.IsPolarityKnown);
        Assert.Equal(Subject.Unknown, film.Subject);
        Assert.Equal(FilmOrigin.Unknown, film.Origin);
    }

    [Fact]
    public void Sixteen_bits_are_kept_by_PNG_and_TIFF()
    {
        using var image = Pictures.Grey16();
        Assert.Equal(Expected(400), Reader.Read(Pictures.Png(image)).Pixels);
        Assert.Equal(Expected(400), Reader.Read(Pictures.Tiff(image)).Pixels);
    }

    [Fact]
    public void A_JPEG_is_read_within_its_own_loss()
    {
        using var image = Pictures.Grey8();
        var film = Reader.Read(Pictures.Jpeg(image));
        Assert.All(film.Pixels.Zip(Expected(1)), pair => Assert.InRange(pair.First - pair.Second, -4, 4));
    }

    [Fact]
    public void A_floating_point_TIFF_is_read_as_it_is()
    {
        using var image = Pictures.Grey8();
        using var real = image.Cast(Enums.BandFormat.Float) / 7;
        var film = Reader.Read(Pictures.Tiff(real));
        Assert.All(film.Pixels.Zip(Expected(1)), pair => Assert.Equal(pair.Second / 7, pair.First, 1e-4f));
    }

    [Fact]
    public void A_TIFF_that_holds_no_numbers_is_refused()
    {
        var pixels = Enumerable.Repeat(float.NaN, 16).ToArray();
        using var image = Image.NewFromMemory(pixels, 4, 4, 1, Enums.BandFormat.Float);
        AssertRefused("unreadable", Pictures.Tiff(image));
    }

    [Fact]
    public void Equal_channels_are_one_grey()
    {
        using var image = Pictures.Rgb8();
        var film = Reader.Read(Pictures.Png(image));
        Assert.Equal(Expected(1), film.Pixels);
        Assert.Contains("three equal channels taken as one grey", film.Steps);
    }

    [Fact]
    public void An_arrow_in_colour_is_reduced_to_luminance_and_told()
    {
        using var image = Pictures.Rgb8();
        using var drawn = image.Mutate(x => x.DrawRect([255, 0, 0], 5, 5, 6, 4, true));
        var film = Reader.Read(Pictures.Png(drawn));
        Assert.Equal(0.299f * 255, film.Pixels[6 * Pictures.Width + 6], 0.01f);
        Assert.Contains(film.Steps, step => step.StartsWith("colour picture reduced to luminance (2.0 %", StringComparison.Ordinal));
    }

    [Fact]
    public void Transparency_is_laid_on_black()
    {
        using var image = Pictures.Rgb8();
        using var transparent = image.Bandjoin(0);
        var film = Reader.Read(Pictures.Png(transparent));
        Assert.All(film.Pixels, pixel => Assert.Equal(0, pixel));
        Assert.Contains("transparency laid on black", film.Steps);
    }

    [Fact]
    public void A_white_is_zero_TIFF_is_turned_by_its_own_tag()
    {
        using var image = Pictures.Grey8();
        var bytes = image.TiffsaveBuffer(miniswhite: true);
        Assert.Equal(Expected(1), Reader.Read(bytes).Pixels);
    }

    [Fact]
    public void An_orientation_tag_is_obeyed()
    {
        using var image = Pictures.Grey8();
        using var tagged = image.Mutate(x => x.Set(GValue.GIntType, "orientation", 6));
        var film = Reader.Read(Pictures.Jpeg(tagged));
        Assert.Equal((Pictures.Height, Pictures.Width), (film.Width, film.Height));

        // Tag 6: the stored left bottom corner is the film's left top corner.
        Assert.Equal(Expected(1)[(Pictures.Height - 1) * Pictures.Width], film.Pixels[0], 5f);
    }

    [Fact]
    public void A_TIFF_of_two_pages_is_refused()
    {
        using var image = Pictures.Grey8();
        using var two = Image.Arrayjoin([image, image], across: 1);
        using var paged = two.Mutate(x => x.Set(GValue.GIntType, "page-height", Pictures.Height));
        AssertRefused("multi_frame", Pictures.Tiff(paged));
    }

    [Fact]
    public void A_picture_cut_short_is_refused_wherever_it_is_cut()
    {
        using var image = Pictures.Grey16();
        using var small = Pictures.Grey8();
        foreach (var bytes in new[] { Pictures.Png(image), Pictures.Tiff(image), Pictures.Jpeg(small) })
        {
            for (var length = 12; length < bytes.Length / 2; length += 37)
            {
                AssertRefused(null, bytes[..length]);
            }
        }
    }

    [Fact]
    public void A_header_that_claims_a_huge_picture_is_refused_before_decoding()
    {
        using var black = Image.Black(100_001, 1000);
        AssertRefused("too_many_pixels", black.PngsaveBuffer(bitdepth: 1));
    }

    [Fact]
    public void A_mutated_picture_gives_a_film_or_a_refusal()
    {
        using var image = Pictures.Grey8();
        byte[][] originals = [Pictures.Png(image), Pictures.Tiff(image), Pictures.Jpeg(image)];
        var mutation = CsCheck.Gen.Select(CsCheck.Gen.Int[0, 2], CsCheck.Gen.Int[0, 4000], CsCheck.Gen.Byte);
        CsCheck.Check.Sample(
            mutation.Array[1, 6],
            mutations =>
            {
                var bytes = (byte[])originals[mutations[0].Item1].Clone();
                foreach (var (_, place, value) in mutations)
                {
                    bytes[place % bytes.Length] = value;
                }

                try
                {
                    var film = Reader.Read(bytes);
                    return film.Pixels.Length == film.Width * film.Height && film.Pixels.All(float.IsFinite);
                }
                catch (TrabeculaException)
                {
                    return true;
                }
            },
            iter: 300);
    }

    private static float[] Expected(int step) => Array.ConvertAll(Pictures.Ramp(step), v => (float)v);

    private static void AssertRefused(string? code, byte[] bytes)
    {
        var refusal = Reader.Refusal(bytes);
        Assert.Equal(code ?? refusal.Code, refusal.Code);
    }
}
