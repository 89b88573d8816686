using System.Net.Http.Headers;
using System.Text.Json;

namespace Trabecula.Dicom;

/// <summary>The body of a store (PS3.18, 10.5) and its answer.</summary>
internal static class StoreRequest
{
    /// <summary>Duplicate SOP Instance (PS3.18, table I.2-2): the archive has it.</summary>
    private const int Duplicate = 0x0111;

    /// <summary>Processing failure, for an answer that gives no reason.</summary>
    private const int ProcessingFailure = 0x0110;

    private static readonly DicomTag FailedSequence = new(0x0008, 0x1198);
    private static readonly DicomTag ReferencedSequence = new(0x0008, 0x1199);
    private static readonly DicomTag FailureReason = new(0x0008, 0x1197);
    private static readonly DicomTag ReferencedInstance = new(0x0008, 0x1155);

    /// <summary>The body: one part for each object, read while it is sent.</summary>
    /// <param name="objects">The objects.</param>
    public static MultipartContent Content(IReadOnlyList<Stream> objects)
    {
        var content = new MultipartContent("related", Guid.NewGuid().ToString("N"));
        content.Headers.ContentType!.Parameters.Add(new NameValueHeaderValue("type", "\"application/dicom\""));
        foreach (var stream in objects)
        {
            var part = new StreamContent(stream);
            part.Headers.ContentType = new MediaTypeHeaderValue("application/dicom");
            content.Add(part);
        }

        return content;
    }

    /// <summary>What became of each object.</summary>
    /// <param name="json">The answer in the DICOM JSON model; some archives put it into a list.</param>
    public static IReadOnlyList<StoredInstance> Outcome(JsonElement json)
    {
        var answer = json.ValueKind == JsonValueKind.Array && json.GetArrayLength() > 0 ? json[0] : json;
        return
        [
            .. Items(answer, ReferencedSequence).Select(item => new StoredInstance(item[ReferencedInstance] ?? "", null)),
            .. Items(answer, FailedSequence).Select(item => new StoredInstance(
                item[ReferencedInstance] ?? "",
                int.TryParse(item[FailureReason], out var reason) ? (reason == Duplicate ? null : reason) : ProcessingFailure)),
        ];
    }

    private static IEnumerable<InstanceTags> Items(JsonElement answer, DicomTag tag) =>
        answer.ValueKind == JsonValueKind.Object
        && answer.TryGetProperty($"{tag.Value:X8}", out var sequence)
        && sequence.ValueKind == JsonValueKind.Object
        && sequence.TryGetProperty("Value", out var items)
        && items.ValueKind == JsonValueKind.Array
            ? items.EnumerateArray().Select(InstanceTags.OfDicomJson)
            : [];
}
