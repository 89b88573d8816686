using System.Security.Cryptography;
using System.Text;
using Trabecula.Domain;
using Trabecula.Learning.Study;

namespace Trabecula.Cli.Study;

/// <summary>What became of a film: a straightened spine, or the reason why not.</summary>
/// <param name="Frame">The spine, or null.</param>
/// <param name="Refusal">The reason's code and sentence, or null.</param>
internal sealed record KeptFrame(StudyFrame? Frame, string? Refusal);

/// <summary>Straightened spines on disk, so that a study that goes on need not find the vertebrae again.</summary>
/// <remarks>A file is named by what is in the film and by the localiser; another film or localiser has another name.</remarks>
/// <param name="folder">Where they lie.</param>
/// <param name="localiser">SHA-256 of the localiser.</param>
internal sealed class KeptFrames(string folder, string localiser)
{
    /// <summary>Changes where straightening or judging changes.</summary>
    public const string Version = "trabecula-frame-1";

    private const byte Accepted = 1, Refused = 0;

    /// <summary>A film's kept frame, or what is made and then kept.</summary>
    /// <param name="film">SHA-256 of the film's file, and whatever else it was judged by.</param>
    /// <param name="make">Makes it.</param>
    public KeptFrame Get(string film, Func<KeptFrame> make)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Version} {localiser} {film}")));
        var path = Path.Combine(folder, $"{name}.frame");
        if (File.Exists(path) && Read(path) is { } kept)
            return kept;
        var made = make();
        ReplacedFile.Write(path, stream => Write(stream, made));
        return made;
    }

    private static void Write(Stream stream, KeptFrame kept)
    {
        stream.WriteByte(kept.Frame is null ? Refused : Accepted);
        if (kept.Frame is { } frame)
            frame.Write(stream);
        else
            stream.Write(Encoding.UTF8.GetBytes(kept.Refusal ?? ""));
    }

    /// <summary>Null where the file is damaged; it is then made anew.</summary>
    private static KeptFrame? Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.ReadByte() == Accepted)
                return new KeptFrame(StudyFrame.Read(stream), null);
            using var text = new StreamReader(stream, Encoding.UTF8);
            return text.ReadToEnd() is { Length: > 0 } reason ? new KeptFrame(null, reason) : null;
        }
        catch (Exception e) when (e is EndOfStreamException or InvalidDataException)
        {
            return null;
        }
    }
}
