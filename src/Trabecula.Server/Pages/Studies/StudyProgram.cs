using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace Trabecula.Server;

/// <summary>The program that runs studies: <c>trabecula study</c> in a process of its own, so that a training never stands in a film's way.</summary>
internal sealed class StudyProgram
{
    /// <summary>Folds of a study from the page.</summary>
    public const int Folds = 5;

    /// <summary>Ten below the usual: films go before studies (nice(1)).</summary>
    private const string Nice = "/usr/bin/nice";

    private readonly ServerSettings _settings;
    private readonly IReadOnlyList<string> _words;

    /// <summary>Finds the program.</summary>
    /// <param name="settings">May name it.</param>
    public StudyProgram(ServerSettings settings)
    {
        _settings = settings;
        _words = settings.Studies.Program.Count > 0 ? settings.Studies.Program : Own();
    }

    /// <summary>Whether there is one that can train.</summary>
    public bool IsThere => _words.Count > 0;

    /// <summary>What runs a study from its films to its report.</summary>
    /// <param name="study">The study.</param>
    public ProcessStartInfo Whole(Study study) => Start(study, [.. _words, "study", Files(study).Manifest, "--out", Files(study).Output, .. Training(study), .. Bundle(study)]);

    /// <summary>What trains one fold.</summary>
    /// <param name="study">The study.</param>
    /// <param name="fold">The fold, from 0.</param>
    public ProcessStartInfo Fold(Study study, int fold) =>
        Start(study, [.. _words, "study", Files(study).Manifest, "--out", Files(study).Output, .. Training(study), "--fold", Text(fold)]);

    /// <summary>What makes a study of folds that were trained.</summary>
    /// <param name="study">The study.</param>
    public ProcessStartInfo Merge(Study study) =>
        Start(study, [.. _words, "study", Files(study).Manifest, "--out", Files(study).Output, .. Training(study), "--merge", .. Bundle(study)]);

    /// <summary>What trains all folds on Slurm, and ends when they are trained.</summary>
    /// <param name="study">The study.</param>
    public ProcessStartInfo Submit(Study study) => Start(study, [.. _settings.Studies.Submit, "--wait", Files(study).Manifest, Files(study).Output, .. Training(study)]);

    /// <summary>A name that a model may have in tables, files and DICOM objects.</summary>
    /// <param name="name">What people call the study.</param>
    internal static string ModelName(string name)
    {
        var letters = string.Concat(name.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
        var words = string.Join('-', letters.Split('-', StringSplitOptions.RemoveEmptyEntries));
        return words.Length == 0 ? "study" : words[..Math.Min(words.Length, 48)].TrimEnd('-');
    }

    private StudyFiles Files(Study study) => new(_settings.Data, study.Id);

    private static string[] Training(Study study) =>
    [
        "--model", study.Localiser,
        "--criteria", study.Criteria,
        "--epochs", Text(study.Epochs),
        "--seed", Text(study.Seed),
        .. study.LearningCurve ? new[] { "--learning-curve" } : [],
    ];

    private string[] Bundle(Study study) => study.MakesModel ? ["--bundle", Files(study).Model, "--name", ModelName(study.Name), "--model-version", Text(study.Id)] : [];

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>No shell reads any of the words.</summary>
    private ProcessStartInfo Start(Study study, string[] program)
    {
        string[] words = [.. File.Exists(Nice) ? new[] { Nice, "-n", "10" } : [], .. program];
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            WorkingDirectory = Files(study).Folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };

        // The server's passwords, and those of its store, are no business of the study's.
        foreach (var name in start.Environment.Keys.Where(IsOfServer).ToArray())
            start.Environment.Remove(name);
        return start;
    }

    private static bool IsOfServer(string name) => name.StartsWith("TRABECULA_", StringComparison.OrdinalIgnoreCase) || name.StartsWith("AWS_", StringComparison.OrdinalIgnoreCase);

    /// <summary>This very program, where it is Trabecula's command and was built with libtorch.</summary>
    private static IReadOnlyList<string> Own()
    {
        var entry = Assembly.GetEntryAssembly();
        if (entry?.GetName().Name != "trabecula" || Environment.ProcessPath is not { } process || !CanTrain())
            return [];
        return Path.GetFileNameWithoutExtension(process) == "dotnet" ? [process, entry.Location] : [process];
    }

    private static bool CanTrain() => Directory.EnumerateFiles(AppContext.BaseDirectory, "*torch_cpu*", SearchOption.AllDirectories).Any();
}
