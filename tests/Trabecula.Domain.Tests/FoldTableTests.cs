namespace Trabecula.Domain.Tests;

public class FoldTableTests
{
    [Fact]
    public void What_is_written_is_read_again()
    {
        using var scratch = new ScratchFolder();
        var folds = new Dictionary<string, int> { ["b, \"x\""] = 4, ["a"] = 0 };
        FoldTable.Write(scratch.File("folds.csv"), folds);
        Assert.StartsWith("subject_id,fold\na,0\n", File.ReadAllText(scratch.File("folds.csv")));
        Assert.Equal(folds.OrderBy(pair => pair.Key), FoldTable.Read(scratch.File("folds.csv")).OrderBy(pair => pair.Key));
    }

    [Theory]
    [InlineData("subject_id\na\n", "columns")]
    [InlineData("subject_id,fold\na,0\na,1\n", "line 3")]
    [InlineData("subject_id,fold\na,-1\n", "line 2")]
    [InlineData("subject_id,fold\na,1.5\n", "line 2")]
    [InlineData("subject_id,fold\na,\n", "line 2")]
    [InlineData("subject_id,fold\n,1\n", "line 2")]
    [InlineData("subject_id,fold\na,1,2\n", "line 2")]
    public void A_table_with_one_fault_is_refused(string text, string where)
    {
        using var scratch = new ScratchFolder();
        var error = Assert.Throws<TrabeculaException>(() => FoldTable.Read(scratch.File("folds.csv", text)));
        Assert.Equal("invalid_folds", error.Code);
        Assert.Contains(where, error.Message);
    }
}
