using System.Diagnostics;

namespace Trabecula.EndToEnd.Tests;

/// <summary>The same program as a process of its own: codes and streams as a shell sees them.</summary>
public class ProcessTests
{
    [Fact]
    public async Task A_missing_film_gives_code_1_with_the_result_on_one_stream_and_the_reason_on_the_other()
    {
        var (code, output, error) = await Run("estimate", "no-such-film.dcm", "--json");
        Assert.Equal(1, code);
        Assert.StartsWith("{\"file\":\"no-such-film.dcm\",\"status\":\"rejected\"", output);
        Assert.Equal("trabecula: no-such-film.dcm: There is no such file. [no_such_file]\n", error);
    }

    [Fact]
    public async Task An_unknown_option_gives_code_2_and_no_result()
    {
        var (code, output, error) = await Run("estimate", "film.dcm", "--colour");
        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.Contains("--colour", error);
    }

    [Fact]
    public async Task Text_in_a_pipe_has_no_colours_and_its_signs_are_utf8()
    {
        var (code, output, error) = await Run("estimate", "骨.dcm");
        Assert.Equal(1, code);
        Assert.Contains("骨.dcm", output);
        Assert.DoesNotContain('\u001b', output + error);
        Assert.NotEqual('\uFEFF', output[0]);
    }

    [Fact]
    public async Task Ctrl_C_stops_even_a_read_that_hangs_and_gives_code_130()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs mkfifo and kill.");
        using var folder = new TemporaryFolder();
        var pipe = folder["film.dcm"];
        await Process.Start("mkfifo", [pipe]).WaitForExitAsync(TestContext.Current.CancellationToken);
        var running = Run(["estimate", pipe], process =>
        {
            // Opening to write returns when the program has opened the pipe to read.
            using var writer = new FileStream(pipe, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            Process.Start("kill", ["-INT", $"{process.Id}"]).WaitForExit();
            process.WaitForExit();
        });
        var (code, output, error) = await running;
        Assert.Equal(130, code);
        Assert.Empty(output);
        Assert.Contains("stopped", error);
    }

    private static async Task<(int Code, string Out, string Error)> Run(params string[] args) => await Run(args, _ => { });

    private static async Task<(int Code, string Out, string Error)> Run(string[] args, Action<Process> whileRunning)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "trabecula.dll"), .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = new System.Text.UTF8Encoding(false),
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await Task.Run(() => whileRunning(process));
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
