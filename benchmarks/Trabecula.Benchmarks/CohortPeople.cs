using System.Globalization;
using MathNet.Numerics.Statistics;
using Trabecula.Domain;

namespace Trabecula.Benchmarks;

/// <summary>One person of a cohort whose densities were all measured.</summary>
internal sealed record CohortPerson(string Id, bool IsWoman, double Age, double HeightCm, double WeightKg, double Lumbar, double Neck, double Hip)
{
    // Young adult mean less 2.5 SD on Hologic's scale, as ROAD counted: L2–L4 1.011 ± 0.119 for both sexes, neck 0.787 ± 0.109 and
    // 0.863 ± 0.127 (JSBMR 2000 values; section 1.2 of the constants).
    private const double LumbarCut = 0.7135, WomensNeckCut = 0.5145, MensNeckCut = 0.5455;

    public bool HasLumbarOsteoporosis => Lumbar <= LumbarCut;

    public bool HasNeckOsteoporosis => Neck <= (IsWoman ? WomensNeckCut : MensNeckCut);
}

/// <summary>The people of a simulated cohort, as measured and as built.</summary>
internal sealed class CohortPeople
{
    private readonly Dictionary<string, CohortPerson> _built;

    private CohortPeople(IReadOnlyList<CohortPerson> all, Dictionary<string, CohortPerson> built) => (All, _built) = (all, built);

    /// <summary>Everybody who was measured.</summary>
    public IReadOnlyList<CohortPerson> All { get; }

    /// <summary>The women among them.</summary>
    public IReadOnlyList<CohortPerson> Women => [.. All.Where(p => p.IsWoman)];

    /// <summary>The men among them.</summary>
    public IReadOnlyList<CohortPerson> Men => [.. All.Where(p => !p.IsWoman)];

    /// <summary>Reads <c>manifest.csv</c> and <c>truth.csv</c> of a folder that <c>trabecula simulate</c> wrote.</summary>
    /// <exception cref="TrabeculaException"><c>invalid_manifest</c> or <c>invalid_truth</c>.</exception>
    public static CohortPeople Read(string folder)
    {
        // The first film of each person: repeats are the same person again.
        List<CohortPerson> all = [.. ManifestReader.Read(Path.Combine(folder, "manifest.csv")).Rows.DistinctBy(row => row.SubjectId).Select(Person).OfType<CohortPerson>()];
        Dictionary<string, CohortPerson> measured = all.ToDictionary(p => p.Id);
        return new CohortPeople(all, Built(Path.Combine(folder, "truth.csv"), measured));
    }

    /// <summary>Mean and standard deviation of reading / built − 1.</summary>
    public (double Mean, double Spread) ReadingOverBuilt(SkeletalSite site)
    {
        double[] ratios = [.. All.Where(p => _built.ContainsKey(p.Id)).Select(p => (Density(p, site) / Density(_built[p.Id], site)) - 1)];
        return ratios.MeanStandardDeviation();
    }

    private static double Density(CohortPerson person, SkeletalSite site) => site switch
    {
        SkeletalSite.FemoralNeck => person.Neck,
        SkeletalSite.TotalHip => person.Hip,
        _ => person.Lumbar,
    };

    private static CohortPerson? Person(ManifestRow row) =>
        row is { Sex: { } sex, AgeYears: { } age, HeightCm: { } height, WeightKg: { } weight }
        && row.Bmd(SkeletalSite.LumbarL2L4) is { } lumbar && row.Bmd(SkeletalSite.FemoralNeck) is { } neck && row.Bmd(SkeletalSite.TotalHip) is { } hip
            ? new CohortPerson(row.SubjectId, sex == Sex.Female, age, height, weight, lumbar, neck, hip)
            : null;

    private static Dictionary<string, CohortPerson> Built(string path, Dictionary<string, CohortPerson> measured)
    {
        var built = new Dictionary<string, CohortPerson>();
        string[] lines = File.ReadAllLines(path);
        string[] header = lines.Length > 0 ? lines[0].Split(',') : [];
        int[] columns = [.. new[] { "subject_id", "lumbar_l2_l4_bmd", "femoral_neck_bmd", "total_hip_bmd" }.Select(name => Array.IndexOf(header, name))];
        foreach (string line in lines.Skip(1))
        {
            string[] cells = line.Split(',');
            if (columns.Min() < 0 || cells.Length != header.Length)
            {
                throw new TrabeculaException("invalid_truth", $"{path} is not a table that trabecula simulate wrote.");
            }

            if (measured.TryGetValue(cells[columns[0]], out CohortPerson? person))
            {
                built[person.Id] = person with { Lumbar = Number(cells[columns[1]]), Neck = Number(cells[columns[2]]), Hip = Number(cells[columns[3]]) };
            }
        }

        return built;
    }

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
