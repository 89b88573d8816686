using System.Globalization;
using System.Text;
using SkiaSharp;
using Trabecula.Domain;

namespace Trabecula.Reporting;

/// <summary>The fonts of a printed report: built in for Latin and Japanese, the system's for other letters.</summary>
/// <remarks>A letter that no font has is a named error: a name printed as empty boxes could be anybody's.</remarks>
internal static class ReportFonts
{
    private static readonly Lazy<SKTypeface> Regular = new(() => BuiltIn("Regular"));
    private static readonly Lazy<SKTypeface> Bold = new(() => BuiltIn("Bold"));

    /// <summary>Fonts of the system that had a letter asked for, by letter; null where none has.</summary>
    private static readonly Dictionary<int, SKTypeface?> OfSystem = [];

    private static readonly string[] Folders =
    [
        "/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts",
        Environment.GetFolderPath(Environment.SpecialFolder.Fonts),
    ];

    /// <summary>The font for a letter.</summary>
    /// <param name="letter">The letter.</param>
    /// <param name="isBold">Whether bold is wanted; letters that are built in as regular only are regular.</param>
    /// <returns>A font that has it, or null.</returns>
    public static SKTypeface? Find(Rune letter, bool isBold)
    {
        if (isBold && Bold.Value.GetGlyph(letter.Value) != 0)
            return Bold.Value;
        if (Regular.Value.GetGlyph(letter.Value) != 0)
            return Regular.Value;
        if (!StandsAlone(letter))
            return null;
        lock (OfSystem)
        {
            if (!OfSystem.TryGetValue(letter.Value, out var font))
                OfSystem[letter.Value] = font = OfSystem.Values.FirstOrDefault(known => known?.GetGlyph(letter.Value) is > 0) ?? Search(letter);
            return font;
        }
    }

    /// <summary>The refusal of a text with a letter that no font has.</summary>
    /// <param name="letter">The letter.</param>
    public static TrabeculaException Missing(Rune letter) => new(
        "font_missing",
        $"The report holds the letter U+{letter.Value:X4}, which no font at hand can print; fonts for most letters are in Debian's packages "
        + "fonts-noto-cjk and fonts-noto-core, and writing that joins letters or runs to the left is not printed.");

    /// <summary>
    /// Whether a letter can be set by itself, from left to right. Arabic, Hebrew, Indic and South-East Asian writing cannot; set letter by letter
    /// it would read wrong.
    /// </summary>
    private static bool StandsAlone(Rune letter) =>
        Rune.GetUnicodeCategory(letter) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
            or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
        && letter.Value is not ((>= 0x0590 and <= 0x109F) or (>= 0x1700 and <= 0x1CFF) or (>= 0xA800 and <= 0xABFF) or (>= 0xFB1D and <= 0xFEFC)
            or (>= 0x10800 and <= 0x11FFF));

    private static SKTypeface? Search(Rune letter)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, MaxRecursionDepth = 8 };
        foreach (var folder in Folders.Where(Directory.Exists))
        {
            var files = Directory.EnumerateFiles(folder, "*", options)
                .Where(file => Path.GetExtension(file).ToUpperInvariant() is ".TTF" or ".OTF" or ".TTC")
                .Order(StringComparer.Ordinal);
            foreach (var file in files)
            {
                var font = SKTypeface.FromFile(file);
                if (font is not null && font.GetGlyph(letter.Value) != 0)
                    return font;
                font?.Dispose();
            }
        }

        return null;
    }

    private static SKTypeface BuiltIn(string weight)
    {
        using var stream = typeof(ReportFonts).Assembly.GetManifestResourceStream($"fonts/{weight}.otf");
        using var data = stream is null ? null : SKData.Create(stream);
        return (data is null ? null : SKTypeface.FromData(data))
            ?? throw new TrabeculaException("font_missing", $"The built-in font ({weight}) is missing from this build.");
    }
}
