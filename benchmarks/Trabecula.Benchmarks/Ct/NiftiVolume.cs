using System.Buffers.Binary;
using System.IO.Compression;
using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Benchmarks;

/// <summary>A volume of a NIfTI-1 file (<c>.nii.gz</c>) whose axes run along the patient's.</summary>
/// <param name="Counts">Voxels along the file's axes, the first lies closest in memory.</param>
/// <param name="Axes">For each axis of the file, one voxel's step in the simulation's coordinates, mm.</param>
/// <param name="Origin">Centre of the first voxel, mm.</param>
/// <param name="Values">The voxels, scaled as the file says.</param>
internal sealed record NiftiVolume((int X, int Y, int Z) Counts, (Vector3 X, Vector3 Y, Vector3 Z) Axes, Vector3 Origin, float[] Values)
{
    private const int HeaderBytes = 348, LeastOffset = 352, MostOffset = 1 << 20;

    // A body CT at 0.7 mm has 150 million voxels.
    private const long MostVoxels = 300_000_000;

    /// <summary>Reads a file.</summary>
    /// <param name="path">Little endian, 8, 16 bit or single precision, with an sform along the patient's axes.</param>
    /// <exception cref="TrabeculaException"><c>unreadable</c> with the reason.</exception>
    public static NiftiVolume Read(string path)
    {
        try
        {
            using var file = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
            byte[] header = new byte[LeastOffset];
            file.ReadExactly(header);
            return Read(path, header, file);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new TrabeculaException("unreadable", $"{path} cannot be read: {e.Message}", e);
        }
    }

    private static NiftiVolume Read(string path, byte[] header, Stream data)
    {
        short Short(int at) => BinaryPrimitives.ReadInt16LittleEndian(header.AsSpan(at));
        float Single(int at) => BinaryPrimitives.ReadSingleLittleEndian(header.AsSpan(at));
        int nx = Short(42), ny = Short(44), nz = Short(46), kind = Short(70);
        long count = (long)nx * ny * nz;
        bool isPlain = BinaryPrimitives.ReadInt32LittleEndian(header) == HeaderBytes && Short(40) == 3 && Short(254) > 0 && Single(108) is >= LeastOffset and <= MostOffset;
        int bytes = kind switch { 2 => 1, 4 => 2, 512 => 2, 8 => 4, 16 => 4, _ => 0 };
        if (!isPlain || bytes == 0 || nx < 1 || ny < 1 || nz < 1 || count > MostVoxels)
        {
            throw new TrabeculaException("unreadable", $"{path} is no plain volume of NIfTI-1: three dimensions, an sform, integers or single precision.");
        }

        // Extensions of the header lie between it and the voxels.
        data.ReadExactly(new byte[(int)Single(108) - LeastOffset]);
        byte[] raw = new byte[count * bytes];
        data.ReadExactly(raw);
        float slope = Single(112) == 0 ? 1 : Single(112), offset = Single(116);
        var values = new float[count];
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<byte> at = raw.AsSpan(i * bytes, bytes);
            float stored = kind switch
            {
                2 => at[0],
                4 => BinaryPrimitives.ReadInt16LittleEndian(at),
                512 => BinaryPrimitives.ReadUInt16LittleEndian(at),
                8 => BinaryPrimitives.ReadInt32LittleEndian(at),
                _ => BinaryPrimitives.ReadSingleLittleEndian(at),
            };
            values[i] = (stored * slope) + offset;
        }

        // NIfTI's X rises to the patient's right, the simulation's to the left; Y to the front and Z to the head in both.
        Vector3 Column(int axis) => new(-Single(280 + (4 * axis)), Single(296 + (4 * axis)), Single(312 + (4 * axis)));
        return new NiftiVolume((nx, ny, nz), (Column(0), Column(1), Column(2)), Column(3), values);
    }
}
