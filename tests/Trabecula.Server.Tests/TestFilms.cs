using System.IO.Compression;
using System.Text;
using Trabecula.Dicom;

namespace Trabecula.Server.Tests;

/// <summary>Films made from the sample, and things that are none.</summary>
internal static class TestFilms
{
    public const string Name = "Kowalska^Zofia", PatientId = "PID-77431";

    private static readonly Lazy<byte[]> Small = new(MakeSmall);

    public static string Root { get; } = FindRoot();

    public static string Sample => Path.Combine(Root, "samples", "lumbar-ap.dcm");

    public static string ShippedModel => Path.Combine(Root, "models", "in-silico");

    /// <summary>A film of 100 × 80 pixels, for what does not depend on the picture.</summary>
    public static byte[] Film(int number = 1, Action<DicomDataset>? change = null)
    {
        var dataset = DicomFile.Read(Small.Value).Dataset;
        dataset.Set(DicomTags.SOPInstanceUID, DicomVr.UI, $"2.25.1000{number}")
            .Set(DicomTags.PatientName, DicomVr.PN, Name)
            .Set(DicomTags.PatientID, DicomVr.LO, PatientId)
            .Set(DicomTags.AccessionNumber, DicomVr.SH, $"A{number}");
        change?.Invoke(dataset);
        return DicomFile.Create(dataset).ToBytes();
    }

    /// <summary>The same film as another program would write its file: another preamble, and other meta information.</summary>
    public static byte[] WithOtherHeader(byte[] film, string program = "OTHER_1") => WithMeta(film, "1.2.840.10008.1.2.1", program, film.AsSpan(StartOf(film)));

    /// <summary>The same film in a deflated file.</summary>
    public static byte[] Deflated(byte[] film)
    {
        using var deflated = new MemoryStream();
        using (var deflate = new DeflateStream(deflated, CompressionLevel.Fastest, leaveOpen: true))
            deflate.Write(film.AsSpan(StartOf(film)));
        return WithMeta(film, "1.2.840.10008.1.2.1.99", "OTHER_1", deflated.ToArray());
    }

    // Meta information begins with the length of its rest.
    private static int StartOf(byte[] film) => 132 + 12 + BitConverter.ToInt32(film, 140);

    private static byte[] WithMeta(byte[] film, string syntax, string program, ReadOnlySpan<byte> elements)
    {
        byte[] Text(ushort element, string vr, string text)
        {
            var value = Encoding.ASCII.GetBytes(text.Length % 2 == 0 ? text : text + "\0");
            return [2, 0, (byte)element, 0, (byte)vr[0], (byte)vr[1], (byte)value.Length, 0, .. value];
        }

        var dataset = DicomFile.Read(film).Dataset;
        byte[] meta =
        [
            .. Text(0x02, "UI", dataset.GetString(DicomTags.SOPClassUID)!), .. Text(0x03, "UI", dataset.GetString(DicomTags.SOPInstanceUID)!),
            .. Text(0x10, "UI", syntax), .. Text(0x12, "UI", "2.25.7"), .. Text(0x13, "SH", program),
        ];
        var preamble = new byte[128];
        Array.Fill(preamble, (byte)'x');
        return [.. preamble, .. "DICM"u8, 2, 0, 0, 0, (byte)'U', (byte)'L', 4, 0, .. BitConverter.GetBytes(meta.Length), .. meta, .. elements];
    }

    /// <summary>A deflated object whose few kilobytes become 400 MB.</summary>
    public static byte[] ZipBomb()
    {
        var film = Film();
        using var bomb = new MemoryStream();
        bomb.Write(film.AsSpan(0, 132));
        byte[] Uid(ushort element, string uid)
        {
            var text = Encoding.ASCII.GetBytes(uid.Length % 2 == 0 ? uid : uid + "\0");
            return [2, 0, (byte)element, (byte)(element >> 8), (byte)'U', (byte)'I', (byte)text.Length, 0, .. text];
        }

        byte[] meta = [.. Uid(0x02, "1.2.840.10008.5.1.4.1.1.1.1"), .. Uid(0x03, "2.25.7"), .. Uid(0x10, "1.2.840.10008.1.2.1.99")];
        bomb.Write([2, 0, 0, 0, (byte)'U', (byte)'L', 4, 0, (byte)meta.Length, 0, 0, 0]);
        bomb.Write(meta);
        using (var deflate = new DeflateStream(bomb, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var zeros = new byte[1 << 20];
            for (var megabytes = 0; megabytes < 400; megabytes++)
                deflate.Write(zeros);
        }

        return bomb.ToArray();
    }

    private static byte[] MakeSmall()
    {
        const int Columns = 80, Rows = 100;
        var dataset = DicomFile.Open(Sample).Dataset;
        var pixels = new byte[Columns * Rows * 2];
        for (var index = 0; index < Columns * Rows; index++)
            pixels[2 * index] = (byte)((index % Columns) + (index / Columns));
        dataset.SetInts(DicomTags.Columns, DicomVr.US, Columns).SetInts(DicomTags.Rows, DicomVr.US, Rows).SetBytes(DicomTags.PixelData, DicomVr.OW, pixels);
        return DicomFile.Create(dataset).ToBytes();
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Trabecula.slnx")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException("Trabecula.slnx is in no folder above the tests.");
    }
}
