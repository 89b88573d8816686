using CsCheck;
using Trabecula.Domain;

namespace Trabecula.Imaging.Tests.Frames;

public sealed class SpineFrameTests
{
    /// <summary>However the film is turned, a straightened bone bar lies upright in the middle of the frame.</summary>
    [Fact]
    public void A_tilted_spine_is_straightened() =>
        Gen.Double[-20, 20].Sample(
            degrees =>
            {
                (Raster film, VertebraOutline[] spine) = Draw(degrees, 1);
                SpineFrame frame = SpineFrame.From(film, 1, spine);
                foreach (int row in (int[])[60, 128, 200])
                {
                    Assert.True(At(frame, row, 80) > 0.8, $"bone at row {row}");
                    Assert.InRange(At(frame, row, 10), -0.1, 0.1);
                    Assert.InRange(At(frame, row, 150), -0.1, 0.1);
                }
            },
            iter: 20);

    /// <summary>The frame has the same size in mm whatever the pixel pitch: the masks of L1–L4 cover the same area.</summary>
    [Theory]
    [InlineData(0.5)]
    [InlineData(1.0)]
    [InlineData(1.5)]
    public void Sizes_do_not_depend_on_the_pixel_pitch(double pitch)
    {
        (Raster film, VertebraOutline[] spine) = Draw(0, pitch);
        SpineFrame frame = SpineFrame.From(film, pitch, spine);
        double areaCm2 = frame.Levels.Sum() * SpineFrame.PixelMm * SpineFrame.PixelMm / 100;

        // Four bodies of 48 × 28 mm.
        Assert.Equal(4 * 4.8 * 2.8, areaCm2, 1.5);
        Assert.False(frame.IsScaleAssumed);
    }

    [Fact]
    public void Without_a_pitch_the_length_of_the_spine_gives_it()
    {
        (Raster film, VertebraOutline[] spine) = Draw(0, 1);
        SpineFrame frame = SpineFrame.From(film, null, spine);
        Assert.True(frame.IsScaleAssumed);

        // L1–L4 are drawn 139 mm long; the frame takes 156 mm as typical.
        Assert.Equal(156.0 / 139, frame.MmPerFilmPixel, 3);
    }

    /// <summary>Soft tissue that is brighter at one side is a slope, not bone.</summary>
    [Fact]
    public void A_slope_of_soft_tissue_is_taken_away()
    {
        (Raster film, VertebraOutline[] spine) = Draw(0, 1);
        float[] sloped = [.. film.Pixels.Select((v, i) => v + (0.002f * (i % film.Width)))];
        SpineFrame plain = SpineFrame.From(film, 1, spine), tilted = SpineFrame.From(film with { Pixels = sloped }, 1, spine);
        float bone = At(plain, 128, 80), soft = At(tilted, 128, 40);
        Assert.InRange(soft, -0.05, 0.05);
        Assert.True(At(tilted, 128, 80) > 0.5 * bone);
    }

    /// <summary>Brightness and contrast of the film fall away.</summary>
    [Fact]
    public void Brightness_and_contrast_do_not_matter()
    {
        (Raster film, VertebraOutline[] spine) = Draw(5, 1);
        SpineFrame plain = SpineFrame.From(film, 1, spine);
        SpineFrame other = SpineFrame.From(film with { Pixels = [.. film.Pixels.Select(v => (37 * v) + 1000)] }, 1, spine);
        for (int i = 0; i < plain.Pixels.Length; i++)
        {
            Assert.Equal(plain.Pixels[i], other.Pixels[i], 3e-3f);
        }
    }

    [Fact]
    public void Other_vertebrae_than_L1_to_L4_are_a_mistake()
    {
        (Raster film, VertebraOutline[] spine) = Draw(0, 1);
        Assert.Throws<ArgumentException>(() => SpineFrame.From(film, 1, [.. spine.Skip(1)]));
    }

    private static float At(SpineFrame frame, int row, int column) => frame.Pixels[(row * SpineFrame.Width) + column];

    /// <summary>A bar of bone 48 mm wide through the middle of a film of 400 × 400 mm, turned by an angle, and its four bodies.</summary>
    private static (Raster Film, VertebraOutline[] Spine) Draw(double degrees, double pitch)
    {
        int side = (int)(400 / pitch);
        double cos = Math.Cos(degrees * Math.PI / 180), sin = Math.Sin(degrees * Math.PI / 180), middle = (side - 1) / 2.0;
        var pixels = new float[side * side];
        for (int i = 0; i < pixels.Length; i++)
        {
            double dx = ((i % side) - middle) * pitch, dy = ((i / side) - middle) * pitch;
            pixels[i] = Math.Abs((cos * dx) + (sin * dy)) < 24 ? 1 : 0;
        }

        ImagePoint At(double x, double y) => new(middle + (((cos * x) - (sin * y)) / pitch), middle + (((sin * x) + (cos * y)) / pitch));
        return (new Raster(side, side, pixels), [.. Enumerable.Range(0, 4).Select(i =>
        {
            double top = -69.5 + (i * 37);
            return new VertebraOutline(VertebralLevel.L1 + i, At(-24, top), At(24, top), At(24, top + 28), At(-24, top + 28), 1);
        })]);
    }
}
