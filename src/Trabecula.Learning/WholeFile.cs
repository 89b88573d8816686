using Trabecula.Domain;

namespace Trabecula.Learning;

/// <summary>Files that are there whole or not at all.</summary>
internal static class WholeFile
{
    /// <summary>Writes beside the place and renames.</summary>
    /// <exception cref="TrabeculaException">The file cannot be written (<c>cannot_write</c>).</exception>
    public static void Write(string path, byte[] bytes)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } directory) Directory.CreateDirectory(directory);
            File.WriteAllBytes(temporary, bytes);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            File.Delete(temporary);
            throw new TrabeculaException("cannot_write", $"The file {path} cannot be written.", exception);
        }
    }
}
