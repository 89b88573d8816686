using System.Text;

namespace Trabecula.Reporting;

/// <summary>Makes a file name for a report from whatever the film's file is called.</summary>
internal static class ReportName
{
    /// <summary>
    /// File systems allow 255 bytes. A character may take three; a number, <c>.overlay.png</c> and, while it is written, 38
    /// more are added.
    /// </summary>
    private const int Longest = 64;

    private static readonly string[] KnownEndings = [".dcm", ".dicom", ".png", ".jpg", ".jpeg", ".tif", ".tiff"];

    /// <summary>The last part of a path without its ending, and without anything that a folder or a shell could take amiss.</summary>
    /// <param name="file">The film's file as the user gave it.</param>
    /// <returns>Letters, digits, <c>-</c>, <c>_</c> and inner dots; <c>film</c> where nothing is left.</returns>
    public static string Of(string file)
    {
        var name = file[(file.LastIndexOfAny(['/', '\\']) + 1)..];
        // Only endings that are known: DICOM files are often named by a UID, whose last part is no ending.
        var ending = KnownEndings.FirstOrDefault(known => name.EndsWith(known, StringComparison.OrdinalIgnoreCase));
        if (ending is not null)
            name = name[..^ending.Length];
        var safe = new StringBuilder();
        foreach (var character in name.Take(Longest))
            safe.Append(char.IsLetterOrDigit(character) || character is '-' or '_' or '.' ? character : '_');
        var trimmed = safe.ToString().Trim('.').TrimStart('-');
        return trimmed.Length == 0 ? "film" : trimmed;
    }
}
