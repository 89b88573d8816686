using System.Runtime.InteropServices;
using System.Text;

namespace Trabecula.Cli;

/// <summary>The process: its output, and how it is asked to end.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        // Names of files and units hold letters beyond ASCII, whatever the terminal's language.
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

        // The first Ctrl-C (or the system's request to end) stops the work at the next safe place; the second ends the process.
        using var stop = new CancellationTokenSource();
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        }

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        return await CommandLineApplication.RunAsync(args, Terminal.OfProcess(), ct: stop.Token);
    }
}
