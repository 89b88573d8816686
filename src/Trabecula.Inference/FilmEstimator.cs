using Trabecula.Domain;
using Trabecula.Imaging;

namespace Trabecula.Inference;

/// <summary>The road from a film to densities: localise, judge, straighten, estimate, leave out what is to be left out.</summary>
public sealed class FilmEstimator : IDisposable
{
    private readonly Localiser _localiser;
    private readonly DensityEstimator _density;
    private readonly TrainingFilms? _trainingFilms;
    private readonly BundleCalibration? _calibration;

    /// <summary>Loads a bundle's networks.</summary>
    /// <param name="bundle">The verified bundle.</param>
    /// <param name="threads">Threads of one run; 0 for as many as there are processors.</param>
    public FilmEstimator(ModelBundle bundle, int threads = 0)
    {
        _localiser = new Localiser(bundle.Content(ModelBundle.LocaliserFile), threads);
        _density = new DensityEstimator(bundle.Content(ModelBundle.DensityFile), threads);
        _calibration = bundle.Calibration;
        _trainingFilms = bundle.Has(ModelBundle.TrainingFilmsFile) ? TrainingFilms.FromJson(bundle.Content(ModelBundle.TrainingFilmsFile)) : null;
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
        return Judge(film, location, raster, findings, gates, cancellation);
    }

    /// <summary>Reads one film with the vertebrae where a reader has put them.</summary>
    /// <param name="film">The film.</param>
    /// <param name="given">The vertebrae, each level once, corners within the film. The reader's word stands that it is a lumbar film; what
    /// no spine looks like is still refused.</param>
    /// <param name="gates">What findings do.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="TrabeculaException"><c>correction_malformed</c> where levels repeat or corners lie outside the film.</exception>
    public FilmAnalysis AnalyseAt(Radiograph film, IReadOnlyList<VertebraOutline> given, GateTable gates, CancellationToken cancellation = default)
    {
        GivenVertebrae.Verify(film, given);
        IReadOnlyList<QualityFinding> findings = FilmRules.Judge(film, gates);
        if (IsRefused(findings))
        {
            return new FilmAnalysis([], [], findings, null);
        }

        // The localiser still tells whether bone is dark in the picture.
        (SpineLocation location, Raster raster) = _localiser.Locate(film);
        VertebraOutline[] sure = [.. given.OrderBy(vertebra => vertebra.Level).Select(vertebra => vertebra with { Confidence = 1 })];
        return Judge(film, new SpineLocation(sure, 1, 1, location.WasInverted), raster, findings, gates, cancellation);
    }

    private FilmAnalysis Judge(
        Radiograph film, SpineLocation location, Raster raster, IReadOnlyList<QualityFinding> findings, GateTable gates, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        LocationVerdict verdict = LocationRules.Judge(location, raster, film.MmPerPixel, gates);

        // What is no lumbar film is named so first, whoever's it is.
        findings = [.. verdict.Findings, .. ChildRule.JudgeAge(film.Subject, gates)];
        if (IsRefused(findings))
        {
            return new FilmAnalysis(
                verdict.Vertebrae, [], Ordered([.. findings, .. HiddenVertebrae.Judge(verdict.Vertebrae, raster, film.MmPerPixel, gates)]), null);
        }

        SpineFrame frame = SpineFrame.From(raster, film.MmPerPixel, verdict.Lumbar);
        FrameMeasures measures = FrameMeasures.Of(frame);
        findings = [.. findings, .. FrameRules.Judge(frame, measures, verdict.Lumbar, gates), .. _trainingFilms?.Judge(measures, gates) ?? []];
        if (IsRefused(findings))
        {
            return new FilmAnalysis(verdict.Vertebrae, [], Ordered(findings), null);
        }

        IReadOnlyList<DensityEstimate> estimates = _density.Estimate(frame);
        estimates = _calibration?.Apply(estimates) ?? estimates;
        findings = [.. findings, .. NeighbourRule.Judge(verdict.Lumbar, estimates, Excluded(findings), gates)];
        IReadOnlySet<VertebralLevel> excluded = Excluded(findings);
        findings = Ordered([.. findings, .. RemainingSpine.Judge(excluded, gates)]);
        return IsRefused(findings)
            ? new FilmAnalysis(verdict.Vertebrae, [], findings, null)
            : new FilmAnalysis(verdict.Vertebrae, RemainingSpine.Of(estimates, verdict.Lumbar, excluded), findings, frame);
    }

    /// <summary>Which parts of a film the density of L1–L4 rests on.</summary>
    /// <param name="analysis">What <see cref="Analyse(Radiograph, GateTable, CancellationToken)"/> said of it.</param>
    /// <param name="cancellation">Stops the work, which takes some seconds.</param>
    /// <returns>Cells of the straightened spine in the film's pixels; none where the film was refused.</returns>
    public IReadOnlyList<AttributionCell> Attribute(FilmAnalysis analysis, CancellationToken cancellation = default)
    {
        if (analysis.Frame is not SpineFrame frame)
        {
            return [];
        }

        VertebraOutline[] lumbar = [.. analysis.Vertebrae.Where(v => v.Level is >= VertebralLevel.L1 and <= VertebralLevel.L4)];
        return Occlusion.InFilm(Occlusion.Of(frame, _density, cancellation), FrameGrid.Through(lumbar, frame.MmPerFilmPixel));
    }

    /// <summary>How fast the density of L1–L4 changes when the parts that it rests on are taken out of the film.</summary>
    /// <param name="analysis">An analysis that was not refused.</param>
    /// <param name="random">Decides the order that is compared with.</param>
    /// <param name="cancellation">Stops the work.</param>
    public DeletionTest TestDeletion(FilmAnalysis analysis, DeterministicRandom random, CancellationToken cancellation = default) =>
        DeletionTest.Of(analysis.Frame ?? throw new ArgumentException("The film was refused.", nameof(analysis)), _density, random, cancellation);

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
