using System.Text.Json;

namespace Trabecula.Dicom;

/// <summary>Reads JSON that another system sends; its size is bounded by then, its depth here.</summary>
internal static class ArchiveJson
{
    /// <summary>Sequences nest 64 deep at most, and each takes three levels of JSON.</summary>
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 200 };

    /// <summary>Parses.</summary>
    /// <param name="body">UTF-8.</param>
    /// <param name="connection">Who sent it; errors name it.</param>
    /// <returns>The document, to be disposed of.</returns>
    /// <exception cref="ArchiveException"><see cref="ArchiveErrors.Answer"/>.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> body, ArchiveConnection connection)
    {
        try
        {
            return JsonDocument.Parse(body, Options);
        }
        catch (JsonException e)
        {
            throw connection.Error(ArchiveErrors.Answer, "answers with something that is no JSON.", e);
        }
    }
}
