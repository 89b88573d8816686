using CsCheck;
using Trabecula.Imaging.Reading;

namespace Trabecula.Imaging.Tests.Reading;

public class WindowTests
{
    private static readonly Gen<Window> AnyWindow = Gen.Select(
        Gen.Double[-2000, 4000], Gen.Double[1, 5000], Gen.Enum<WindowFunction>(), (c, w, f) => new Window(c, w, f));

    [Fact]
    public void Windows_agree_with_pydicom_at_every_value()
    {
        foreach (var golden in Golden.Grey.Windows)
        {
            var window = new Window(golden.Center, golden.Width, Golden.Function(golden.Function));
            foreach (var (x, y) in golden.X.Zip(golden.Y))
            {
                Assert.Equal(y, window.Apply(x, 0, 255), 1e-9);
            }
        }
    }

    [Fact]
    public void A_window_never_falls_where_the_value_rises()
    {
        Gen.Select(AnyWindow, Gen.Double[-5000, 70_000], Gen.Double[0, 1000])
            .Sample((window, value, step) => window.Apply(value, 0, 4095) <= window.Apply(value + step, 0, 4095));
    }

    [Fact]
    public void A_window_stays_within_its_output_range()
    {
        // A linear window passes its range by a rounding at most.
        Gen.Select(AnyWindow, Gen.Double[-1e6, 1e6])
            .Sample((window, value) => window.Apply(value, -100, 300) is >= -100 - 1e-9 and <= 300 + 1e-9);
    }

    [Theory]
    [InlineData(0.5, WindowFunction.Linear)]
    [InlineData(0, WindowFunction.LinearExact)]
    [InlineData(-3, WindowFunction.Sigmoid)]
    [InlineData(double.NaN, WindowFunction.Linear)]
    internal void Widths_that_the_standard_forbids_are_invalid(double width, WindowFunction function)
    {
        Assert.False(new Window(100, width, function).IsValid);
    }
}
