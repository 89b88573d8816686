using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>A tube or line that shows on films.</summary>
public enum CatheterKind
{
    /// <summary>A double-J stent from a kidney's pelvis to the bladder.</summary>
    UreteralStent,

    /// <summary>A tube through the gullet into the stomach.</summary>
    NasogastricTube,

    /// <summary>A line from the groin up the inferior vena cava.</summary>
    VenousLine,
}

/// <summary>What surgeons and physicians have left in a person.</summary>
/// <param name="FirstScrewed">Highest vertebra with pedicle screws, 0 for T1; −1 where there are none.</param>
/// <param name="LastScrewed">Lowest vertebra with pedicle screws; −1 where there are none.</param>
/// <param name="Cemented">Vertebrae that hold cement.</param>
/// <param name="RightHip">Whether the right hip is a prosthesis.</param>
/// <param name="LeftHip">Whether the left hip is one.</param>
/// <param name="Catheter">A catheter, or none.</param>
public sealed record Implants(
    int FirstScrewed, int LastScrewed, IReadOnlyList<int> Cemented, bool RightHip, bool LeftHip, CatheterKind? Catheter)
{
    // Instrumented fusions: no population figure was found; 1 % is constructed.
    private const double Screws = 0.01;

    // Two levels and more, most at L4–L5 (constructed): first and last vertebra.
    private static readonly (double Share, int First, int Last)[] Spans =
    [
        (0.38, 15, 16), (0.14, 14, 16), (0.12, 14, 15), (0.08, 13, 16), (0.08, 13, 15), (0.06, 13, 14), (0.08, 11, 13), (0.06, 10, 12),
    ];

    // Of fractures with a quarter of the height lost and more, those that were filled with cement (constructed: most are left to heal).
    private const double CementEach = 0.04;

    // Hip replacements in the United States: 0.83 % of all, 5.26 % at 80 years, more of women (Maradit Kremers 2015, doi
    // 10.2106/JBJS.N.01141). By decade from the thirties, interpolated, and times 0.6 for a population with fewer; a quarter of them on
    // both sides (constructed).
    private static readonly double[] HipByDecade = [0.001, 0.004, 0.013, 0.027, 0.045, 0.057];
    private const double HipsElsewhere = 0.6, Women = 1.1, Men = 0.85, BothHips = 0.25;

    // Catheters on films of the abdomen; constructed.
    private const double Catheters = 0.004;

    /// <summary>Nothing at all.</summary>
    public static Implants None { get; } = new(-1, -1, [], false, false, null);

    /// <summary>Whether there are pedicle screws.</summary>
    public bool HasScrews => FirstScrewed >= 0;

    /// <summary>The hip that DXA measures: +1 for the left one, −1 for the right one where the left is replaced, null where both are.</summary>
    public int? ScannedHip => !LeftHip ? 1 : !RightHip ? -1 : null;

    /// <summary>What there is, in words for a table.</summary>
    public IReadOnlyList<string> Words
    {
        get
        {
            var words = new List<string>();
            void Add(bool there, string word)
            {
                if (there)
                {
                    words.Add(word);
                }
            }

            Add(HasScrews, "pedicle_screws");
            Add(Cemented.Count > 0, "cement");
            Add(RightHip, "hip_prosthesis_right");
            Add(LeftHip, "hip_prosthesis_left");
            Add(Catheter is CatheterKind.UreteralStent, "ureteral_stent");
            Add(Catheter is CatheterKind.NasogastricTube, "nasogastric_tube");
            Add(Catheter is CatheterKind.VenousLine, "venous_line");
            return words;
        }
    }

    /// <summary>Draws what a person has.</summary>
    /// <param name="subject">The person.</param>
    /// <param name="lumbarBodies">How many lumbar vertebrae.</param>
    /// <param name="fractures">The person's fractures.</param>
    /// <param name="random">A stream of its own.</param>
    public static Implants Draw(SimulatedSubject subject, int lumbarBodies, IReadOnlyList<VertebralFracture> fractures, DeterministicRandom random)
    {
        (int first, int last) = random.Chance(Screws) ? Span(random.NextDouble()) : (-1, -1);
        if (first >= 0)
        {
            // Whoever has four lumbar vertebrae has no screws in the fifth.
            int lowest = SpineNumbering.LastThoracic + lumbarBodies;
            (first, last) = (Math.Min(first, lowest - 1), Math.Min(last, lowest));
        }

        int[] cemented = [.. fractures.Where(f => f.Grade >= 2 && random.Chance(CementEach)).Select(f => f.Number)];
        double hips = HipByDecade[Math.Clamp((int)(subject.AgeYears / 10) - 3, 0, HipByDecade.Length - 1)] * HipsElsewhere * (subject.Sex == Sex.Female ? Women : Men);
        bool hip = random.Chance(hips), both = random.Chance(BothHips), left = random.Chance(0.5);
        CatheterKind? catheter = random.Chance(Catheters) ? (CatheterKind)random.Index(3) : null;
        return new Implants(first, last, [.. cemented.Where(c => c < first || c > last)], hip && (both || !left), hip && (both || left), catheter);
    }

    private static (int First, int Last) Span(double place)
    {
        foreach ((double share, int first, int last) in Spans)
        {
            if (place < share)
            {
                return (first, last);
            }

            place -= share;
        }

        return (15, 16);
    }
}
