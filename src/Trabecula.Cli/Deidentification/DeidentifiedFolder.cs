using System.Text.Json;
using Trabecula.Dicom;
using Trabecula.Domain;

namespace Trabecula.Cli.Deidentification;

/// <summary>A folder of de-identified films of one key: <c>PSEUDONYM/UID.dcm</c>, and <c>deidentification.json</c> that tells how they were made.</summary>
internal sealed class DeidentifiedFolder
{
    private const string About = "deidentification.json";
    private readonly string _films;

    private DeidentifiedFolder(string films) => _films = films;

    /// <summary>Opens a folder for films of a key.</summary>
    /// <param name="folder">A new or an empty folder, or one of the same key and the same options.</param>
    /// <param name="subfolder">Where in it the films go, or an empty text.</param>
    /// <param name="key">The key.</param>
    /// <param name="options">What is kept.</param>
    /// <exception cref="TrabeculaException"><c>folder_not_empty</c>: it holds something else.</exception>
    public static DeidentifiedFolder Open(string folder, string subfolder, DeidentificationKey key, DeidentificationOptions options)
    {
        var about = JsonSerializer.Serialize(
            new
            {
                profile = "DICOM PS3.15 Annex E, Basic Application Level Confidentiality Profile (113100)",
                retain_patient_characteristics = options.RetainPatientCharacteristics,
                retain_modified_dates = options.RetainModifiedDates,
                key_fingerprint = key.Fingerprint,
            },
            new JsonSerializerOptions { WriteIndented = true }) + "\n";
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, About);
        if (File.Exists(path) ? File.ReadAllText(path) != about : Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new TrabeculaException(
                "folder_not_empty", $"{folder} holds something else, or films of another key or other options; name a new folder.");
        }

        ReplacedFile.Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(about)));
        return new DeidentifiedFolder(Path.Combine(folder, subfolder));
    }

    /// <summary>The name of a film from the folder's own films on.</summary>
    public static string NameOf(DeidentifiedObject film) => $"{film.Pseudonym}/{film.SopInstanceUid}.dcm";

    /// <summary>Writes a film, whole or not at all.</summary>
    /// <param name="film">The film.</param>
    /// <returns>True where it was written, false where the very same file is there.</returns>
    /// <exception cref="TrabeculaException"><c>duplicate_film</c>: there is another film of the same UID.</exception>
    public bool Write(DeidentifiedObject film)
    {
        var path = Path.Combine(_films, film.Pseudonym, film.SopInstanceUid + ".dcm");
        if (File.Exists(path))
        {
            return IsSame(path, film.Content)
                ? false
                : throw new TrabeculaException("duplicate_film", "Another film with the same SOP Instance UID, and other content, was written before.");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        ReplacedFile.Write(path, stream => stream.Write(film.Content));
        return true;
    }

    private static bool IsSame(string path, byte[] content) =>
        new FileInfo(path).Length == content.Length && File.ReadAllBytes(path).AsSpan().SequenceEqual(content);
}
