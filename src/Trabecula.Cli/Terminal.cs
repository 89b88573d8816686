using Spectre.Console;
using Trabecula.Reporting;

namespace Trabecula.Cli;

/// <summary>Where a verb writes: results on one stream, progress and warnings on the other.</summary>
/// <param name="Out">Results.</param>
/// <param name="Error">Progress, warnings, reasons.</param>
/// <param name="IsErrorInteractive">Whether a person watches <paramref name="Error"/>, so that a moving bar makes sense.</param>
internal sealed record Terminal(TextWriter Out, TextWriter Error, bool IsErrorInteractive)
{
    /// <summary>The process's own streams.</summary>
    public static Terminal OfProcess() => new(Console.Out, Console.Error, !Console.IsErrorRedirected);

    /// <summary>Writes a line of a result.</summary>
    /// <param name="line">One line; what could steer a terminal is taken out of it.</param>
    public void Tell(string line) => Out.WriteLine(PlainText.Clean(line));

    /// <summary>Says something that is no result.</summary>
    /// <param name="sentence">One line; what could steer a terminal is taken out of it.</param>
    public void Say(string sentence) => Error.WriteLine($"trabecula: {PlainText.Clean(sentence)}");

    /// <summary>A console for progress bars on <see cref="Error"/>; without colours where NO_COLOR is set.</summary>
    public IAnsiConsole ProgressConsole() => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(Error),
        Interactive = IsErrorInteractive ? InteractionSupport.Yes : InteractionSupport.No,
        Ansi = IsErrorInteractive ? AnsiSupport.Detect : AnsiSupport.No,
        ColorSystem = IsErrorInteractive && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            ? ColorSystemSupport.Detect
            : ColorSystemSupport.NoColors,
    });
}
