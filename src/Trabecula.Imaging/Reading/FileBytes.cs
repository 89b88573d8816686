using System.Buffers;
using Trabecula.Domain;

namespace Trabecula.Imaging.Reading;

/// <summary>A whole file in memory, which is borrowed where the file is of usual size: fresh memory for every film of a batch costs more than reading it.</summary>
internal sealed class FileBytes : IDisposable
{
    /// <summary>A film of 3000 × 2700 pixels of 16 bits; more is not kept for the next one.</summary>
    private const int LargestBorrowed = 16 << 20;

    private const int ChunkBytes = 1 << 20;

    /// <summary>Not the shared pool, which keeps some for every thread that ever read a film.</summary>
    private static readonly ArrayPool<byte> Memory = ArrayPool<byte>.Create(LargestBorrowed, Environment.ProcessorCount);

    private readonly bool _isBorrowed;
    private readonly int _length;
    private byte[] _array;

    private FileBytes(byte[] array, int length, bool isBorrowed) => (_array, _length, _isBorrowed) = (array, length, isBorrowed);

    /// <summary>The file; not to be used after <see cref="Dispose"/>.</summary>
    public ReadOnlyMemory<byte> Content => _array.AsMemory(0, _length);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, or a pipe.</param>
    /// <param name="ct">Cancels between pieces.</param>
    /// <exception cref="TrabeculaException">It cannot be read, or is too large.</exception>
    public static FileBytes Load(string path, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(path) || path.Contains('\0'))
        {
            throw new TrabeculaException("no_such_file", "The name of the file is empty or not a name.");
        }

        if (Directory.Exists(path))
        {
            throw new TrabeculaException("is_a_directory", "This is a directory; name the films in it one by one.");
        }

        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            return file.CanSeek ? LoadKnownLength(file, ct) : LoadPipe(file, ct);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new TrabeculaException("no_such_file", "There is no such file.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new TrabeculaException("unreadable", "The file may not be read: permission denied.", e);
        }
        catch (IOException e)
        {
            throw new TrabeculaException("unreadable", "The file cannot be read: the disk or the network gave an error.", e);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_isBorrowed && _array.Length > 0)
        {
            Memory.Return(_array);
        }

        _array = [];
    }

    private static FileBytes LoadKnownLength(FileStream file, CancellationToken ct)
    {
        if (file.Length > RadiographReader.LargestFileBytes)
        {
            throw RadiographReader.TooLarge();
        }

        var length = (int)file.Length;
        var isBorrowed = length <= LargestBorrowed;
        var bytes = new FileBytes(
            isBorrowed ? Memory.Rent(length) : GC.AllocateUninitializedArray<byte>(length), length, isBorrowed);
        var filled = 0;
        while (filled < length)
        {
            ct.ThrowIfCancellationRequested();
            var read = file.Read(bytes._array, filled, Math.Min(ChunkBytes, length - filled));
            if (read == 0)
            {
                throw new TrabeculaException("unreadable", "The file became shorter while it was read.");
            }

            filled += read;
        }

        return bytes;
    }

    private static FileBytes LoadPipe(FileStream file, CancellationToken ct)
    {
        var gathered = new MemoryStream();
        var chunk = new byte[ChunkBytes];
        int read;
        while ((read = file.Read(chunk)) > 0)
        {
            ct.ThrowIfCancellationRequested();
            gathered.Write(chunk, 0, read);
            if (gathered.Length > RadiographReader.LargestFileBytes)
            {
                throw RadiographReader.TooLarge();
            }
        }

        return new FileBytes(gathered.GetBuffer(), (int)gathered.Length, isBorrowed: false);
    }
}
