using System.Text.Json;

namespace Trabecula.EndToEnd.Tests;

public sealed class BadInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_that_is_not_there_is_named() => await AssertRefused(_folder["missing.dcm"], "no_such_file");

    [Fact]
    public async Task A_directory_is_named() => await AssertRefused(_folder.Path, "is_a_directory");

    [Fact]
    public async Task An_empty_file_is_named() => await AssertRefused(_folder.Write("empty.dcm", []), "empty_file");

    [Fact]
    public async Task A_pdf_is_named() =>
        await AssertRefused(_folder.Write("letter.pdf", "%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"u8), "unsupported_format");

    [Fact]
    public async Task A_text_is_named() => await AssertRefused(_folder.Write("notes.dcm", "no film at all"u8), null);

    [Fact]
    public async Task A_truncated_picture_is_named()
    {
        var whole = File.ReadAllBytes(_folder.WritePicture("whole.png"));
        await AssertRefused(_folder.Write("half.png", whole.AsSpan(0, whole.Length / 2)), null);
    }

    [Fact]
    public async Task Noise_is_named_and_never_an_internal_error()
    {
        var random = new Random(1);
        for (var length = 1; length <= 4096; length *= 4)
        {
            var noise = new byte[length];
            random.NextBytes(noise);
            await AssertRefused(_folder.Write("noise", noise), null);
        }
    }

    [Fact]
    public async Task A_name_that_is_no_name_is_named() => await AssertRefused(" ", "no_such_file");

    [Fact]
    public async Task One_bad_file_among_many_leaves_the_others_done()
    {
        var good = _folder.WritePicture("good.png");
        var run = await CommandLineRun.WithInventedModel("estimate", "--json", good, _folder["missing.dcm"], good, "--sex", "F", "--age", "67");
        Assert.Equal(1, run.Code);
        var statuses = run.Out.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement.GetProperty("status").GetString());
        Assert.Equal(["estimated", "rejected", "estimated"], statuses);
        Assert.Equal($"trabecula: {_folder["missing.dcm"]}: There is no such file. [no_such_file]\n", run.Error);
    }

    [Fact]
    public async Task A_bad_file_is_reported_as_json_alone_and_nothing_is_half_written()
    {
        var run = await CommandLineRun.WithInventedModel("estimate", _folder.Write("empty.dcm", []), "--report", _folder["reports"]);
        Assert.Equal(1, run.Code);
        Assert.Equal(["empty.json"], Directory.GetFileSystemEntries(_folder["reports"]).Select(path => Path.GetFileName(path)!));
    }

    [Fact]
    public async Task A_report_folder_that_cannot_be_made_is_named()
    {
        var file = _folder.Write("file", "x"u8);
        var run = await CommandLineRun.WithInventedModel("estimate", _folder.WritePicture("good.png"), "--report", Path.Combine(file, "inside"));
        Assert.Equal(1, run.Code);
        Assert.Contains("[cannot_write]", run.Error);
    }

    [Fact]
    public async Task A_reference_file_that_is_not_there_is_named()
    {
        var run = await CommandLineRun.WithInventedModel("estimate", _folder.WritePicture("good.png"), "--reference", _folder["none.json"]);
        Assert.Equal(1, run.Code);
        Assert.Contains("[reference_unreadable]", run.Error);
    }

    [Fact]
    public async Task A_folder_without_a_model_is_named()
    {
        var run = await CommandLineRun.Of("estimate", _folder.WritePicture("good.png"), "--model", _folder.Path);
        Assert.Equal(1, run.Code);
        Assert.Contains("[model_not_found]", run.Error);
    }

    [Fact]
    public async Task A_file_name_cannot_steer_the_terminal()
    {
        var run = await CommandLineRun.WithInventedModel("estimate", "\u001b[2J.dcm");
        Assert.Equal(1, run.Code);
        Assert.DoesNotContain('\u001b', run.Out + run.Error);
    }

    private static async Task AssertRefused(string file, string? code)
    {
        var run = await CommandLineRun.WithInventedModel("estimate", "--json", file);
        Assert.Equal(1, run.Code);
        var result = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal("rejected", result.GetProperty("status").GetString());
        var finding = result.GetProperty("quality").GetProperty("findings")[0];
        Assert.True(finding.GetProperty("message").GetString()!.Length > 10);
        if (code is not null)
            Assert.Equal(code, finding.GetProperty("code").GetString());
        Assert.StartsWith($"trabecula: {file}: ", run.Error);
    }
}
