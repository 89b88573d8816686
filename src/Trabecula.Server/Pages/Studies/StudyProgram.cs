using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace Trabecula.Server;

/// <summary>The program that runs studies: <c>trabecula study</c> in a process of its own, so that a training never stands in a film's way.</summary>
internal sealed class StudyProgram
{
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

    /// <summary>What starts a study; no shell reads any of it.</summary>
    /// <param name="study">The study.</param>
    public ProcessStartInfo Start(Study study)
    {
        var files = new StudyFiles(_settings.Data, study.Id);
        string[] words =
        [
            .. File.Exists(Nice) ? new[] { Nice, "-n", "10" } : [],
            .. _words,
            "study", files.Manifest,
            "--out", files.Output,
            "--model", study.Localiser,
            "--criteria", study.Criteria,
            "--epochs", study.Epochs.ToString(CultureInfo.InvariantCulture),
            "--seed", study.Seed.ToString(CultureInfo.InvariantCulture),
            .. study.LearningCurve ? new[] { "--learning-curve" } : [],
            .. study.MakesModel ? new[] { "--bundle", files.Model, "--name", ModelName(study.Name), "--model-version", study.Id.ToString(CultureInfo.InvariantCulture) } : [],
        ];
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            WorkingDirectory = files.Folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };

        // The server's passwords are no business of the study's.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("TRABECULA_", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
        return start;
    }

    /// <summary>A name that a model may have in tables, files and DICOM objects.</summary>
    /// <param name="name">What people call the study.</param>
    internal static string ModelName(string name)
    {
        var letters = string.Concat(name.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
        var words = string.Join('-', letters.Split('-', StringSplitOptions.RemoveEmptyEntries));
        return words.Length == 0 ? "study" : words[..Math.Min(words.Length, 48)].TrimEnd('-');
    }

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
