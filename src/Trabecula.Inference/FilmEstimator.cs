using Trabecula.Domain;
using Trabecula.Imaging;

namespace Trabecula.Inference;

/// <summary>The road from a film to densities: localise, judge, straighten, estimate, leave out what is to be left out.</summary>
public sealed class FilmEstimator : IDisposable
{
    private readonly Localiser _localiser;
    private readonly DensityEstimator _density;

    /// <summary>Loads a bundle's networks.</summary>
    /// <param name="bundle">The verified bundle.</param>
    /// <param name="threads">Threads of one run; 0 for as many as there are processors.</param>
    public FilmEstimator(ModelBundle bundle, int threads = 0)
    {
        _localiser = new Localiser(bundle.Content(ModelBundle.LocaliserFile), threads);
        _density = new DensityEstimator(bundle.Content(ModelBundle.DensityFile), threads);
    }

    /// <summary>Reads one film by the gates that ship.</summary>
    public FilmAnalysis Analyse(Radiograph film, CancellationToken cancellation = default) => Analyse(film, GateTable.Default, cancellation);

    /// <summary>Reads one film.</summary>
    /// <param name="film">The film.</param>
    /// <param name="gates">What findings do.</param>
    /// <param name="cancellation">Stops the work.</param>
    public FilmAnalysis Analyse(Radiograph film, GateTable gates, CancellationToken cancellation = default)
    {
        IReadOnlyList<QualityFinding> findings = FilmRules.Judge(film, gates);
        if (IsRefused(findings))
        {
            return new FilmAnalysis([], [], findings, null);
        }

        (SpineLocation location, Raster raster) = _localiser.Locate(film);
        cancellation.ThrowIfCancellationRequested();
        LocationVerdict verdict = LocationRules.Judge(location, raster, film.MmPerPixel, gates);
        findings = [.. findings, .. verdict.Findings];
        if (IsRefused(findings))
        {
            return new FilmAnalysis(verdict.Vertebrae, [], Ordered(findings), null);
        }

        SpineFrame frame = SpineFrame.From(raster, film.MmPerPixel, verdict.Lumbar);
        IReadOnlyList<DensityEstimate> estimates = _density.Estimate(frame);
        findings = [.. findings, .. NeighbourRule.Judge(verdict.Lumbar, estimates, Excluded(findings), gates)];
        IReadOnlySet<VertebralLevel> excluded = Excluded(findings);
        findings = Ordered([.. findings, .. RemainingSpine.Judge(excluded, gates)]);
        return IsRefused(findings)
            ? new FilmAnalysis(verdict.Vertebrae, [], findings, null)
            : new FilmAnalysis(verdict.Vertebrae, RemainingSpine.Of(estimates, verdict.Lumbar, excluded), findings, frame);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _localiser.Dispose();
        _density.Dispose();
    }

    private static bool IsRefused(IReadOnlyList<QualityFinding> findings) => findings.Any(finding => finding.Action == QualityAction.Reject);

    private static IReadOnlyList<QualityFinding> Ordered(IReadOnlyList<QualityFinding> findings) => [.. findings.OrderByDescending(f => f.Action)];

    private static HashSet<VertebralLevel> Excluded(IReadOnlyList<QualityFinding> findings) =>
        [.. findings.Where(finding => finding.Action == QualityAction.ExcludeVertebra).Select(finding => finding.Level).OfType<VertebralLevel>()];
}
