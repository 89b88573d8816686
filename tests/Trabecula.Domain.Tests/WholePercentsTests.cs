using CsCheck;

namespace Trabecula.Domain.Tests;

public sealed class WholePercentsTests
{
    [Fact]
    public void What_summed_to_101_sums_to_100() => Assert.Equal([2, 64, 34], WholePercents.Of([0.0155, 0.6449, 0.3396]));

    [Fact]
    public void Shares_add_up_to_a_hundred_lie_less_than_one_off_and_keep_their_order() =>
        Gen.Double[0, 1].Array[1, 6].Where(shares => shares.Sum() > 1e-9).Sample(shares =>
        {
            var percents = WholePercents.Of(shares);
            Assert.Equal(100, percents.Sum());
            for (var one = 0; one < shares.Length; one++)
            {
                Assert.InRange(percents[one] - (100 * shares[one] / shares.Sum()), -1 - 1e-9, 1 + 1e-9);
                for (var other = 0; other < shares.Length; other++)
                    Assert.True(shares[one] <= shares[other] || percents[one] >= percents[other]);
            }
        });

    [Theory]
    [InlineData(0.0, 0.0)]
    [InlineData(-0.1, 1.0)]
    [InlineData(double.NaN, 1.0)]
    [InlineData(double.PositiveInfinity, 1.0)]
    public void What_are_no_shares_is_refused(double one, double other) => Assert.Throws<ArgumentException>(() => WholePercents.Of([one, other]));
}
