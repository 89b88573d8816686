using Trabecula.Domain;
using Trabecula.Imaging;
using Trabecula.Inference;

namespace Trabecula.Benchmarks;

/// <summary>Where the product's own road finds L1 to L4.</summary>
internal sealed class Localisation(ModelBundle bundle) : IDisposable
{
    private readonly FilmEstimator _estimator = new(bundle, threads: 1);

    /// <summary>All vertebrae that were found, and L1 to L4 in the film's pixels, or nothing and why.</summary>
    public (IReadOnlyList<VertebraOutline> All, IReadOnlyList<VertebraOutline> Lumbar, string Reason) Find(Radiograph film)
    {
        FilmAnalysis analysis = _estimator.Analyse(film);
        QualityFinding? refusal = analysis.Findings.FirstOrDefault(finding => finding.Action == QualityAction.Reject);
        return refusal is null
            ? (analysis.Vertebrae, [.. analysis.Vertebrae.Where(v => v.Level is >= VertebralLevel.L1 and <= VertebralLevel.L4)], "")
            : (analysis.Vertebrae, [], refusal.Code);
    }

    public void Dispose() => _estimator.Dispose();
}
