using System.Globalization;
using Spectre.Console;

namespace Trabecula.Cli;

/// <summary>Where a piece of long work stands.</summary>
/// <param name="Stage">What is being done; work may have several stages, one after another.</param>
/// <param name="Share">Share of the stage that is done, 0 to 1.</param>
/// <param name="Detail">What else is worth knowing, or an empty text.</param>
internal readonly record struct StageProgress(string Stage, double Share, string Detail);

/// <summary>Shows how far a long piece of work is: a bar with the time left for a person, a line now and then for a log.</summary>
internal static class ProgressDisplay
{
    /// <summary>A log gets a line at each of this many equal parts of a stage.</summary>
    private const int LogParts = 20;

    /// <summary>Runs work that reports how much of it is done, from any thread.</summary>
    /// <typeparam name="T">What the work reports.</typeparam>
    /// <param name="terminal">Where to show.</param>
    /// <param name="stage">Translates a report.</param>
    /// <param name="work">The work.</param>
    public static void Run<T>(Terminal terminal, Func<T, StageProgress> stage, Action<IProgress<T>> work)
    {
        if (!terminal.IsErrorInteractive)
        {
            var lines = new Lines(terminal);
            work(new Reports<T>(report => lines.Show(stage(report))));
            return;
        }

        terminal.ProgressConsole()
            .Progress()
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new PercentageColumn(),
                new RemainingTimeColumn())
            .Start(context =>
            {
                var bars = new Bars(context);
                work(new Reports<T>(report => bars.Show(stage(report))));
            });
    }

    /// <summary>Passes each report on at once, on the thread that makes it.</summary>
    private sealed class Reports<T>(Action<T> show) : IProgress<T>
    {
        private readonly Lock _oneAtATime = new();

        public void Report(T value)
        {
            lock (_oneAtATime)
                show(value);
        }
    }

    private sealed class Bars(ProgressContext context)
    {
        private readonly Dictionary<string, ProgressTask> _tasks = [];

        public void Show(StageProgress progress)
        {
            if (!_tasks.TryGetValue(progress.Stage, out var task))
                _tasks[progress.Stage] = task = context.AddTask(Markup.Escape(progress.Stage), maxValue: 1);
            // Several threads finish out of order; a bar does not run backwards.
            task.Value = Math.Max(task.Value, progress.Share);
            task.Description = Markup.Escape(progress.Detail.Length == 0 ? progress.Stage : $"{progress.Stage}: {progress.Detail}");
        }
    }

    private sealed class Lines(Terminal terminal)
    {
        private readonly Dictionary<string, int> _partsSaid = [];

        public void Show(StageProgress progress)
        {
            var part = (int)(progress.Share * LogParts);
            if (part <= _partsSaid.GetValueOrDefault(progress.Stage, -1))
                return;
            _partsSaid[progress.Stage] = part;
            var percent = (100 * progress.Share).ToString("0", CultureInfo.InvariantCulture);
            terminal.Say(progress.Detail.Length == 0
                ? $"{progress.Stage}: {percent} %"
                : $"{progress.Stage}: {percent} %, {progress.Detail}");
        }
    }
}
