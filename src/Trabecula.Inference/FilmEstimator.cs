using Trabecula.Domain;
using Trabecula.Imaging;

namespace Trabecula.Inference;

/// <summary>The road from a film to densities: localise, judge, straighten, estimate.</summary>
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

    /// <summary>Reads one film.</summary>
    public FilmAnalysis Analyse(Radiograph film, CancellationToken cancellation = default)
    {
        QualityFinding? unfit = FilmRules.Judge(film);
        if (unfit is not null)
        {
            return new FilmAnalysis([], [], [unfit], null);
        }

        (SpineLocation location, Raster raster) = _localiser.Locate(film);
        cancellation.ThrowIfCancellationRequested();
        LocationVerdict verdict = LocationRules.Judge(location, raster, film.MmPerPixel);
        if (verdict.Findings.Any(finding => finding.Action == QualityAction.Reject))
        {
            return new FilmAnalysis(verdict.Vertebrae, [], verdict.Findings, null);
        }

        SpineFrame frame = SpineFrame.From(raster, film.MmPerPixel, verdict.Lumbar);
        return new FilmAnalysis(verdict.Vertebrae, _density.Estimate(frame), verdict.Findings, frame);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _localiser.Dispose();
        _density.Dispose();
    }
}
