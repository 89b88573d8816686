namespace Trabecula.Domain.Tests;

public sealed class LinkingTableTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Runs_that_write_at_once_lose_no_row_of_each_other()
    {
        var path = _folder.File("people.csv");
        Parallel.For(0, 40, new ParallelOptions { MaxDegreeOfParallelism = 8 }, run =>
            LinkingTable.Add(path, [new LinkedPerson($"P{run}", $"TB-{run}", -run), new LinkedPerson("everybody's", "TB-X", null)]));
        Assert.Equal(41, LinkingTable.Read(path).Count);
    }

    [Fact]
    public void A_run_with_another_key_leaves_the_pseudonyms_of_the_first_and_a_run_without_dates_its_shifts()
    {
        var path = _folder.File("people.csv");
        LinkingTable.Add(path, [new LinkedPerson("P1", "TB-A", -3)]);
        LinkingTable.Add(path, [new LinkedPerson("P1", "TB-B", -5), new LinkedPerson("P1", "TB-A", null)]);
        Assert.Equal([new LinkedPerson("P1", "TB-A", -3), new LinkedPerson("P1", "TB-B", -5)], LinkingTable.Read(path));
    }

    [Fact]
    public void A_table_in_a_folder_that_is_not_there_is_told_at_once() =>
        Assert.Equal("cannot_write", Assert.Throws<TrabeculaException>(() => LinkingTable.Add(_folder.File("none/people.csv"), [])).Code);
}
