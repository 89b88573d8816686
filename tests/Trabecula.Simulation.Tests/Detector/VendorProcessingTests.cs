using Trabecula.Domain;

namespace Trabecula.Simulation.Tests.Detector;

public sealed class VendorProcessingTests
{
    private static readonly DetectorImage Image = Films.Expose(
        Slabs.Body(350, 430, 0.5), new TechniqueFactors(), new DetectorModel(), seed: 4);

    [Theory]
    [InlineData("A")]
    [InlineData("B")]
    [InlineData("C")]
    [InlineData("D")]
    [InlineData("E")]
    [InlineData("F")]
    [InlineData("G")]
    public void Every_family_shows_bone_brighter_than_soft_tissue_and_uses_its_range(string vendor)
    {
        for (var seed = 0ul; seed < 6; seed++)
        {
            var film = Films.ForPresentation(Image, VendorChain.Draw(seed, vendor));
            var top = (1 << film.BitsStored) - 1;
            Assert.All(film.Pixels, p => Assert.True(p <= top));
            double Mean(int left, int right) => Enumerable.Range(100, 200)
                .SelectMany(y => Enumerable.Range(left, right - left).Select(x => (double)film.Pixels[y * film.Width + x])).Average();
            var contrast = (Mean(165, 185) - Mean(70, 110)) / top * (film.IsMonochrome1 ? -1 : 1);
            Assert.InRange(contrast, 0.02, 0.95);
            Assert.True(film.Pixels.Max() - film.Pixels.Min() > 0.7 * top);
        }
    }

    [Fact]
    public void Draws_repeat_themselves_and_differ_between_seeds()
    {
        Assert.Equal(VendorChain.Draw(5), VendorChain.Draw(5));
        Assert.Equal(5, Enumerable.Range(0, 60).Select(i => VendorChain.Draw((ulong)i).Vendor).Distinct().Count());
    }

    [Fact]
    public void Other_rooms_share_neither_processing_nor_voltage_with_the_usual_ones()
    {
        ulong[] seeds = [.. Enumerable.Range(0, 60).Select(i => (ulong)i)];
        Assert.Equal(["F", "G"], seeds.Select(seed => VendorChain.Draw(seed, Equipment.Other).Vendor).Distinct().Order());
        Assert.Equal([65, 70, 90, 100], seeds.Select(seed => TechniqueFactors.Draw(seed, Equipment.Other).KVp).Distinct().Order());
        Assert.All(seeds, seed => Assert.InRange(TechniqueFactors.Draw(seed).KVp, 75, 85));
    }

    [Fact]
    public void For_processing_is_linear_or_logarithmic_in_exposure()
    {
        var linear = VendorProcessing.ForProcessing(Image, PixelMeaning.LinearExposure);
        var log = VendorProcessing.ForProcessing(Image, PixelMeaning.LogarithmicExposure);
        var at = 200 * 350 + 100;
        Assert.Equal(Image.KermaMicroGy[at] / 25 * 16383, linear.Pixels[at], 0.51);
        Assert.Equal((1 + Math.Log10(Image.KermaMicroGy[at] / 25) / 4) * 16383, log.Pixels[at], 0.51);
        Assert.Equal("bad_film_format", Assert.Throws<TrabeculaException>(() => VendorProcessing.ForProcessing(Image, PixelMeaning.Presentation)).Code);
    }

    [Fact]
    public void Without_gains_the_pyramid_gives_the_picture_back()
    {
        var chain = VendorChain.Draw(1, "C") with { DetailGain = 1, ContrastGain = 1, RangeCompression = 0, IsMonochrome1 = false };
        var film = Films.ForPresentation(Image, chain);
        var order = Enumerable.Range(0, film.Pixels.Length).Where(i => i % 97 == 0).OrderByDescending(i => Image.KermaMicroGy[i]).ToArray();
        for (var i = 1; i < order.Length; i++)
            Assert.True(film.Pixels[order[i]] >= film.Pixels[order[i - 1]] - 1);
    }

    [Fact]
    public void An_unknown_family_is_refused() =>
        Assert.Equal("unknown_vendor", Assert.Throws<TrabeculaException>(() => VendorChain.Draw(1, "H")).Code);
}
