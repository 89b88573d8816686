using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Trabecula.Domain;

namespace Trabecula.Imaging;

/// <summary>A simulated film before it is exposed: for each part of the person what it takes away of the beam.</summary>
/// <remarks>
/// Films differ in how bones stand to soft tissue and to one another: in tube voltage, in processing, and in people. From its parts a
/// film of any such contrast is made in milliseconds.
/// The file: <c>TRBLAYER</c>, then width and height as unsigned 16-bit numbers, then each layer's values in half precision, row by row,
/// all little endian.
/// </remarks>
public sealed class FilmLayers
{
    /// <summary>How names of such files end.</summary>
    public const string Extension = ".layers";

    private const string Unreadable = "invalid_layers";
    private const int HeaderBytes = 12;

    // A film is kept for a network that looks at 384 rows.
    private const int LongestSide = 4096;

    private static readonly int Count = Enum.GetValues<FilmLayer>().Length;

    private readonly Half[][] _layers;

    /// <summary>Takes the layers of a film.</summary>
    /// <param name="width">Columns, 1 to 4096.</param>
    /// <param name="height">Rows, 1 to 4096.</param>
    /// <param name="nepers">For each <see cref="FilmLayer"/> the natural logarithm of what it takes away, row-major.</param>
    public FilmLayers(int width, int height, IReadOnlyList<float[]> nepers)
    {
        ArgumentNullException.ThrowIfNull(nepers);
        if (width is < 1 or > LongestSide || height is < 1 or > LongestSide || nepers.Count != Count || nepers.Any(layer => layer.Length != width * height))
        {
            throw new ArgumentException($"A film has {Count} layers of its size, at most {LongestSide} pixels to each side.", nameof(nepers));
        }

        (Width, Height) = (width, height);
        _layers = [.. nepers.Select(layer =>
        {
            var half = new Half[layer.Length];
            TensorPrimitives.ConvertToHalf(layer, half);
            return half;
        })];
    }

    private FilmLayers(int width, int height, Half[][] layers) => (Width, Height, _layers) = (width, height, layers);

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>The film, bone bright, with each layer as strong as asked for.</summary>
    /// <param name="weights">One weight for each <see cref="FilmLayer"/>; all 1 for the film as it is.</param>
    public Raster Mixed(ReadOnlySpan<float> weights)
    {
        if (weights.Length != Count)
        {
            throw new ArgumentException($"There are {Count} layers.", nameof(weights));
        }

        float[] sum = new float[Width * Height], layer = new float[Width * Height];
        for (int k = 0; k < Count; k++)
        {
            TensorPrimitives.ConvertToSingle(_layers[k], layer);
            TensorPrimitives.MultiplyAdd(layer, weights[k], sum, sum);
        }

        return new Raster(Width, Height, sum);
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="TrabeculaException"><c>invalid_layers</c> where it is something else or cut off.</exception>
    public static FilmLayers Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using FileStream file = File.OpenRead(path);
            Span<byte> header = stackalloc byte[HeaderBytes];
            file.ReadExactly(header);
            int width = BinaryPrimitives.ReadUInt16LittleEndian(header[8..]), height = BinaryPrimitives.ReadUInt16LittleEndian(header[10..]);
            if (!header[..8].SequenceEqual("TRBLAYER"u8) || width is < 1 or > LongestSide || height is < 1 or > LongestSide
                || file.Length != HeaderBytes + (2L * width * height * Count))
            {
                throw new TrabeculaException(Unreadable, $"{path} does not hold a film's layers.");
            }

            var layers = new Half[Count][];
            for (int k = 0; k < Count; k++)
            {
                layers[k] = new Half[width * height];
                file.ReadExactly(MemoryMarshal.AsBytes(layers[k].AsSpan()));
            }

            return new FilmLayers(width, height, layers);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TrabeculaException(Unreadable, $"{path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Writes a file, whole or not at all.</summary>
    /// <exception cref="TrabeculaException"><c>cannot_write</c> where the system refuses.</exception>
    public void Write(string path) => ReplacedFile.Write(path, stream =>
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        "TRBLAYER"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt16LittleEndian(header[8..], (ushort)Width);
        BinaryPrimitives.WriteUInt16LittleEndian(header[10..], (ushort)Height);
        stream.Write(header);
        foreach (Half[] layer in _layers)
        {
            stream.Write(MemoryMarshal.AsBytes(layer.AsSpan()));
        }
    });
}
