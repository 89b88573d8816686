using Trabecula.Cli.Deidentification;
using Trabecula.Dicom;
using Trabecula.Domain;

namespace Trabecula.Cli.Collection;

/// <summary>Searches an archive for films of people who have a DXA result.</summary>
/// <param name="patientIds">Their Patient IDs.</param>
/// <param name="options">How films are de-identified, which decides which ones can be.</param>
/// <param name="flow">Takes what is no such film.</param>
internal sealed class CandidateFilms(IReadOnlySet<string> patientIds, DeidentificationOptions options, Flow flow)
{
    private readonly HashSet<string> _alike = [.. patientIds.Select(Alike)];

    /// <summary>Searches; of files that are no candidate nothing is kept.</summary>
    /// <param name="inputs">Files and folders.</param>
    /// <param name="progress">Shows how far it is.</param>
    /// <param name="ct">Stops between two files.</param>
    public List<ArchiveFilm> Find(IEnumerable<string> inputs, CountedProgress progress, CancellationToken ct)
    {
        var films = new List<ArchiveFilm>();
        var read = 0;
        foreach (var file in ArchiveWalk.Files(inputs))
        {
            ct.ThrowIfCancellationRequested();
            read++;
            if (Judge(file) is { } film)
                films.Add(film);
            progress.Show(() => $"{read} files looked at, {films.Count} films of people with DXA");
        }

        return films;
    }

    private ArchiveFilm? Judge(ArchiveFile file)
    {
        try
        {
            if (file.Fault is { } fault)
                throw fault;
            var dataset = DicomSource.OpenHeader(file.Path).Dataset;
            var (film, reason, detail) = LumbarCandidate.Judge(dataset, file.Path);
            if (film is null)
                return Leave(file.Path, dataset.GetString(DicomTags.PatientID) ?? "", reason, detail);
            if (!patientIds.Contains(film.PatientId))
            {
                return Leave(
                    file.Path,
                    film.PatientId,
                    "no_dxa",
                    _alike.Contains(Alike(film.PatientId)) ? "A DXA result has the same Patient ID but for zeros in front, spaces, other signs, or capitals." : "");
            }

            return PixelIdentity.Refusal(dataset, options) is { } refusal ? Leave(file.Path, film.PatientId, refusal.Code, refusal.Message) : film;
        }
        catch (TrabeculaException refusal)
        {
            return Leave(file.Path, "", refusal.Code, refusal.Message);
        }
    }

    private ArchiveFilm? Leave(string path, string patientId, string reason, string detail)
    {
        flow.Leave(new LeftOut(LeftOut.Film, path, patientId, reason, detail));
        return null;
    }

    // What two systems make of one number.
    private static string Alike(string patientId) =>
        string.Concat(patientId.Where(char.IsLetterOrDigit)).TrimStart('0').ToUpperInvariant();
}
