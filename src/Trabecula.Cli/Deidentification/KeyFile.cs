using Trabecula.Dicom;

namespace Trabecula.Cli.Deidentification;

/// <summary>The key of a run.</summary>
internal static class KeyFile
{
    /// <summary>Reads the key, or makes one where there is no such file, and says so.</summary>
    /// <param name="path">The file.</param>
    /// <param name="terminal">Where to say it.</param>
    /// <exception cref="DicomException"><c>invalid_key</c> or <c>file_access</c>.</exception>
    public static DeidentificationKey Open(string path, Terminal terminal)
    {
        if (File.Exists(path))
            return DeidentificationKey.Load(path);
        var key = DeidentificationKey.Create(path);
        terminal.Say($"made a new key: {path}. Keep it apart from the output and do not lose it: with it the pseudonyms of a later run are the same.");
        return key;
    }
}
