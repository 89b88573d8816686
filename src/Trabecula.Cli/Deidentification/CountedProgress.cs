using System.Diagnostics;

namespace Trabecula.Cli.Deidentification;

/// <summary>How far a run is whose end nobody knows: a line every few seconds.</summary>
/// <param name="terminal">Where to say it.</param>
internal sealed class CountedProgress(Terminal terminal)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private readonly Stopwatch _sinceLast = Stopwatch.StartNew();

    /// <summary>Says a line, if the last one is long enough ago.</summary>
    /// <param name="line">Makes the line.</param>
    public void Show(Func<string> line)
    {
        if (_sinceLast.Elapsed < Pause)
            return;
        _sinceLast.Restart();
        terminal.Say(line());
    }
}
