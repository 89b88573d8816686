using Trabecula.Domain;

namespace Trabecula.Cli.Deidentification;

/// <summary>Keeps apart what must not lie together: what names people, what does not, and the key between them.</summary>
internal static class SafePlaces
{
    /// <summary>Checks where a run reads and writes.</summary>
    /// <param name="inputs">Files and folders that name people.</param>
    /// <param name="output">Folder that names nobody.</param>
    /// <param name="secrets">Files that link the two: the key, the linking table, a report with names.</param>
    /// <exception cref="TrabeculaException"><c>unsafe_place</c>.</exception>
    public static void Check(IEnumerable<string> inputs, string output, params string?[] secrets)
    {
        var target = Real(output);
        foreach (var input in inputs)
        {
            var source = Real(input);
            if (IsWithin(target, source))
                throw new TrabeculaException("unsafe_place", $"The folder for the output lies in {input}, among what names people; name one elsewhere.");
            if (IsWithin(source, target))
                throw new TrabeculaException("unsafe_place", $"{input} lies in the folder for the output, which must hold nothing that names people.");
        }

        // A report that is written over the key or over a film would destroy it.
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var secret in secrets.OfType<string>())
        {
            var place = Real(secret);
            if (!taken.Add(place))
                throw new TrabeculaException("unsafe_place", $"{secret} is named twice; key, linking table and report are files of their own.");
            if (inputs.FirstOrDefault(input => IsWithin(place, Real(input))) is { } input)
                throw new TrabeculaException("unsafe_place", $"{secret} is or lies in {input}, which is only read; name a file elsewhere.");
        }

        foreach (var secret in secrets.OfType<string>().Where(secret => IsWithin(Real(secret), target)))
            throw new TrabeculaException("unsafe_place", $"{secret} lies in the folder for the output; whoever gets that folder would know who is who.");
    }

    private static bool IsWithin(string path, string folder) =>
        path == folder || path.StartsWith(folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    // The place that a name means once links on the way are followed; what is not there yet has none.
    private static string Real(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var parent = Path.GetDirectoryName(full);
        if (parent is null)
            return full;
        var here = Path.Combine(Real(parent), Path.GetFileName(full));
        try
        {
            FileSystemInfo entry = Directory.Exists(here) ? new DirectoryInfo(here) : new FileInfo(here);
            return entry.ResolveLinkTarget(returnFinalTarget: true) is { } target ? Real(target.FullName) : here;
        }
        catch (IOException)
        {
            return here;
        }
    }
}
