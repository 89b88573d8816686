using CsCheck;
using Trabecula.Domain;
using Trabecula.Learning.Training;

namespace Trabecula.Learning.Tests.Training;

public sealed class CornerTests
{
    private const int Rows = 20, Columns = 16, CellSize = 4;

    [Fact]
    public void A_mark_is_highest_at_its_corner_and_read_back_within_a_tenth_of_a_pixel() =>
        Gen.Select(Gen.Double[16, Columns * CellSize - 17], Gen.Double[16, Rows * CellSize - 17]).Sample((x, y) =>
        {
            var map = new float[Rows * Columns];
            CornerTarget.Draw(map, new ImagePoint(x, y), Rows, Columns, CellSize);
            Assert.InRange(map.Max(), 0.83f, 1f);
            float[] logits = [.. map.Select(share => MathF.Log((share + 1e-9f) / (1.000001f - share)))];
            var found = CornerPeak.FindNear(logits, Columns, new ImagePoint(x + 5, y - 4));
            Assert.Equal(x, found.X, 0.1);
            Assert.Equal(y, found.Y, 0.1);
        });

    [Fact]
    public void Of_two_corners_in_one_map_the_nearer_counts()
    {
        var map = new float[Rows * Columns];
        CornerTarget.Draw(map, new ImagePoint(21.5, 21.5), Rows, Columns, CellSize);
        CornerTarget.Draw(map, new ImagePoint(21.5, 29.5), Rows, Columns, CellSize);
        Assert.Equal(1, map[5 * Columns + 5], 1e-6);
        Assert.Equal(1, map[7 * Columns + 5], 1e-6);
        Assert.True(map[6 * Columns + 5] < 1);
    }

    /// <summary>The share of filled cells is the body's area, whichever way its corners go round.</summary>
    [Fact]
    public void A_body_fills_the_cells_that_lie_in_it() =>
        Gen.Select(Gen.Double[-0.4, 0.4], Gen.Bool).Sample((tilt, reversed) =>
        {
            var (cos, sin) = (Math.Cos(tilt), Math.Sin(tilt));
            ImagePoint At(double x, double y) => new(31.5 + cos * x - sin * y, 39.5 + sin * x + cos * y);
            ImagePoint[] body = [At(-20, -12), At(20, -12), At(20, 12), At(-20, 12)];
            var map = new float[Rows * Columns];
            CornerTarget.Fill(map, reversed ? [.. body.Reverse()] : body, Rows, Columns, CellSize);
            Assert.Equal(40 * 24 / 16.0, map.Sum(), 12.0);
            Assert.Equal(1, map[9 * Columns + 7]);
            Assert.Equal(0, map[2 * Columns + 7]);
        });

    [Theory]
    [InlineData(-0.5, -0.5, true)]
    [InlineData(63.4, 79.4, true)]
    [InlineData(-0.6, 10, false)]
    [InlineData(10, 79.5, false)]
    [InlineData(double.NaN, 10, false)]
    public void A_point_lies_on_a_pixel_or_outside(double x, double y, bool isInside) =>
        Assert.Equal(isInside, CornerTarget.IsInside(new ImagePoint(x, y), Rows * CellSize, Columns * CellSize));

    [Fact]
    public void Pixels_and_cells_have_the_same_edges()
    {
        Assert.Equal(-0.5, CornerTarget.ToCell(-0.5, CellSize));
        Assert.Equal(1.5, CornerTarget.ToPixel(0, CellSize));
        Assert.Equal(7.25, CornerTarget.ToPixel(CornerTarget.ToCell(7.25, CellSize), CellSize), 1e-12);
    }
}
