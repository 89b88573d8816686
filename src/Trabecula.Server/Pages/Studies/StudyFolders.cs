using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>The folders that studies may read; whatever a manifest, a researcher or a symbolic link says, nothing outside of them.</summary>
internal sealed class StudyFolders
{
    /// <summary>As many links in one path as Linux follows (path_resolution(7)).</summary>
    private const int MostLinks = 40;

    /// <summary>Folders in which manifests are looked for, so that a folder of a million is not listed.</summary>
    private const int MostFolders = 500;

    private readonly string[] _roots;

    /// <summary>Takes the setting up.</summary>
    /// <param name="settings">Names the folders.</param>
    public StudyFolders(ServerSettings settings) => _roots = [.. settings.Studies.Folders.Select(Path.GetFullPath).Distinct()];

    /// <summary>The allowed folders as they are set.</summary>
    public IReadOnlyList<string> Roots => _roots;

    /// <summary>Manifests that lie in allowed folders or one below.</summary>
    public IReadOnlyList<string> Manifests() =>
        [.. _roots.Where(Directory.Exists)
            .SelectMany(root => Directory.EnumerateDirectories(root, "*", Readable).Take(MostFolders).Order(StringComparer.Ordinal).Prepend(root))
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*manifest*.csv", Readable).Order(StringComparer.Ordinal))
            .Where(Holds)
            .Take(MostFolders)];

    /// <summary>A folder that films are read from.</summary>
    /// <param name="folder">Full path.</param>
    /// <returns>Where it really is.</returns>
    /// <exception cref="TrabeculaException"><c>folder_not_allowed</c>.</exception>
    public string Enter(string folder) =>
        Path.IsPathFullyQualified(folder) && Directory.Exists(folder) && Holds(folder)
            ? Canonical(folder)
            : throw new TrabeculaException("folder_not_allowed", "This folder is not among those that studies may read, or is not there; the setting Studies:Folders names them.");

    /// <summary>Whether a path lies in an allowed folder, wherever links lead.</summary>
    /// <param name="path">Full path; need not be there.</param>
    public bool Holds(string path)
    {
        var real = Canonical(path);
        return _roots.Select(Canonical).Any(root => real == root || real.StartsWith(Path.EndsInDirectorySeparator(root) ? root : root + Path.DirectorySeparatorChar, StringComparison.Ordinal));
    }

    /// <summary>Follows each link on the way, as the system does: <c>..</c> after a link leads above what it points to.</summary>
    /// <param name="path">Full path.</param>
    /// <exception cref="TrabeculaException"><c>folder_not_allowed</c> where links lead in circles.</exception>
    internal static string Canonical(string path)
    {
        var root = Path.GetPathRoot(path)!;
        var (current, links) = (root, 0);
        var rest = new Stack<string>(Parts(path[root.Length..]).Reverse());
        while (rest.TryPop(out var part))
        {
            if (part == ".")
                continue;
            if (part == "..")
            {
                current = Path.GetDirectoryName(current) ?? root;
                continue;
            }

            var next = Path.Combine(current, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                current = next;
                continue;
            }

            if (++links > MostLinks)
                throw new TrabeculaException("folder_not_allowed", "Symbolic links lead in circles there.");
            if (Path.IsPathRooted(target))
                (current, target) = (root, target[Path.GetPathRoot(target)!.Length..]);
            foreach (var one in Parts(target).Reverse())
                rest.Push(one);
        }

        return current;
    }

    private static EnumerationOptions Readable { get; } = new() { IgnoreInaccessible = true, MatchCasing = MatchCasing.CaseInsensitive };

    private static string[] Parts(string path) => path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
}
