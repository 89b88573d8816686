namespace Trabecula.Dicom;

/// <summary>A coded concept (PS3.3, 8): its value in a scheme, and what it means.</summary>
/// <param name="Value">The code.</param>
/// <param name="Scheme">Coding Scheme Designator, for instance <c>DCM</c>, <c>SCT</c>, <c>UCUM</c>, or one that begins with <c>99</c>.</param>
/// <param name="Meaning">What it means, in words, 64 characters at most.</param>
public sealed record DicomCode(string Value, string Scheme, string Meaning)
{
    /// <summary>The longest value of Code Value (SH); a longer one goes into Long Code Value.</summary>
    private const int LongestShortValue = 16;

    /// <summary>The code as an item of a code sequence.</summary>
    /// <returns>A new dataset.</returns>
    public DicomDataset ToDataset()
    {
        var item = new DicomDataset();
        _ = Value.Length <= LongestShortValue
            ? item.Set(DicomTags.CodeValue, DicomVr.SH, Value)
            : item.Set(DicomTags.LongCodeValue, DicomVr.UC, Value);
        return item.Set(DicomTags.CodingSchemeDesignator, DicomVr.SH, Scheme).Set(DicomTags.CodeMeaning, DicomVr.LO, Meaning);
    }
}
