namespace Trabecula.Domain;

/// <summary>Writes a file beside its place and renames it when it is whole, so that nobody ever sees half of it.</summary>
public static class ReplacedFile
{
    /// <summary>Writes a file, in the place of an older one if there is one.</summary>
    /// <param name="path">Where the file shall be; its folder must exist.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="TrabeculaException"><c>cannot_write</c> where the system refuses; what was there before is untouched.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        var beside = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            using (var stream = new FileStream(beside, FileMode.CreateNew, FileAccess.Write))
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
