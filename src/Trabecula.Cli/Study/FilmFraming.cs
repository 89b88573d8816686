using Trabecula.Domain;
using Trabecula.Imaging;
using Trabecula.Inference;
using Trabecula.Learning.Study;

namespace Trabecula.Cli.Study;

/// <summary>A film on its way into a study.</summary>
/// <param name="Kept">The straightened spine, or why there is none.</param>
/// <param name="Vertebrae">What was found, from the head downwards.</param>
internal sealed record FramedFilm(KeptFrame Kept, IReadOnlyList<VertebraOutline> Vertebrae);

/// <summary>From a film to its straightened spine, as <c>estimate</c> does it.</summary>
internal static class FilmFraming
{
    /// <summary>Finds the spine and judges the film by the gates that ship.</summary>
    /// <param name="film">The film.</param>
    /// <param name="localiser">Finds the vertebrae.</param>
    public static FramedFilm Of(Radiograph film, Localiser localiser)
    {
        if (Refusal(FilmRules.Judge(film, GateTable.Default)) is { } refusal)
            return new FramedFilm(refusal, []);
        var (location, raster) = localiser.Locate(film);
        var verdict = LocationRules.Judge(location, raster, film.MmPerPixel, GateTable.Default);
        var kept = Refusal([.. verdict.Findings, .. ChildRule.JudgeAge(film.Subject, GateTable.Default)])
            ?? new KeptFrame(StudyFrame.Of(SpineFrame.From(raster, film.MmPerPixel, verdict.Lumbar)), null);
        return new FramedFilm(kept, verdict.Vertebrae);
    }

    private static KeptFrame? Refusal(IReadOnlyList<QualityFinding> findings) =>
        findings.FirstOrDefault(finding => finding.Action == QualityAction.Reject) is { } reason
            ? new KeptFrame(null, $"{reason.Code}: {reason.Message}")
            : null;
}
