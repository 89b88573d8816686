using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>Takes a manifest for a study: bounded, no film, and of films that may be read.</summary>
/// <param name="folders">The folders that may be read.</param>
internal sealed class ManifestIntake(StudyFolders folders)
{
    /// <summary>A quarter of a million films; a table beyond it is run by the command.</summary>
    public const long MostBytes = 64 << 20;

    /// <summary>Where a DICOM file says what it is, and the beginnings of pictures (PS3.10, 7.1; PNG and JPEG's signatures).</summary>
    private const int DicomMark = 128;

    /// <summary>Receives a manifest into a file.</summary>
    /// <param name="content">Its bytes.</param>
    /// <param name="path">The file; it is not there where the manifest is refused.</param>
    /// <param name="ct">Stops.</param>
    /// <exception cref="TrabeculaException"><c>film_as_manifest</c> or <c>too_large</c>.</exception>
    public static async Task ReceiveAsync(Stream content, string path, CancellationToken ct)
    {
        try
        {
            await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite))
            {
                var piece = new byte[64 << 10];
                for (int read; (read = await content.ReadAsync(piece, ct)) > 0;)
                {
                    if (file.Length + read > MostBytes)
                        throw new TrabeculaException("too_large", $"A manifest has at most {MostBytes >> 20} MB here; run a larger study by the command.");
                    await file.WriteAsync(piece.AsMemory(0, read), ct);
                }

                file.Position = 0;
                var head = new byte[4096];
                RefuseFilm(head.AsSpan(0, await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct)));
            }
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Reads a manifest and verifies where its films lie.</summary>
    /// <param name="path">The manifest.</param>
    /// <param name="folder">The folder that relative names begin at, as <see cref="StudyFolders.Enter"/> gives it.</param>
    /// <returns>The manifest, and the names in the folder that its films begin with.</returns>
    /// <exception cref="TrabeculaException">
    /// <c>invalid_manifest</c>, <c>no_usable_films</c>, <c>image_not_allowed</c> with the line, or <c>folder_not_allowed</c>.
    /// </exception>
    public (Manifest Manifest, IReadOnlySet<string> Entries) Read(string path, string folder)
    {
        var manifest = ReadTable(path);
        if (manifest.Rows.Count == 0)
        {
            var first = manifest.LeftOut is [var issue, ..] ? $" Line {issue.Line}: {issue.Reason}" : "";
            throw new TrabeculaException("no_usable_films", $"No row of the manifest can be used.{first}");
        }

        var entries = new HashSet<string>(StringComparer.Ordinal);
        var inFolder = Path.Combine(folder, "manifest.csv");
        foreach (var row in manifest.Rows)
        {
            var image = ImageLocation.Resolve(inFolder, row.Image);
            if (image is null || !folders.Holds(image))
            {
                throw new TrabeculaException(
                    "image_not_allowed", $"Line {row.Line}: the film lies outside the folders that studies may read. Nothing was stored; the setting Studies:Folders names them.");
            }

            if (!Path.IsPathFullyQualified(row.Image))
                entries.Add(Path.GetRelativePath(folder, image).Split(Path.DirectorySeparatorChar)[0]);
        }

        return (manifest, entries);
    }

    private static Manifest ReadTable(string path)
    {
        try
        {
            return ManifestReader.Read(path);
        }
        catch (TrabeculaException e)
        {
            // The sentence names the file, whose place here is nobody's business.
            throw new TrabeculaException(e.Code, e.Message.Replace(path, "The manifest", StringComparison.Ordinal), e);
        }
    }

    private static void RefuseFilm(ReadOnlySpan<byte> head)
    {
        var isFilm = (head.Length > DicomMark + 4 && head[DicomMark..].StartsWith("DICM"u8)) || head.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47])
            || head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) || head.Contains((byte)0);
        if (isFilm)
            throw new TrabeculaException("film_as_manifest", "This is a film or another binary file, not a table. Films are sent on the page Estimate; a study needs a manifest (CSV).");
    }
}
