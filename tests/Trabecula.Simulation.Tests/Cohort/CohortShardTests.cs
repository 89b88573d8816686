namespace Trabecula.Simulation.Tests.Cohort;

public sealed class CohortShardTests
{
    [Theory]
    [InlineData("5/4")]
    [InlineData("0/3")]
    [InlineData("1/0")]
    [InlineData("x/y")]
    [InlineData("-1/3")]
    [InlineData("1/2/3")]
    [InlineData("1")]
    [InlineData("")]
    [InlineData(" 1/2")]
    [InlineData("1/99999999999")]
    public void What_is_no_part_is_none(string text) => Assert.Null(CohortShard.Parse(text));

    [Theory]
    [InlineData(1, 10)]
    [InlineData(3, 10)]
    [InlineData(12, 10)]
    public void The_parts_share_all_numbers_out_once(int parts, int total)
    {
        IEnumerable<int> numbers = Enumerable.Range(1, parts).SelectMany(part => CohortShard.Parse($"{part}/{parts}")!.Numbers(total));
        Assert.Equal(Enumerable.Range(0, total), numbers.Order());
    }

    [Fact]
    public void A_part_has_the_numbers_whose_remainder_is_one_less_than_its_own() =>
        Assert.Equal([1, 5, 9], CohortShard.Parse("2/4")!.Numbers(10));
}
