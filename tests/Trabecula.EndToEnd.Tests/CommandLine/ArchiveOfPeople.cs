using System.Globalization;
using System.Text;
using Trabecula.Dicom;

namespace Trabecula.EndToEnd.Tests;

/// <summary>An archive with names in it, made of the sample film.</summary>
internal sealed class ArchiveOfPeople(TemporaryFolder folder)
{
    private static readonly byte[] Sample = File.ReadAllBytes(Path.Combine(RepositoryRoot.Path, "samples", "lumbar-ap.dcm"));
    private int _films;

    /// <summary>Words that must be nowhere in what is handed on.</summary>
    public HashSet<string> Secrets { get; } = ["Brandvold", "KlinikNord", "ACC-77120", "1.2.826.0.1.42", "ROOM-7B"];

    /// <summary>The archive's folder.</summary>
    public string Folder => Directory.CreateDirectory(folder["archive"]).FullName;

    /// <summary>Puts a person's film into the archive.</summary>
    public string Film(string patientId, string date, Action<DicomDataset>? change = null, string? template = null)
    {
        var number = ++_films;
        var dataset = DicomFile.Read(template is null ? Sample : File.ReadAllBytes(template)).Dataset;
        if (patientId.Length > 0)
            Secrets.Add(patientId);
        Secrets.Add($"Brandvold{number:0000}");
        foreach (var tag in new[] { DicomTags.StudyDate, DicomTags.SeriesDate, DicomTags.AcquisitionDate, DicomTags.ContentDate })
            dataset.Set(tag, DicomVr.DA, date);
        dataset.Set(DicomTags.PatientName, DicomVr.PN, $"Brandvold{number:0000}^Marit")
            .Set(DicomTags.PatientID, DicomVr.LO, patientId)
            .Set(DicomTags.StudyID, DicomVr.SH, patientId)
            .Set(DicomTags.PatientBirthDate, DicomVr.DA, "19520703")
            .Set(DicomTags.InstitutionName, DicomVr.LO, "KlinikNord")
            .Set(DicomTags.AccessionNumber, DicomVr.SH, "ACC-77120")
            .Set(DicomTags.StationName, DicomVr.SH, "ROOM-7B")
            .Set(DicomTags.PatientSex, DicomVr.CS, "F")
            .Set(DicomTags.SOPInstanceUID, DicomVr.UI, $"1.2.826.0.1.42.{number}")
            .Set(DicomTags.StudyInstanceUID, DicomVr.UI, $"1.2.826.0.1.42.7.{number}")
            .Set(DicomTags.SeriesInstanceUID, DicomVr.UI, $"1.2.826.0.1.42.8.{number}");
        dataset.Remove(DicomTags.PatientAge);
        change?.Invoke(dataset);
        var place = Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"{number % 3}"), $"Brandvold-{number}.dcm");
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        DicomFile.Create(dataset).Save(place);
        return place;
    }

    /// <summary>The secrets that are in the names or the bytes of a folder's files.</summary>
    public IEnumerable<string> FoundIn(string output)
    {
        foreach (var file in Directory.EnumerateFiles(output, "*", SearchOption.AllDirectories))
        {
            var text = Path.GetRelativePath(output, file) + Encoding.Latin1.GetString(File.ReadAllBytes(file));
            foreach (var secret in Secrets.Where(secret => text.Contains(secret, StringComparison.OrdinalIgnoreCase)))
                yield return $"{secret} in {file}";
        }
    }
}
