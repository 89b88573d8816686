using Trabecula.Domain;

namespace Trabecula.Inference.Tests.Quality;

public sealed class GateTableTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"gates-{Guid.NewGuid():N}.json");

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void The_shipped_table_has_a_gate_for_every_rule_and_each_is_allowed() =>
        Assert.All(QualityRule.All, rule =>
        {
            Gate gate = GateTable.Default[rule];
            Assert.Contains(gate.Action, rule.Allowed);
            Assert.Equal(rule.Limit is null, gate.Limit is null);
        });

    [Fact]
    public void Every_gate_is_in_the_how_to_page()
    {
        string page = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "how-to", "edit-the-gates.md"));
        Assert.All(QualityRule.All, rule => Assert.Contains(
            FormattableString.Invariant($"| `{rule.Code}` | `{GateTable.Default[rule].Action.Code()}`"), page));
        Assert.All(QualityRule.All.Where(rule => rule.Limit is not null), rule => Assert.Contains(
            FormattableString.Invariant($"| {GateTable.Default[rule].Limit} ({rule.Limit!.Lowest}–{rule.Limit.Highest})"), page));
    }

    [Fact]
    public void Every_finding_is_in_the_reference_page()
    {
        string page = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "reference", "reasons.md"));
        Assert.All(QualityRule.All, rule => Assert.Contains($"| `{rule.Code}` |", page));
    }

    [Fact]
    public void What_a_table_does_not_name_stays_as_it_ships()
    {
        GateTable table = Load("""{"name":"ours","gates":{"clipped":{"action":"reject"},"blurred":{"action":"warn","limit":5}}}""");
        Assert.Equal(new Gate(QualityAction.Reject, GateTable.Default[QualityRule.Clipped].Limit), table[QualityRule.Clipped]);
        Assert.Equal(new Gate(QualityAction.Warn, 5), table[QualityRule.Blurred]);
        Assert.Equal(GateTable.Default[QualityRule.Child], table[QualityRule.Child]);
        Assert.Equal("ours", table.Identity.Name);
    }

    [Fact]
    public void The_hash_tells_what_the_gates_are_and_not_how_they_are_written()
    {
        string same = Load("""{"name":"a","gates":{}}""").Identity.Sha256;
        Assert.Equal(GateTable.Default.Identity.Sha256, same);
        Assert.Equal(same, Load("""{ "gates": {"inverted": {"action": "warn"}}, "name": "b" }""").Identity.Sha256);
        Assert.NotEqual(same, Load("""{"name":"a","gates":{"inverted":{"action":"reject"}}}""").Identity.Sha256);
        Assert.NotEqual(same, Load("""{"name":"a","gates":{"blurred":{"action":"warn","limit":6}}}""").Identity.Sha256);
    }

    [Theory]
    [InlineData("""{"name":"a","gates":{"blured":{"action":"warn"}}}""", "blured")]
    [InlineData("""{"name":"a","gates":{"unreadable":{"action":"warn"}}}""", "unreadable")]
    [InlineData("""{"name":"a","gates":{"not_lumbar_ap":{"action":"warn"}}}""", "not_lumbar_ap.action")]
    [InlineData("""{"name":"a","gates":{"vertebrae_missing":{"action":"exclude_vertebra"}}}""", "vertebrae_missing.action")]
    [InlineData("""{"name":"a","gates":{"blurred":{"action":"exclude_vertebra"}}}""", "blurred.action")]
    [InlineData("""{"name":"a","gates":{"blurred":{"action":"Warn"}}}""", "blurred.action")]
    [InlineData("""{"name":"a","gates":{"blurred":{"action":"warn","limit":100}}}""", "blurred.limit")]
    [InlineData("""{"name":"a","gates":{"inverted":{"action":"warn","limit":1}}}""", "inverted.limit")]
    [InlineData("""{"name":"a","gates":{"blurred":{"action":"warn","limit":"3"}}}""", "limit")]
    [InlineData("""{"name":"a","gates":{"blurred":null}}""", "blurred")]
    [InlineData("""{"name":"a","gates":{"blurred":{"limit":3}}}""", "action")]
    [InlineData("""{"name":"a","gates":{"blurred":{"action":"warn"},"blurred":{"action":"reject"}}}""", "blurred")]
    [InlineData("""{"name":"a","gates":{},"extra":1}""", "extra")]
    [InlineData("""{"name":" ","gates":{}}""", "name")]
    [InlineData("""{"gates":{}}""", "name")]
    [InlineData("null", "holds nothing")]
    [InlineData("{", "line")]
    public void A_slip_is_named(string text, string named)
    {
        var refusal = Assert.Throws<TrabeculaException>(() => Load(text));
        Assert.Equal("invalid_gates", refusal.Code);
        Assert.Contains(named, refusal.Message);
    }

    [Fact]
    public void A_file_that_is_not_there_is_unreadable() =>
        Assert.Equal("gates_unreadable", Assert.Throws<TrabeculaException>(() => GateTable.Load(_file + "x")).Code);

    private GateTable Load(string text)
    {
        File.WriteAllText(_file, text);
        return GateTable.Load(_file);
    }
}
