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

    /// <summary>The model that was made of it.</summary>
    public string Model => Path.Combine(Folder, "model");

    /// <summary>What the program said.</summary>
    public string Log => Path.Combine(Folder, "run.log");

    /// <summary>Which process runs it.</summary>
    public string Process => Path.Combine(Folder, "process");
}
