using System.Buffers.Binary;
using System.IO.Compression;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>Writes a film as a grey PNG of 16 bits (ISO/IEC 15948).</summary>
public static class FilmPng
{
    private const uint CrcPolynomial = 0xEDB88320;
    private static readonly uint[] Crc = [.. Enumerable.Range(0, 256).Select(CrcOf)];

    /// <summary>Writes the stored values as they are: neither stretched to 16 bits nor turned to the other polarity.</summary>
    /// <param name="path">The file; it appears whole or not at all.</param>
    /// <param name="film">The film.</param>
    /// <exception cref="TrabeculaException"><c>cannot_write</c> where the system refuses.</exception>
    public static void Write(string path, ProcessedFilm film)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, film.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), film.Height);
        header[8] = 16; // Bits of a sample; colour type, compression, filter and interlace are 0: grey, deflate, as usual, none.
        byte[] pixels = Compressed(film);
        ReplacedFile.Write(path, stream =>
        {
            stream.Write([0x89, .. "PNG\r\n\u001A\n"u8]);
            WriteChunk(stream, "IHDR"u8, header);
            WriteChunk(stream, "IDAT"u8, pixels);
            WriteChunk(stream, "IEND"u8, []);
        });
    }

    private static byte[] Compressed(ProcessedFilm film)
    {
        using var memory = new MemoryStream();
        using (var deflate = new ZLibStream(memory, CompressionLevel.Optimal))
        {
            // Each row as differences to the row above (filter 2, "Up"), which pack better than the values.
            var row = new byte[1 + (2 * film.Width)];
            var above = new byte[2 * film.Width];
            var own = new byte[2 * film.Width];
            row[0] = 2;
            for (int y = 0; y < film.Height; y++)
            {
                for (int x = 0; x < film.Width; x++)
                {
                    BinaryPrimitives.WriteUInt16BigEndian(own.AsSpan(2 * x), film.Pixels[(y * film.Width) + x]);
                }

                for (int i = 0; i < own.Length; i++)
                {
                    row[i + 1] = (byte)(own[i] - above[i]);
                }

                deflate.Write(row);
                (above, own) = (own, above);
            }
        }

        return memory.ToArray();
    }

    private static void WriteChunk(Stream stream, ReadOnlySpan<byte> type, byte[] data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        stream.Write(number);
        stream.Write(type);
        stream.Write(data);
        uint crc = ~Update(Update(uint.MaxValue, type), data);
        BinaryPrimitives.WriteUInt32BigEndian(number, crc);
        stream.Write(number);
    }

    private static uint Update(uint crc, ReadOnlySpan<byte> data)
    {
        foreach (byte value in data)
        {
            crc = Crc[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        return crc;
    }

    private static uint CrcOf(int value)
    {
        uint crc = (uint)value;
        for (int bit = 0; bit < 8; bit++)
        {
            crc = (crc & 1) == 0 ? crc >> 1 : CrcPolynomial ^ (crc >> 1);
        }

        return crc;
    }
}
