using CsCheck;
using Trabecula.Domain;

namespace Trabecula.Inference.Tests.Quality;

public sealed class SpineShapeTests
{
    /// <summary>Bodies of 48 × 28 mm with discs of 9 mm, at any pitch and tilt to 25°, are a spine.</summary>
    [Fact]
    public void An_adult_spine_has_no_fault() =>
        Gen.Select(Gen.Double[0.15, 2], Gen.Double[-25, 25]).Sample(
            (pitch, tilt) => Assert.Null(SpineShape.Fault(Spine(48 / pitch, 28 / pitch, 9 / pitch, tilt), pitch)), iter: 200);

    [Fact]
    public void What_is_narrower_than_an_infants_vertebra_is_no_spine() => Assert.Contains("mm wide", SpineShape.Fault(Spine(8, 5, 2, 0), 1));

    [Fact]
    public void Crossed_corners_are_no_box()
    {
        VertebraOutline[] spine = Spine(48, 28, 9, 0);
        spine[1] = spine[1] with { TopLeft = spine[1].TopRight, TopRight = spine[1].TopLeft };
        Assert.Contains("box", SpineShape.Fault(spine, null));
    }

    [Fact]
    public void Two_levels_in_one_place_are_no_spine()
    {
        VertebraOutline[] spine = Spine(48, 28, 9, 0);
        spine[2] = spine[1] with { Level = VertebralLevel.L3 };
        Assert.Contains("distance", SpineShape.Fault(spine, null));
    }

    /// <summary>Boxes of the right size that leave room for another half vertebra between two of them.</summary>
    [Fact]
    public void Uneven_distances_are_no_spine()
    {
        VertebraOutline[] spine = Spine(48, 28, 9, 0);
        ImagePoint Down(ImagePoint p) => p with { Y = p.Y + 21 };
        spine[3] = spine[3] with
        {
            TopLeft = Down(spine[3].TopLeft), TopRight = Down(spine[3].TopRight), BottomRight = Down(spine[3].BottomRight), BottomLeft = Down(spine[3].BottomLeft),
        };
        Assert.Contains("distances above and below L3", SpineShape.Fault(spine, null));
    }

    [Fact]
    public void A_long_bone_is_no_vertebra() => Assert.Contains("times as wide", SpineShape.Fault(Spine(30, 60, 9, 0), null));

    internal static VertebraOutline[] Spine(double width, double height, double disc, double tiltDegrees)
    {
        double cos = Math.Cos(tiltDegrees * Math.PI / 180), sin = Math.Sin(tiltDegrees * Math.PI / 180);
        ImagePoint At(double x, double y) => new(500 + (cos * x) - (sin * y), 300 + (sin * x) + (cos * y));
        return [.. Enumerable.Range(0, 4).Select(i =>
        {
            double top = i * (height + disc), half = width / 2;
            return new VertebraOutline(
                VertebralLevel.L1 + i, At(-half, top), At(half, top), At(half, top + height), At(-half, top + height), 0.9);
        })];
    }
}
