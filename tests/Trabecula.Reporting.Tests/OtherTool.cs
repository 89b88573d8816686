using System.ComponentModel;
using System.Diagnostics;

namespace Trabecula.Reporting.Tests;

/// <summary>A tool of others that judges our files; its tests are skipped where it is not installed.</summary>
internal static class OtherTool
{
    /// <summary>Runs a tool.</summary>
    /// <returns>All that it wrote, on both streams.</returns>
    public static string Run(string tool, string package, params string[] arguments)
    {
        var start = new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Assert.Skip($"{tool} is not installed (Debian's package {package}).");
            return string.Empty;
        }

        using (process)
        {
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return output + error.Result;
        }
    }
}
