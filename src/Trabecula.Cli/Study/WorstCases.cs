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
    public static ReportSection? Section(IReadOnlyList<StudyEstimate> estimates)
    {
        foreach (var site in Sites)
        {
            StudyEstimate[] worst = [.. estimates
                .Where(one => one.Model == StudyModels.Film && one.Site == site && one.Film.Row.Bmd(site) is not null)
                .OrderByDescending(Error).Take(Shown)];
            if (worst.Length == 0)
                continue;
            return new ReportSection(
                "Worst cases",
                [
                    new ReportParagraph(
                        $"The {worst.Length} largest errors of the film alone at the {site.DisplayName()}: the straightened spine, as the network "
                        + "sees it, by its line of the manifest. Is the spine where it should be? Is something over it?"),
                    .. worst.Select(one => new ReportPicture(Picture(one.Film.Frame), Caption(one, site))),
                ]);
        }

        return null;
    }

    private static double Error(StudyEstimate one) => Math.Abs(one.Bmd - one.Film.Row.Bmd(one.Site)!.Value);

    private static string Caption(StudyEstimate one, SkeletalSite site) =>
        $"Line {one.Film.Line}: measured {NumberText.Of(one.Film.Row.Bmd(site)!.Value)}, estimated {NumberText.Of(one.Bmd)} g/cm² "
        + $"({NumberText.Of(one.Bmd - one.HalfWidth90)} to {NumberText.Of(one.Bmd + one.HalfWidth90)})";

    private static byte[] Picture(StudyFrame frame)
    {
        var greys = new byte[frame.Pixels.Length];
        for (var i = 0; i < greys.Length; i++)
            greys[i] = (byte)Math.Clamp(255 * (frame.Pixels[i] - Darkest) / (Brightest - Darkest), 0, 255);
        return GreyPng.Encode(greys, frame.Width, frame.Height);
    }
}
