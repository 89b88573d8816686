using System.Text;

namespace Trabecula.Dicom;

/// <summary>Turns bytes to text and back by the terms of Specific Character Set (PS3.3, C.12.1.1.2).</summary>
internal static class CharacterSets
{
    private const int Latin1 = 28591;

    // Defined terms of tables C.12-2 and C.12-4 that are one encoding of .NET, by code page.
    private static readonly Dictionary<string, int> CodePages = new()
    {
        ["ISO_IR 100"] = Latin1,
        ["ISO_IR 101"] = 28592,
        ["ISO_IR 109"] = 28593,
        ["ISO_IR 110"] = 28594,
        ["ISO_IR 144"] = 28595,
        ["ISO_IR 127"] = 28596,
        ["ISO_IR 126"] = 28597,
        ["ISO_IR 138"] = 28598,
        ["ISO_IR 148"] = 28599,
        ["ISO_IR 203"] = 28605,
        ["ISO_IR 166"] = 874,
        ["ISO_IR 13"] = 932,
        ["ISO_IR 192"] = 65001,
        ["GB18030"] = 54936,
        ["GBK"] = 936,
    };

    static CharacterSets() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Decodes a whole value. Bytes that the character set does not know become U+FFFD.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes, IReadOnlyList<string> terms, DicomVr vr)
    {
        if (Ascii.IsValid(bytes) && bytes.IndexOf((byte)0x1B) < 0)
        {
            return Encoding.ASCII.GetString(bytes);
        }

        // Multiple terms, or one that starts with "ISO 2022", mean that escape sequences switch sets (PS3.5, 6.1.2.5).
        var first = terms.Count > 0 ? Normal(terms[0]) : "";
        return terms.Count > 1 || first.StartsWith("ISO 2022", StringComparison.Ordinal)
            ? new Iso2022Text(SingleByteRight(first), vr).Decode(bytes)
            : Find(first).GetString(bytes);
    }

    /// <summary>Encodes text, or says by null that the character set cannot hold it.</summary>
    public static byte[]? Encode(string text, IReadOnlyList<string> terms)
    {
        if (Ascii.IsValid(text))
        {
            return Encoding.ASCII.GetBytes(text);
        }

        if (terms.Count != 1 || !CodePages.TryGetValue(Normal(terms[0]), out var codePage) || codePage == 932)
        {
            return null;
        }

        try
        {
            return Encoding.GetEncoding(codePage, EncoderFallback.ExceptionFallback, DecoderFallback.ReplacementFallback).GetBytes(text);
        }
        catch (EncoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>An encoding by code page.</summary>
    public static Encoding ByCodePage(int codePage) => Encoding.GetEncoding(codePage);

    // An absent or unknown term: files with letters beyond ASCII then are mostly Latin-1 or UTF-8; Latin-1 loses nothing.
    private static Encoding Find(string term) => Encoding.GetEncoding(CodePages.GetValueOrDefault(term, Latin1));

    // What the upper half means until an escape sequence says otherwise: that of the first term.
    private static int SingleByteRight(string first) =>
        CodePages.GetValueOrDefault(first.Replace("ISO 2022 IR", "ISO_IR", StringComparison.Ordinal), Latin1);

    // Writers differ in case and in space or underscore.
    private static string Normal(string term)
    {
        var upper = term.Trim().ToUpperInvariant();
        if (upper.StartsWith("ISO2022", StringComparison.Ordinal) || upper.StartsWith("ISO_2022", StringComparison.Ordinal)
            || upper.StartsWith("ISO-2022", StringComparison.Ordinal) || upper.StartsWith("ISO 2022", StringComparison.Ordinal))
        {
            return "ISO 2022 IR " + Digits(upper[(upper.IndexOf("2022", StringComparison.Ordinal) + 4)..]);
        }

        return upper.StartsWith("ISO", StringComparison.Ordinal) && Digits(upper) is { Length: > 0 } digits ? "ISO_IR " + digits : upper;
    }

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));
}
