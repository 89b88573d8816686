using Trabecula.Domain;

namespace Trabecula.Cli.Deidentification;

/// <summary>A file of an archive, or the reason why there is none to read.</summary>
/// <param name="Path">The file or folder.</param>
/// <param name="Fault">Code and sentence where it is not to be read.</param>
internal sealed record ArchiveFile(string Path, TrabeculaException? Fault = null);

/// <summary>Goes through files and folders of any size, one file at a time; no folder is listed as a whole.</summary>
internal static class ArchiveWalk
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    /// <summary>The files, in the order in which the system gives them.</summary>
    /// <param name="inputs">Files and folders. What is named here is read; symbolic links within folders are not followed.</param>
    public static IEnumerable<ArchiveFile> Files(IEnumerable<string> inputs)
    {
        foreach (var input in inputs)
        {
            if (!Directory.Exists(input))
            {
                yield return File.Exists(input)
                    ? new ArchiveFile(input)
                    : new ArchiveFile(input, new TrabeculaException("no_such_file", "There is no such file."));
                continue;
            }

            foreach (var file in Within(input))
                yield return file;
        }
    }

    private static IEnumerable<ArchiveFile> Within(string folder)
    {
        // As many open folders as the tree is deep.
        var open = new Stack<IEnumerator<FileSystemInfo>>();
        if (Open(folder, open) is { } closed)
            yield return closed;
        try
        {
            while (open.TryPeek(out var entries))
            {
                var (entry, fault) = Next(entries);
                if (fault is not null)
                    yield return new ArchiveFile(folder, fault);
                if (entry is null)
                    open.Pop().Dispose();
                else if (entry.LinkTarget is not null || entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
                    yield return new ArchiveFile(entry.FullName, new TrabeculaException("symbolic_link", "Symbolic links within a folder are not followed."));
                else if (entry is DirectoryInfo inner)
                {
                    if (Open(inner.FullName, open) is { } unreadable)
                        yield return unreadable;
                }
                else
                    yield return Regular((FileInfo)entry);
            }
        }
        finally
        {
            foreach (var entries in open)
                entries.Dispose();
        }
    }

    // A pipe has no length either; opening one would wait for a writer.
    private static ArchiveFile Regular(FileInfo file)
    {
        try
        {
            return file.Length == 0
                ? new ArchiveFile(file.FullName, new TrabeculaException("empty_file", "There is nothing in the file."))
                : new ArchiveFile(file.FullName);
        }
        catch (IOException e)
        {
            return new ArchiveFile(file.FullName, new TrabeculaException("no_such_file", "The file is no longer there.", e));
        }
    }

    private static ArchiveFile? Open(string folder, Stack<IEnumerator<FileSystemInfo>> open)
    {
        try
        {
            open.Push(new DirectoryInfo(folder).EnumerateFileSystemInfos("*", Everything).GetEnumerator());
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new ArchiveFile(folder, Unreadable(e));
        }
    }

    private static (FileSystemInfo? Entry, TrabeculaException? Fault) Next(IEnumerator<FileSystemInfo> entries)
    {
        try
        {
            return (entries.MoveNext() ? entries.Current : null, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, Unreadable(e));
        }
    }

    private static TrabeculaException Unreadable(Exception e) => new("unreadable", "The folder cannot be read.", e);
}
