namespace Trabecula.Domain;

/// <summary>Where a table's <c>image</c> cell points.</summary>
public static class ImageLocation
{
    /// <summary>Resolves a cell: an absolute path stands as it is, a relative one lies in the table's folder or below it.</summary>
    /// <remarks>
    /// An absolute path is plain to see for whoever gives the table; a relative one that climbs out (<c>../../x</c>) is not, and is
    /// refused. Symbolic links inside the folder are the owner's and are followed.
    /// </remarks>
    /// <param name="tablePath">Path of the table.</param>
    /// <param name="image">The cell.</param>
    /// <returns>A full path, or null where the cell is empty, holds a NUL or leaves the folder.</returns>
    public static string? Resolve(string tablePath, string image)
    {
        ArgumentException.ThrowIfNullOrEmpty(tablePath);
        ArgumentNullException.ThrowIfNull(image);
        if (string.IsNullOrWhiteSpace(image) || image.Contains('\0'))
            return null;
        if (Path.IsPathFullyQualified(image))
            return Path.GetFullPath(image);
        if (Path.IsPathRooted(image))
            return null;
        var folder = Path.GetDirectoryName(Path.GetFullPath(tablePath)) ?? Path.GetPathRoot(Path.GetFullPath(tablePath))!;
        var inside = Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar;
        var full = Path.GetFullPath(image, folder);
        return full.StartsWith(inside, StringComparison.Ordinal) && full.Length > inside.Length ? full : null;
    }
}
