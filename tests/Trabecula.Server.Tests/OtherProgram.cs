using System.Diagnostics;

namespace Trabecula.Server.Tests;

/// <summary>Runs a program of the system.</summary>
internal static class OtherProgram
{
    public static async Task<int> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        // What it started may go on and hold the streams open; they are read to keep it from waiting, not for their end.
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        while (!process.HasExited)
            await Task.Delay(20, TestContext.Current.CancellationToken);
        return process.ExitCode;
    }
}
