using Trabecula.Domain;
using Trabecula.Evaluation;
using Trabecula.Learning.Study;

namespace Trabecula.Cli.Study;

/// <summary>The films with the largest errors, for a reader to look at.</summary>
internal static class WorstCases
{
    private const int Shown = 6;

    /// <summary>The greys of a straightened spine lie within about this of the soft tissue, in units of the film's spread.</summary>
    private const float Darkest = -0.4f, Brightest = 1.0f;

    private static readonly SkeletalSite[] Sites = [SkeletalSite.LumbarL1L4, SkeletalSite.LumbarL2L4];

    /// <summary>The section; null where no lumbar region was estimated.</summary>
    /// <param name="manifest">The manifest's path, beside which the films are.</param>
    /// <param name="estimates">All estimates.</param>
    public static ReportSection? Section(string manifest, IReadOnlyList<StudyEstimate> estimates)
    {
        foreach (var site in Sites)
        {
            StudyEstimate[] worst = [.. estimates
                .Where(one => one.Model == StudyModels.Film && one.Site == site && one.Film.Row.Bmd(site) is not null)
                .OrderByDescending(Error).Take(Shown)];
            if (worst.Length == 0)
                continue;
            byte[]? films = FilmStrip.Of([.. worst.Select(one => ImageLocation.Resolve(manifest, one.Film.Row.Image))]);
            return new ReportSection(
                "Worst cases",
                [
                    new ReportParagraph(
                        $"The {worst.Length} largest errors of the film alone at the {site.DisplayName()}: {(films is null ? "" : "the film, too small for usual lettering to be read, and below ")}"
                        + "the straightened spine, as the network sees it, by its line of the manifest. Is the spine where it should be? Is something over it?"),
                    .. films is null ? Array.Empty<ReportBlock>() : [new ReportPicture(films, "The films as they are stored; the largest error is on the left.")],
                    new ReportPicture(SideBySide([.. worst.Select(one => one.Film.Frame)]), films is null ? "The largest error is on the left." : "The straightened spines, in the same order."),
                    new ReportTable(
                        "From left to right",
                        ["line", "measured, g/cm²", "estimated, g/cm²", "90 % interval", "sex", "age, years"],
                        [.. worst.Select(one => Row(one, site))]),
                ]);
        }

        return null;
    }

    private static double Error(StudyEstimate one) => Math.Abs(one.Bmd - one.Film.Row.Bmd(one.Site)!.Value);

    private static string[] Row(StudyEstimate one, SkeletalSite site) =>
    [
        NumberText.Of(one.Film.Line),
        NumberText.Of(one.Film.Row.Bmd(site)!.Value),
        NumberText.Of(one.Bmd),
        $"{NumberText.Of(one.Bmd - one.HalfWidth90)} to {NumberText.Of(one.Bmd + one.HalfWidth90)}",
        one.Film.Row.Sex switch { Sex.Female => "F", Sex.Male => "M", _ => NumberText.Missing },
        NumberText.Of(one.Film.Row.AgeYears ?? double.NaN, 0),
    ];

    private static byte[] SideBySide(IReadOnlyList<StudyFrame> frames)
    {
        var (height, width) = (frames[0].Height, frames[0].Width);
        var greys = new byte[height * width * frames.Count];
        for (var i = 0; i < greys.Length; i++)
        {
            var (row, column) = Math.DivRem(i, width * frames.Count);
            var pixel = frames[column / width].Pixels[(row * width) + (column % width)];
            greys[i] = (byte)Math.Clamp(255 * (pixel - Darkest) / (Brightest - Darkest), 0, 255);
        }

        return GreyPng.Encode(greys, width * frames.Count, height);
    }
}
