using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Trabecula.Domain;

namespace Trabecula.Learning.Networks;

/// <summary>A network's weights as a safetensors file, which other programs read too: what a training can begin with.</summary>
/// <remarks>
/// Eight bytes with the length of a JSON object, little-endian, the object with type, shape and place of each group, then the values
/// (huggingface.co/docs/safetensors). An ONNX file would not do: there normalisation is folded into the kernels.
/// </remarks>
internal static class WeightsFile
{
    private const int LengthBytes = sizeof(ulong);

    // A header has about a hundred bytes for each group, and networks have some dozens of groups.
    private const int LongestHeader = 1 << 20;

    /// <summary>The bytes of the file; the same weights give the same bytes.</summary>
    public static byte[] ToBytes(NetworkWeights weights)
    {
        var header = new JsonObject();
        long end = 0;
        foreach (var spec in weights.Specs)
        {
            var begin = end;
            end += (long)spec.Count * sizeof(float);
            header[spec.Name] = new JsonObject
            {
                ["dtype"] = "F32",
                ["shape"] = new JsonArray([.. spec.Shape.Select(size => JsonValue.Create(size))]),
                ["data_offsets"] = new JsonArray(begin, end),
            };
        }

        var text = JsonSerializer.SerializeToUtf8Bytes(header);

        // Padded with spaces, so that the values are aligned.
        var length = (text.Length + LengthBytes - 1) / LengthBytes * LengthBytes;
        var bytes = new byte[LengthBytes + length + end];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)length);
        bytes.AsSpan(LengthBytes, length).Fill((byte)' ');
        text.CopyTo(bytes, LengthBytes);
        var values = MemoryMarshal.Cast<byte, float>(bytes.AsSpan(LengthBytes + length));
        foreach (var spec in weights.Specs)
        {
            weights[spec.Name].CopyTo(values);
            values = values[spec.Count..];
        }

        return bytes;
    }

    /// <summary>Reads the weights of a network.</summary>
    /// <param name="bytes">The file's bytes.</param>
    /// <param name="network">Whose they are.</param>
    /// <exception cref="TrabeculaException">They are no such file, or another network's (<c>model_malformed</c>).</exception>
    public static NetworkWeights Read(ReadOnlySpan<byte> bytes, INetwork network)
    {
        var (header, values) = Open(bytes);
        var weights = NetworkWeights.Create(network, seed: 0);
        if (header.Count(member => member.Key != "__metadata__") != weights.Specs.Count)
            throw Malformed($"They are not those of the {network.Name} network of this version.");
        var places = weights.Specs.Select(spec => (Spec: spec, Begin: Place(header[spec.Name], spec, values.Length))).OrderBy(place => place.Begin).ToArray();
        var end = 0;
        foreach (var (spec, begin) in places)
        {
            if (begin != end)
                throw Malformed("Groups of values overlap, or there is something between them.");
            end += spec.Count * sizeof(float);
            var own = weights[spec.Name];
            MemoryMarshal.Cast<byte, float>(values.AsSpan(begin, spec.Count * sizeof(float))).CopyTo(own);

            // The scale of a site that was never measured is no number; a training sets all scales anew.
            if (spec.Name.Contains(".scale.", StringComparison.Ordinal))
                continue;
            foreach (var value in own)
            {
                if (!float.IsFinite(value) || (value < 0 && spec.Name.EndsWith(".variance", StringComparison.Ordinal)))
                    throw Malformed($"{spec.Name} holds a value that no training leaves.");
            }
        }

        return end == values.Length ? weights : throw Malformed("There is something behind the values.");
    }

    private static (JsonObject Header, byte[] Values) Open(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < LengthBytes)
            throw Malformed("The file is too short.");
        var length = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        if (length > LongestHeader || (int)length > bytes.Length - LengthBytes)
            throw Malformed("The header's length is wrong.");
        try
        {
            var header = JsonNode.Parse(bytes.Slice(LengthBytes, (int)length)) as JsonObject ?? throw Malformed("The header is no JSON object.");

            // Two members of one name are found when members are first asked for.
            _ = header.Count;
            return (header, bytes[(LengthBytes + (int)length)..].ToArray());
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            throw Malformed("The header is no JSON object.", e);
        }
    }

    private static int Place(JsonNode? described, WeightSpec spec, int length)
    {
        try
        {
            if (described is not JsonObject group)
                throw Malformed($"They lack {spec.Name}.");
            int[] shape = [.. group["shape"]!.AsArray().Select(size => size!.GetValue<int>())];
            long[] offsets = [.. group["data_offsets"]!.AsArray().Select(offset => offset!.GetValue<long>())];
            if (group["dtype"]!.GetValue<string>() != "F32" || !shape.SequenceEqual(spec.Shape))
                throw Malformed($"{spec.Name} has another type or shape than this version's.");
            if (offsets is not [var begin, var end] || begin < 0 || end < begin || end > length || end - begin != (long)spec.Count * sizeof(float))
                throw Malformed($"{spec.Name} lies outside of the file.");
            return (int)begin;
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or NullReferenceException or ArgumentException)
        {
            throw Malformed($"{spec.Name} is not described as safetensors does.", e);
        }
    }

    private static TrabeculaException Malformed(string what, Exception? inner = null) =>
        new("model_malformed", $"The weights cannot be read. {what}", inner);
}
