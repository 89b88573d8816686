using System.Text;
using System.Text.Json;
using Trabecula.Domain;

namespace Trabecula.Reporting;

/// <summary>A folder that receives, for each film, its result as JSON and its overlay as PNG and SVG, and on request an attribution map
/// in both formats, and the forms that a clinic takes.</summary>
/// <remarks>
/// Files are written beside their place and then renamed, the JSON file last: where it is there, the others are too. Films
/// whose files are named alike get <c>-2</c>, <c>-3</c> and so on; the same film written again replaces its own report.
/// One thread at a time.
/// </remarks>
public sealed class ReportDirectory
{
    private readonly string _directory;
    private readonly Dictionary<string, string> _fileByName = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Opens the folder and makes it where it is missing.</summary>
    /// <param name="directory">The folder.</param>
    /// <exception cref="TrabeculaException"><c>cannot_write</c> where it cannot be made.</exception>
    public ReportDirectory(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        _directory = Path.GetFullPath(directory);
        Guard(() => Directory.CreateDirectory(_directory));
    }

    /// <summary>Writes one film's report.</summary>
    /// <param name="result">The result.</param>
    /// <param name="film">The film, or null where it could not be read: then only the JSON file is written.</param>
    /// <param name="attribution">What the density rests on, drawn as a picture of its own; null or empty for none.</param>
    /// <param name="forms">Printed report, DICOM and FHIR; null for none.</param>
    /// <returns>The path of the JSON file.</returns>
    /// <exception cref="TrabeculaException"><c>cannot_write</c> where a file cannot be written.</exception>
    public string Write(FilmResult result, FilmPicture? film, IReadOnlyList<AttributionCell>? attribution = null, ClinicalForms? forms = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        var name = FreeName(result.File);
        WritePictures(
            $"{name}.overlay",
            film is null ? null : (() => OverlayPicture.Png(result, film), () => OverlayPicture.Svg(result, film)));
        WritePictures(
            $"{name}.attribution",
            film is null || attribution is not { Count: > 0 } cells
                ? null
                : (() => AttributionPicture.Png(result, film, cells), () => AttributionPicture.Svg(result, film, cells)));
        foreach (var ending in ClinicalForms.Endings)
        {
            if ((forms ?? ClinicalForms.None).Files.TryGetValue(ending, out var content))
                WriteFile(name + ending, content);
            else
                Guard(() => File.Delete(Path.Combine(_directory, name + ending)));
        }

        return WriteFile($"{name}.json", Encoding.UTF8.GetBytes(ResultJson.Write(result) + "\n"));
    }

    /// <summary>Writes a picture in both formats, or removes that of an earlier run: it would contradict what is told now.</summary>
    private void WritePictures(string name, (Func<byte[]> Png, Func<string> Svg)? picture)
    {
        var (png, svg) = ($"{name}.png", $"{name}.svg");
        if (picture is { } drawn)
        {
            WriteFile(png, drawn.Png());
            WriteFile(svg, Encoding.UTF8.GetBytes(drawn.Svg()));
        }
        else
        {
            Guard(() => File.Delete(Path.Combine(_directory, png)));
            Guard(() => File.Delete(Path.Combine(_directory, svg)));
        }
    }

    private string FreeName(string file)
    {
        var stem = ReportName.Of(file);
        for (var number = 1; ; number++)
        {
            var name = number == 1 ? stem : $"{stem}-{number}";
            var owner = _fileByName.GetValueOrDefault(name) ?? FileOfEarlierReport(name) ?? file;
            if (owner != file)
                continue;
            _fileByName[name] = file;
            return name;
        }
    }

    /// <summary>The film of a report that an earlier run left here; an empty text where the file is not ours.</summary>
    private string? FileOfEarlierReport(string name)
    {
        var path = Path.Combine(_directory, $"{name}.json");
        if (!File.Exists(path))
            return null;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement.GetProperty("file").GetString() ?? string.Empty;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }

    private string WriteFile(string name, byte[] content)
    {
        var path = Path.Combine(_directory, name);
        ReplacedFile.Write(path, stream => stream.Write(content));
        return path;
    }

    private void Guard(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new TrabeculaException("cannot_write", $"The report folder {_directory} cannot be written: {e.Message}", e);
        }
    }
}
