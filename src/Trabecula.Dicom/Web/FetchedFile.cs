using Trabecula.Domain;

namespace Trabecula.Dicom;

/// <summary>Puts what is fetched into a file: beside it first, then renamed, so that no half-fetched file is ever seen.</summary>
internal static class FetchedFile
{
    /// <summary>Fetches.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="fetch">Writes what comes.</param>
    /// <exception cref="TrabeculaException"><c>cannot_write</c> where the system refuses, and what <paramref name="fetch"/> throws.</exception>
    public static async Task WriteAsync(string path, Func<Stream, Task> fetch)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var beside = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            await using (var stream = new FileStream(beside, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, useAsync: true))
            {
                await fetch(stream).ConfigureAwait(false);
            }

            File.Move(beside, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TrabeculaException("cannot_write", $"What was fetched cannot be written: {e.Message}", e);
        }
        finally
        {
            File.Delete(beside);
        }
    }
}
