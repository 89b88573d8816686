using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Trabecula.Domain;

namespace Trabecula.Learning.Training;

/// <summary>The state of a training after a whole epoch.</summary>
/// <param name="State">Weights, running average and optimiser: trained, fixed, averaged trained, averaged fixed, first and
/// second moments.</param>
/// <param name="BestTrained">Weights of the best epoch.</param>
/// <param name="BestFixed">Fixed weights of the best epoch.</param>
/// <param name="BestEpoch">The best epoch, from 1.</param>
/// <param name="History">All epochs so far.</param>
internal sealed record Checkpoint(
    IReadOnlyList<float[]> State, float[] BestTrained, float[] BestFixed, int BestEpoch, IReadOnlyList<EpochResult> History)
{
    private const string Magic = "trabecula-checkpoint-2";

    /// <summary>Writes beside and renames: a mark, the fingerprint, the epochs, the arrays, and SHA-256 of all that.</summary>
    public void Write(string path, string fingerprint)
    {
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        writer.Write(Magic);
        writer.Write(fingerprint);
        writer.Write(BestEpoch);
        writer.Write(History.Count);
        foreach (var epoch in History)
        {
            writer.Write(epoch.TrainingLoss);
            writer.Write(epoch.ValidationLoss);
            writer.Write(epoch.ValidationError);
        }
        foreach (var values in State.Append(BestTrained).Append(BestFixed)) writer.Write(MemoryMarshal.AsBytes(values.AsSpan()));
        writer.Flush();
        writer.Write(SHA256.HashData(memory.GetBuffer().AsSpan(0, (int)memory.Length)));
        ReplacedFile.Write(path, stream => stream.Write(memory.ToArray()));
    }

    /// <summary>Reads a checkpoint of the same training.</summary>
    /// <exception cref="TrabeculaException"><c>checkpoint_mismatch</c> or <c>checkpoint_unreadable</c>.</exception>
    public static Checkpoint Read(string path, string fingerprint, int trained, int fixedCount)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            var content = bytes.AsSpan(0, Math.Max(0, bytes.Length - SHA256.HashSizeInBytes));
            if (!SHA256.HashData(content).AsSpan().SequenceEqual(bytes.AsSpan(content.Length))) throw Unreadable(path, null);
            using var reader = new BinaryReader(new MemoryStream(bytes, 0, content.Length));
            if (reader.ReadString() != Magic) throw Unreadable(path, null);
            if (reader.ReadString() != fingerprint)
            {
                throw new TrabeculaException(
                    "checkpoint_mismatch",
                    $"The checkpoint {path} belongs to a training with other samples or options. Remove it to begin anew.");
            }
            var best = reader.ReadInt32();
            var count = reader.ReadInt32();
            var history = new List<EpochResult>();
            for (var epoch = 1; epoch <= count; epoch++)
                history.Add(new EpochResult(epoch, reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble()));
            int[] sizes = [trained, fixedCount, trained, fixedCount, trained, trained, trained, fixedCount];
            float[][] arrays = [.. sizes.Select(size => ReadArray(reader, size))];
            return new Checkpoint(arrays[..6], arrays[6], arrays[7], best, history);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, exception);
        }
    }

    private static float[] ReadArray(BinaryReader reader, int size)
    {
        var values = new float[size];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    private static TrabeculaException Unreadable(string path, Exception? inner) => new(
        "checkpoint_unreadable", $"The checkpoint {path} is damaged. Remove it to begin anew.", inner);
}
