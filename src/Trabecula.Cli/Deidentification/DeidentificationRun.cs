using System.Text.Json;
using System.Text.Json.Serialization;
using Trabecula.Dicom;
using Trabecula.Domain;

namespace Trabecula.Cli.Deidentification;

/// <summary>What a run of <c>deidentify</c> is asked for.</summary>
internal sealed record DeidentificationRequest(
    IReadOnlyList<string> Inputs, string Output, string Key, string? LinkingTable, DeidentificationOptions Options, bool IsJson);

/// <summary>One file's outcome as a line of JSON.</summary>
internal sealed record DeidentificationLine(
    [property: JsonPropertyName("file")] string File,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("output")] string? Output = null,
    [property: JsonPropertyName("code")] string? Code = null,
    [property: JsonPropertyName("message")] string? Message = null);

/// <summary>De-identifies files and folders, one film at a time.</summary>
internal sealed class DeidentificationRun(DeidentificationRequest request, Terminal terminal)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Dictionary<string, LinkedPerson> _people = new(StringComparer.Ordinal);
    private int _written;
    private int _there;
    private int _refused;
    private int _cleaned;

    /// <summary>Runs.</summary>
    /// <param name="ct">Stops between two films; those that are done stay, and the linking table is written.</param>
    /// <returns>The exit code.</returns>
    public int Run(CancellationToken ct)
    {
        SafePlaces.Check(request.Inputs, request.Output, request.Key, request.LinkingTable);
        var key = KeyFile.Open(request.Key, terminal);
        if (request.LinkingTable is { } table)
            LinkingTable.Read(table);
        var folder = DeidentifiedFolder.Open(request.Output, "", key, request.Options);
        var deidentifier = new Deidentifier(key, request.Options);
        var progress = new CountedProgress(terminal);
        try
        {
            foreach (var file in ArchiveWalk.Files(request.Inputs))
            {
                ct.ThrowIfCancellationRequested();
                One(file, deidentifier, folder);
                progress.Show(Counts);
            }
        }
        finally
        {
            if (request.LinkingTable is { } path)
                LinkingTable.Add(path, _people.Values);
        }

        if (!request.IsJson)
        {
            terminal.Tell($"{request.Output}: {Counts()}");
            if (_cleaned > 0)
                terminal.Tell($"kept attributes that were emptied, for a name or a number of the person stood in them: {_cleaned}");
        }

        return _refused == 0 ? ExitCode.Done : ExitCode.InputNotUsable;
    }

    private string Counts() => $"films written: {_written}, there before: {_there}, files left out: {_refused}";

    private void One(ArchiveFile file, Deidentifier deidentifier, DeidentifiedFolder folder)
    {
        try
        {
            if (file.Fault is { } fault)
                throw fault;
            var film = deidentifier.Deidentify(DicomSource.Open(file.Path));
            var isNew = folder.Write(film);
            _written += isNew ? 1 : 0;
            _there += isNew ? 0 : 1;
            _cleaned += film.Cleaned;
            if (film.PatientId is { } id)
                _people[id] = new LinkedPerson(id, film.Pseudonym, film.DateShiftDays);
            Tell(new DeidentificationLine(file.Path, isNew ? "deidentified" : "there_before", DeidentifiedFolder.NameOf(film)));
        }
        catch (TrabeculaException refusal) when (refusal.Code != "cannot_write")
        {
            _refused++;
            terminal.Say($"{file.Path}: {refusal.Message} [{refusal.Code}]");
            Tell(new DeidentificationLine(file.Path, "left_out", Code: refusal.Code, Message: refusal.Message));
        }
    }

    private void Tell(DeidentificationLine line)
    {
        if (request.IsJson)
            terminal.Out.WriteLine(JsonSerializer.Serialize(line, Json));
    }
}
