using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Trabecula.Server;

/// <summary>Asks a process to end, and sees to it that none is left over.</summary>
internal static class StudySignals
{
    /// <summary>SIGTERM (signal(7)).</summary>
    private const int Terminate = 15;

    /// <summary>Asks it to end at the next safe place; where systems have no such signal it is ended, for a study survives that too.</summary>
    /// <param name="process">The process.</param>
    public static void AskToEnd(Process process)
    {
        try
        {
            if (OperatingSystem.IsWindows())
                process.Kill(entireProcessTree: true);
            else if (!process.HasExited)
                _ = Kill(process.Id, Terminate);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    /// <summary>Notes which process runs a study.</summary>
    /// <param name="file">The file.</param>
    /// <param name="process">The process.</param>
    public static void Note(string file, Process process) =>
        File.WriteAllText(file, FormattableString.Invariant($"{process.Id} {process.StartTime.ToUniversalTime().Ticks}"));

    /// <summary>Ends a process that a server which was killed has left behind: two must not write into one study.</summary>
    /// <param name="file">What <see cref="Note"/> wrote.</param>
    /// <param name="ct">Stops waiting.</param>
    public static async Task EndLeftOverAsync(string file, CancellationToken ct)
    {
        if (!File.Exists(file) || (await File.ReadAllTextAsync(file, ct)).Split(' ') is not [var number, var began] || !int.TryParse(number, out var id))
            return;
        try
        {
            using var process = Process.GetProcessById(id);

            // Numbers are used again; a process that began at another time is somebody else's. The system's clock counts hundredths of a second.
            if (Math.Abs(process.StartTime.ToUniversalTime().Ticks - long.Parse(began, System.Globalization.CultureInfo.InvariantCulture)) > TimeSpan.TicksPerSecond)
                return;
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(ct);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // It is not there any more.
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int process, int signal);
}
