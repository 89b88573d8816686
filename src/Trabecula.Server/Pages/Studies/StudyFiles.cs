namespace Trabecula.Server;

/// <summary>Where a study's files lie.</summary>
/// <param name="data">The data folder.</param>
/// <param name="id">The study.</param>
internal readonly struct StudyFiles(string data, long id)
{
    /// <summary>All of it.</summary>
    public string Folder { get; } = Path.Combine(data, "studies", id.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>The manifest, byte for byte as it was given, beside links to its films.</summary>
    public string Manifest => Path.Combine(Folder, "cohort", "manifest.csv");

    /// <summary>What <c>study --out</c> writes.</summary>
    public string Output => Path.Combine(Folder, "study");

    /// <summary>What <c>study</c> writes last, where it has come to its end.</summary>
    public string Record => Path.Combine(Output, "study.json");

    /// <summary>The model that was made of it.</summary>
    public string Model => Path.Combine(Folder, "model");

    /// <summary>What the program said.</summary>
    public string Log => Path.Combine(Folder, "run.log");

    /// <summary>Which process runs it.</summary>
    public string Process => Path.Combine(Folder, "process");

    /// <summary>Which jobs of the queue train its folds, a number in each line.</summary>
    public string Jobs => Path.Combine(Folder, "jobs");

    /// <summary>What the program said that trained a fold apart.</summary>
    /// <param name="fold">The fold, from 0.</param>
    public string LogOf(int fold) => Path.Combine(Folder, Named($"fold-{fold}.log"));

    /// <summary>Which process trains a fold apart.</summary>
    /// <param name="fold">The fold, from 0.</param>
    public string ProcessOf(int fold) => Path.Combine(Folder, Named($"fold-{fold}.process"));

    /// <summary>What is there once a fold's network is trained (<c>StudyJob.Name</c>).</summary>
    /// <param name="fold">The fold, from 0.</param>
    public string OutputsOf(int fold) => Path.Combine(Output, "trainings", Named($"fold-{fold}-network-0.outputs.json"));

    private static string Named(FormattableString name) => FormattableString.Invariant(name);
}
