namespace Trabecula.Domain;

/// <summary>A row that was left out.</summary>
/// <param name="Line">Its line in the file, from 1.</param>
/// <param name="Reason">A sentence that says which cell is wrong and why; holds no subject's identifier.</param>
public sealed record ManifestIssue(int Line, string Reason);

/// <summary>A manifest as read.</summary>
/// <param name="Path">Full path of the file.</param>
/// <param name="Rows">The usable rows, in the file's order.</param>
/// <param name="LeftOut">The rows that were left out, in the file's order.</param>
public sealed record Manifest(string Path, IReadOnlyList<ManifestRow> Rows, IReadOnlyList<ManifestIssue> LeftOut)
{
    /// <summary>Full path of a row's film.</summary>
    /// <param name="row">A row.</param>
    /// <exception cref="TrabeculaException"><c>image_outside_folder</c> where a relative name leaves the manifest's folder.</exception>
    public string PathOf(ManifestRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return ImageLocation.Resolve(Path, row.Image)
            ?? throw new TrabeculaException("image_outside_folder", "The image of a row lies outside the manifest's folder.");
    }
}
