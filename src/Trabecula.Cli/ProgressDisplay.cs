using System.Globalization;
using Spectre.Console;

namespace Trabecula.Cli;

/// <summary>Shows how far a long piece of work is: a bar with the time left for a person, a line now and then for a log.</summary>
internal static class ProgressDisplay
{
    /// <summary>A log gets a line at each of this many equal parts of the work.</summary>
    private const int LogParts = 20;

    /// <summary>Runs work that reports how much of it is done.</summary>
    /// <param name="terminal">Where to show.</param>
    /// <param name="title">What is being done.</param>
    /// <param name="work">The work; it calls its argument with the share done, 0 to 1, and what it is at.</param>
    public static void Run(Terminal terminal, string title, Action<Action<double, string>> work)
    {
        if (terminal.IsErrorInteractive)
            RunWithBar(terminal, title, work);
        else
            RunWithLines(terminal, title, work);
    }

    private static void RunWithBar(Terminal terminal, string title, Action<Action<double, string>> work) => terminal.ProgressConsole()
        .Progress()
        .Columns(
            new TaskDescriptionColumn { Alignment = Justify.Left },
            new ProgressBarColumn(),
            new PercentageColumn(),
            new RemainingTimeColumn())
        .Start(context =>
        {
            var task = context.AddTask(Markup.Escape(title), maxValue: 1);
            work((share, stage) =>
            {
                task.Value = share;
                task.Description = Markup.Escape(stage.Length == 0 ? title : $"{title}: {stage}");
            });
        });

    private static void RunWithLines(Terminal terminal, string title, Action<Action<double, string>> work)
    {
        var lockOfLines = new Lock();
        var said = -1;
        work((share, stage) =>
        {
            var part = (int)(share * LogParts);
            lock (lockOfLines)
            {
                if (part <= said)
                    return;
                said = part;
                var percent = (100 * share).ToString("0", CultureInfo.InvariantCulture);
                terminal.Say(stage.Length == 0 ? $"{title}: {percent} %" : $"{title}: {percent} %, {stage}");
            }
        });
    }
}
