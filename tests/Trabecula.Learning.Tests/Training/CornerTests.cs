using CsCheck;
using Trabecula.Domain;
using Trabecula.Learning.Training;

namespace Trabecula.Learning.Tests.Training;

public sealed class CornerTests
{
    private const int Rows = 20, Columns = 16, CellSize = 4;

    [Fact]
    public void A_target_is_a_distribution_and_its_peak_is_read_back_within_a_tenth_of_a_pixel() =>
        Gen.Select(Gen.Double[16, Columns * CellSize - 17], Gen.Double[16, Rows * CellSize - 17]).Sample((x, y) =>
        {
            var row = Filled(new ImagePoint(x, y));
            Assert.Equal(1, row.Sum(), 1e-5);
            Assert.Equal(0, row[^1]);
            var found = CornerPeak.Find([.. row[..^1].Select(weight => MathF.Log(weight + 1e-12f))], Columns);
            Assert.Equal(x, found.X, 0.1);
            Assert.Equal(y, found.Y, 0.1);
        });

    [Theory]
    [InlineData(-0.5, -0.5, true)]
    [InlineData(63.4, 79.4, true)]
    [InlineData(-0.6, 10, false)]
    [InlineData(10, 79.5, false)]
    [InlineData(double.NaN, 10, false)]
    public void A_corner_outside_the_picture_is_absent(double x, double y, bool isInside)
    {
        var row = Filled(new ImagePoint(x, y));
        Assert.Equal(isInside ? 0 : 1, row[^1]);
        Assert.Equal(1, row.Sum(), 1e-5);
    }

    [Fact]
    public void A_missing_corner_is_absent() => Assert.Equal(1, Filled(null)[^1]);

    [Fact]
    public void Pixels_and_cells_have_the_same_edges()
    {
        Assert.Equal(-0.5, CornerTarget.ToCell(-0.5, CellSize));
        Assert.Equal(1.5, CornerTarget.ToPixel(0, CellSize));
        Assert.Equal(7.25, CornerTarget.ToPixel(CornerTarget.ToCell(7.25, CellSize), CellSize), 1e-12);
    }

    private static float[] Filled(ImagePoint? corner)
    {
        var row = new float[Rows * Columns + 1];
        CornerTarget.Fill(row, corner, Rows, Columns, CellSize);
        return row;
    }
}
