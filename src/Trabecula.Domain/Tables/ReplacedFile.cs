namespace Trabecula.Domain;

/// <summary>Writes a file beside its place and renames it when it is whole, so that nobody ever sees half of it.</summary>
public static class ReplacedFile
{
    /// <summary>Writes a file, in the place of an older one if there is one.</summary>
    /// <param name="path">Where the file shall be; its folder must exist.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="isPrivate">Whether its owner alone may read it (Unix).</param>
    /// <exception cref="TrabeculaException"><c>cannot_write</c> where the system refuses; what was there before is untouched.</exception>
    public static void Write(string path, Action<Stream> write, bool isPrivate = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        var beside = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (isPrivate && !OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var stream = new FileStream(beside, options))
                write(stream);
            File.Move(beside, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TrabeculaException("cannot_write", $"{path} cannot be written: {e.Message}", e);
        }
        finally
        {
            if (File.Exists(beside))
                File.Delete(beside);
        }
    }
}
