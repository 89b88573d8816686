using System.Reflection;
using System.Text.RegularExpressions;
using Trabecula.Dicom;

namespace Trabecula.EndToEnd.Tests;

public partial class DocumentationTests
{
    [Fact]
    public void Every_reason_in_the_code_is_in_the_reference_page()
    {
        var page = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "reference", "reasons.md"));
        var codes = Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Reason().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value)
            .Concat(new[] { typeof(DicomErrors), typeof(ArchiveErrors) }.SelectMany(errors => errors.GetFields(BindingFlags.Public | BindingFlags.Static)).Select(field => (string)field.GetRawConstantValue()!))
            .Distinct();
        Assert.All(codes, code => Assert.Contains($"`{code}`", page));
    }

    [Fact]
    public void Every_link_between_pages_leads_somewhere()
    {
        var pages = Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "docs"), "*.md", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(RepositoryRoot.Path, "*.md"));
        foreach (var page in pages)
        {
            var targets = Link().Matches(File.ReadAllText(page)).Select(match => match.Groups[1].Value).Where(target => !target.Contains("://"));
            Assert.All(targets, target => Assert.True(
                Path.Exists(Path.Combine(Path.GetDirectoryName(page)!, target)),
                $"{Path.GetFileName(page)} links to {target}, which is not there."));
        }
    }

    [Fact]
    public void Every_test_that_a_requirement_names_is_there()
    {
        var page = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "reference", "dicom-conformance.md"));
        var named = TestName().Matches(page[page.IndexOf("## Requirements", StringComparison.Ordinal)..]).Select(match => match.Groups[1].Value).ToArray();
        var tests = Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .SelectMany(file => TestMethod().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value)
            .ToHashSet();
        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.Contains(name, tests));
    }

    [GeneratedRegex("`([A-Z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+)`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"public (?:async )?(?:Task|void) (\w+)\(")]
    private static partial Regex TestMethod();

    [GeneratedRegex("(?:TrabeculaException|QualityFinding)\\(\\s*\"([a-z_0-9]+)\"")]
    private static partial Regex Reason();

    [GeneratedRegex(@"\]\(([^)#]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();
}
