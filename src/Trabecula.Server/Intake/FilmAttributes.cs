using System.Globalization;
using System.Text;
using Trabecula.Dicom;

namespace Trabecula.Server;

/// <summary>What a DICOM object tells of whose film it is; every text is bounded and free of signs that steer.</summary>
internal static class FilmAttributes
{
    /// <summary>Writes an object's attributes into a film's record.</summary>
    /// <param name="dataset">The object.</param>
    /// <param name="film">The record.</param>
    public static void Copy(DicomDataset dataset, Film film)
    {
        film.IsDicom = true;
        film.PatientId = Text(dataset, DicomTags.PatientID, ServerDatabase.LongestText);
        film.PatientName = Text(dataset, DicomTags.PatientName, ServerDatabase.LongestName);
        film.AccessionNumber = Text(dataset, DicomTags.AccessionNumber, ServerDatabase.LongestText);
        film.StudyDate = Date(dataset);
        film.StudyInstanceUid = Uid(dataset, DicomTags.StudyInstanceUID);
        film.SeriesInstanceUid = Uid(dataset, DicomTags.SeriesInstanceUID);
        film.SopClassUid = Uid(dataset, DicomTags.SOPClassUID);
        film.SopInstanceUid = Instance(dataset);
    }

    /// <summary>Which instance an object is.</summary>
    /// <param name="dataset">The object.</param>
    /// <returns>A valid UID, or null.</returns>
    public static string? Instance(DicomDataset dataset) => Uid(dataset, DicomTags.SOPInstanceUID);

    /// <summary>A text without control characters, which PostgreSQL (NUL) and terminals take amiss, and of bounded length.</summary>
    /// <param name="text">The text.</param>
    /// <param name="longest">Most characters.</param>
    /// <returns>The text, or null where nothing is left.</returns>
    public static string? Plain(string? text, int longest)
    {
        if (text is null)
            return null;
        var kept = new StringBuilder(Math.Min(text.Length, longest));
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format)
                continue;
            if (kept.Length + rune.Utf16SequenceLength > longest)
                break;
            kept.Append(rune);
        }

        var plain = kept.ToString().Trim();
        return plain.Length == 0 ? null : plain;
    }

    private static string? Text(DicomDataset dataset, DicomTag tag, int longest) => Plain(dataset.GetString(tag), longest);

    private static string? Uid(DicomDataset dataset, DicomTag tag) =>
        dataset.GetString(tag)?.Trim() is { } uid && DicomUid.IsValid(uid) ? uid : null;

    private static DateOnly? Date(DicomDataset dataset) =>
        DateOnly.TryParseExact(dataset.GetString(DicomTags.StudyDate)?.Trim(), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;
}
