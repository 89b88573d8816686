using System.Text;
using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>Tells a manifest from a film before it is stored: people drop the whole folder of a study.</summary>
internal static class ManifestGuard
{
    /// <summary>A manifest's first line names its columns; they fit many times into this.</summary>
    private const int Head = 4096;

    /// <summary>Looks at the beginning of what is sent.</summary>
    /// <param name="content">What is sent.</param>
    /// <param name="ct">Stops.</param>
    /// <returns>The same bytes from the beginning.</returns>
    /// <exception cref="TrabeculaException"><c>manifest_as_film</c>.</exception>
    public static async Task<Stream> PassAsync(Stream content, CancellationToken ct)
    {
        var head = new byte[Head];
        var length = await content.ReadAtLeastAsync(head, Head, throwOnEndOfStream: false, ct);
        var text = Encoding.UTF8.GetString(head, 0, length).TrimStart('\ufeff');
        var line = text.Split('\n')[0];
        return line.Contains(',', StringComparison.Ordinal) && line.Split(',').Any(cell => cell.Trim().Trim('"') == "subject_id")
            ? throw new TrabeculaException("manifest_as_film", "This is a table, not a film. A manifest belongs to a study: trabecula study MANIFEST.")
            : new Joined(head.AsMemory(0, length), content);
    }

    /// <summary>What was looked at already, and the rest.</summary>
    private sealed class Joined(ReadOnlyMemory<byte> head, Stream rest) : Stream
    {
        private int _given;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_given == head.Length)
                return await rest.ReadAsync(buffer, cancellationToken);
            var piece = Math.Min(buffer.Length, head.Length - _given);
            head.Slice(_given, piece).CopyTo(buffer);
            _given += piece;
            return piece;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Requests are read asynchronously.");

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
