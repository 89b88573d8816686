using Trabecula.Dicom;

namespace Trabecula.EndToEnd.Tests;

/// <summary>One object of the archive.</summary>
internal sealed record StoredObject(string Id, byte[] Bytes)
{
    public const string Report = "1.2.840.10008.5.1.4.1.1.88.34", Capture = "1.2.840.10008.5.1.4.1.1.7", Document = "1.2.840.10008.5.1.4.1.1.104.1";

    /// <summary>The object, or null where ours cannot read what the archive took.</summary>
    public DicomDataset? Dataset { get; } = Read(Bytes);

    public string? Class => Dataset?.GetString(DicomTags.SOPClassUID);

    public bool IsResult => Class is Report or Capture or Document;

    /// <summary>SOP Instance UID of the film that a result refers to.</summary>
    public string? Film => Class switch
    {
        Report => Dataset!.GetItems(DicomTags.CurrentRequestedProcedureEvidenceSequence).Single()
            .GetItems(DicomTags.ReferencedSeriesSequence).Single()
            .GetItems(DicomTags.ReferencedSOPSequence).Single()
            .GetString(DicomTags.ReferencedSOPInstanceUID),
        Capture => Dataset!.GetItems(DicomTags.SourceImageSequence).Single().GetString(DicomTags.ReferencedSOPInstanceUID),
        Document => Dataset!.GetItems(DicomTags.SourceInstanceSequence).Single().GetString(DicomTags.ReferencedSOPInstanceUID),
        _ => null,
    };

    /// <summary>All codes in the tree of a report.</summary>
    public IReadOnlySet<string> Codes
    {
        get
        {
            var codes = new HashSet<string>();
            var pending = new Stack<DicomDataset>([Dataset!]);
            while (pending.TryPop(out var item))
            {
                if ((item.GetString(DicomTags.CodeValue) ?? item.GetString(DicomTags.LongCodeValue)) is { } code)
                    codes.Add(code);
                foreach (var child in item.Elements.SelectMany(element => element.Items ?? []))
                    pending.Push(child);
            }

            return codes;
        }
    }

    private static DicomDataset? Read(byte[] bytes)
    {
        try
        {
            return DicomFile.Read(bytes).Dataset;
        }
        catch (DicomException)
        {
            return null;
        }
    }
}
