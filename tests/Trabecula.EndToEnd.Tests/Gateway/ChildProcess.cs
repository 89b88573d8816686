using System.Diagnostics;
using System.Text;

namespace Trabecula.EndToEnd.Tests;

/// <summary>A program that a test starts, and kills by its own process alone.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _said = new();

    public ChildProcess(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += Hear;
        _process.ErrorDataReceived += Hear;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public bool HasEnded => _process.HasExited;

    public int Id => _process.Id;

    public int Code => _process.ExitCode;

    public string Said
    {
        get
        {
            lock (_said)
                return _said.ToString();
        }
    }

    /// <summary>Runs a program to its end.</summary>
    public static async Task<(int Code, string Said)> RunAsync(string program, IEnumerable<string> arguments, CancellationToken ct)
    {
        using var child = new ChildProcess(program, arguments);
        await child._process.WaitForExitAsync(ct);
        return (child.Code, child.Said);
    }

    /// <summary>Waits for its end.</summary>
    public Task WaitAsync(CancellationToken ct) => _process.WaitForExitAsync(ct);

    /// <summary>SIGKILL: the program gets no word to say.</summary>
    public void Kill()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>SIGTERM, as a service manager stops a service.</summary>
    public async Task StopAsync(CancellationToken ct)
    {
        await RunAsync("kill", ["-TERM", $"{_process.Id}"], ct);
        await _process.WaitForExitAsync(ct);
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    private void Hear(object sender, DataReceivedEventArgs line)
    {
        lock (_said)
            _said.AppendLine(line.Data);
    }
}
