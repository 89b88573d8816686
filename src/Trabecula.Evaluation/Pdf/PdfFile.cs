using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Trabecula.Evaluation;

/// <summary>Writes pages as a PDF 1.4 file (PDF 32000-1:2008, section 7.5). No date and no chance: the same pages give the same bytes.</summary>
internal sealed class PdfFile
{
    private const int Catalog = 1;
    private const int Tree = 2;
    private const int FirstFont = 3;

    private readonly MemoryStream _file = new();
    private readonly List<long> _offsets = [];

    /// <summary>Writes a file.</summary>
    public static byte[] Write(string title, IReadOnlyList<PdfPage> pages)
    {
        var file = new PdfFile();
        // The four bytes above 127 tell mail programs that it is binary.
        file.Add("%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n");
        // Each page is a content, its pictures and the page itself; numbers are known before anything is written.
        var pageNumbers = new List<int>();
        var next = FirstFont + 2;
        foreach (var page in pages)
        {
            pageNumbers.Add(next + 1 + page.Pictures.Count);
            next = pageNumbers[^1] + 1;
        }

        file.Object($"<< /Type /Catalog /Pages {Tree} 0 R /Lang (en) >>");
        file.Object($"<< /Type /Pages /Count {pages.Count} /Kids [{string.Join(' ', pageNumbers.Select(number => $"{number} 0 R"))}] >>");
        foreach (var font in new[] { PdfFont.Regular, PdfFont.Bold })
            file.Object($"<< /Type /Font /Subtype /Type1 /BaseFont /{font.Name} /Encoding /WinAnsiEncoding >>");
        foreach (var page in pages)
            file.AddPage(page);
        var information = file.Object($"<< /Title ({Escaped(PdfFont.Encode(title))}) /Producer (Trabecula) >>");
        file.End(information);
        return file._file.ToArray();
    }

    private void AddPage(PdfPage page)
    {
        var content = Stream("", Compress(Encoding.Latin1.GetBytes(page.Content)), "/Filter /FlateDecode");
        var pictures = new StringBuilder();
        for (var i = 0; i < page.Pictures.Count; i++)
        {
            var picture = page.Pictures[i];
            var number = Stream(
                $"/Type /XObject /Subtype /Image /Width {picture.Width} /Height {picture.Height} /BitsPerComponent 8 "
                + $"/ColorSpace /{(picture.Colors == 1 ? "DeviceGray" : "DeviceRGB")} ",
                picture.Compressed,
                $"/Filter /FlateDecode /DecodeParms << /Predictor 15 /Colors {picture.Colors} /BitsPerComponent 8 /Columns {picture.Width} >>");
            pictures.Append(CultureInfo.InvariantCulture, $"/P{i + 1} {number} 0 R ");
        }

        Object(
            $"<< /Type /Page /Parent {Tree} 0 R /MediaBox [0 0 {PdfPage.Width} {PdfPage.Height}] /Contents {content} 0 R /Resources << "
            + $"/Font << /F1 {FirstFont} 0 R /F2 {FirstFont + 1} 0 R >> /XObject << {pictures}>> >> >>");
    }

    private int Object(FormattableString text) => Object(text.ToString(CultureInfo.InvariantCulture));

    private int Object(string text)
    {
        var number = Begin();
        Add($"{text}\nendobj\n");
        return number;
    }

    private int Stream(string entries, byte[] data, string filter)
    {
        var number = Begin();
        Add(string.Create(CultureInfo.InvariantCulture, $"<< {entries}{filter} /Length {data.Length} >>\nstream\n"));
        _file.Write(data);
        Add("\nendstream\nendobj\n");
        return number;
    }

    private int Begin()
    {
        _offsets.Add(_file.Position);
        Add(string.Create(CultureInfo.InvariantCulture, $"{_offsets.Count} 0 obj\n"));
        return _offsets.Count;
    }

    private void End(int information)
    {
        var table = _file.Position;
        Add(string.Create(CultureInfo.InvariantCulture, $"xref\n0 {_offsets.Count + 1}\n0000000000 65535 f \n"));
        foreach (var offset in _offsets)
            Add(string.Create(CultureInfo.InvariantCulture, $"{offset:0000000000} 00000 n \n"));
        Add(string.Create(
            CultureInfo.InvariantCulture,
            $"trailer\n<< /Size {_offsets.Count + 1} /Root {Catalog} 0 R /Info {information} 0 R >>\nstartxref\n{table}\n%%EOF\n"));
    }

    private void Add(string text) => _file.Write(Encoding.Latin1.GetBytes(text));

    private static string Escaped(string encoded) =>
        encoded.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal);

    private static byte[] Compress(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(content);
        return compressed.ToArray();
    }
}
