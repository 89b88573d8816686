using Trabecula.Domain;

namespace Trabecula.Reporting.Tests;

/// <summary>Invented results that the tests write out.</summary>
internal static class ExampleResults
{
    public static ModelIdentity Model { get; } = new("example", "1", "in-silico");

    public static FilmResult Estimated { get; } = new(
        "films/lumbar-ap.dcm",
        Model,
        new Subject(Sex.Female, 67, 152.5, null, "dicom"),
        [Vertebra(VertebralLevel.L1, 0), Vertebra(VertebralLevel.L2, 120), Vertebra(VertebralLevel.L3, 240), Vertebra(VertebralLevel.L4, 360)],
        [
            new DensityEstimate(SkeletalSite.L1, 0.7104, 0.06),
            new DensityEstimate(SkeletalSite.L2, 0.7321, 0.06),
            new DensityEstimate(SkeletalSite.L3, 0.7555, 0.06),
            new DensityEstimate(SkeletalSite.L4, 0.7601, 0.06),
        ],
        [
            new SiteResult(
                new DensityEstimate(SkeletalSite.LumbarL1L4, 0.7416, 0.05), 0.6594, 0.8238, -2.7771, -0.4004, 70.83,
                DiagnosticCategory.Osteoporosis, [0.0004, 0.3096, 0.69], "Example reference"),
            new SiteResult(
                new DensityEstimate(SkeletalSite.FemoralNeck, 0.61, 0.06), 0.5113, 0.7087, -2.0, null, 72.0,
                DiagnosticCategory.Osteopenia, [0.1, 0.7, 0.2], "Example reference"),
            new SiteResult(new DensityEstimate(SkeletalSite.TotalHip, 0.75, 0.07), 0.6349, 0.8651, null, null, null, null, null, null),
        ],
        new Diagnosis("WHO", DiagnosticCategory.Osteoporosis, SkeletalSite.LumbarL1L4, "A woman from 50 years is taken as postmenopausal."),
        [new QualityFinding("metal_in_field", QualityAction.Warn, "There is metal beside L3.", [new ImagePoint(500, 300), new ImagePoint(560, 300), new ImagePoint(560, 380), new ImagePoint(500, 380)])],
        [StandardWarnings.ResearchUseOnly, StandardWarnings.TrainedInSilico]);

    public static FilmResult Rejected { get; } = new(
        "leg.dcm",
        Model,
        Subject.Unknown,
        [],
        [],
        [],
        null,
        [new QualityFinding("not_lumbar_ap", QualityAction.Reject, "This is no AP film of the lumbar spine.", [])],
        [StandardWarnings.ResearchUseOnly]);

    public static FilmResult Unreadable(string file) => new(
        file, null, Subject.Unknown, [], [], [], null,
        [new QualityFinding("empty_file", QualityAction.Reject, "The file is empty.", [])],
        [StandardWarnings.ResearchUseOnly]);

    /// <summary>A black film of 1000 × 900 pixels, which is drawn at its own size.</summary>
    public static FilmPicture BlackFilm { get; } = new(new byte[1000 * 900], 1000, 900, 1000, 900);

    private static VertebraOutline Vertebra(VertebralLevel level, double down) => new(
        level,
        new ImagePoint(300, 200 + down),
        new ImagePoint(420, 200 + down),
        new ImagePoint(425, 300 + down),
        new ImagePoint(295, 300 + down),
        0.9796);
}
