using Trabecula.Domain;

namespace Trabecula.Learning.Study;

/// <summary>The finished models of one fold: its networks, what is known without a film, and their calibration.</summary>
/// <remarks>
/// The second model adds age, sex, height and weight without a second network: a regression on them is fitted on the films that the
/// network was trained on, and the inner part tells how much of it to add to the network's estimate. Where it adds nothing the film's
/// estimate stands. All of it is fitted on the training folds.
/// </remarks>
public sealed class FoldModel
{
    private readonly int _fold;
    private readonly IReadOnlyList<CovariateModel?[]> _covariates;
    private readonly Dictionary<(string Model, SkeletalSite Site), SiteCalibration> _calibrations = [];

    private FoldModel(int fold, IReadOnlyList<CovariateModel?[]> covariates) => (_fold, _covariates) = (fold, covariates);

    private static SkeletalSite[] Sites { get; } = Enum.GetValues<SkeletalSite>();

    /// <summary>Fits what follows the networks.</summary>
    /// <param name="cohort">The cohort.</param>
    /// <param name="seed">Seed of the study.</param>
    /// <param name="networks">The trainings of one fold and what they brought; their mean is the estimate.</param>
    public static FoldModel Of(StudyCohort cohort, int seed, IReadOnlyList<(StudyJob Job, JobOutputs Outputs)> networks)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        ArgumentNullException.ThrowIfNull(networks);
        var byLine = cohort.Films.ToDictionary(film => film.Line);
        var covariates = networks.Select(network => FirstFilms(cohort.Split(network.Job, seed).Training.Select(i => cohort.Films[i]).ToArray()))
            .Select(films => Sites.Select(site => CovariateModel.Of(films.Select(film => film.Row), site)).ToArray()).ToArray();
        var model = new FoldModel(networks[0].Job.Fold, covariates);
        // By subject, so that the parts of the calibration follow no order of the manifest.
        var inner = networks.SelectMany((network, i) => network.Outputs.Inner.Select(output => (Film: byLine[output.Line], Output: output, Network: i)))
            .Where(one => one.Film.Repeat == 1).OrderBy(one => SubjectOrder.Key(one.Film.Row.SubjectId), StringComparer.Ordinal).ToArray();
        foreach (var site in Sites)
        {
            var known = inner.Where(one => one.Film.Row.Bmd(site) is not null && double.IsFinite(one.Output.Bmd[(int)site])).ToArray();
            foreach (var name in StudyModels.All)
            {
                InnerCase[] cases = [.. known.Select(one => model.Case(name, site, one.Film.Row, one.Output, one.Network)).OfType<InnerCase>()];
                if (SiteCalibration.Of(cases) is { } calibration) model._calibrations[(name, site)] = calibration;
            }
        }
        return model;
    }

    /// <summary>Estimates films that none of the networks was trained on.</summary>
    /// <param name="films">The films.</param>
    /// <param name="outputs">For each network its outputs for these films, by line.</param>
    /// <returns>For each film, model and site an estimate; sites that could not be calibrated are left out.</returns>
    public IReadOnlyList<StudyEstimate> Estimate(IReadOnlyList<StudyFilm> films, IReadOnlyList<IReadOnlyList<FilmOutput>> outputs)
    {
        ArgumentNullException.ThrowIfNull(films);
        ArgumentNullException.ThrowIfNull(outputs);
        var byLine = outputs.Select(network => network.ToDictionary(output => output.Line)).ToArray();
        var estimates = new List<StudyEstimate>();
        foreach (var film in films)
        {
            foreach (var name in StudyModels.All)
            {
                foreach (var site in Sites)
                {
                    if (!_calibrations.TryGetValue((name, site), out var calibration)) continue;
                    InnerCase?[] cases = [.. byLine.Select((network, i) => Case(name, site, film.Row, network[film.Line], i))];
                    if (cases.Any(one => one is null)) continue;
                    estimates.Add(Mean(film, name, site, calibration, cases!));
                }
            }
        }
        return estimates;
    }

    private StudyEstimate Mean(StudyFilm film, string name, SkeletalSite site, SiteCalibration calibration, IReadOnlyList<InnerCase> cases)
    {
        double[] each = [.. cases.Select(one => calibration.Estimate(one.Estimate, one.Others))];
        var mean = each.Average();
        var spread = Math.Sqrt(cases.Average(one => one.Spread * one.Spread));
        return new StudyEstimate(film, _fold, name, site, mean, spread * calibration.SpreadFactor, spread * calibration.IntervalFactor);
    }

    /// <summary>What a model knows of a film at a site; the measured density is NaN where there is none.</summary>
    private InnerCase? Case(string name, SkeletalSite site, ManifestRow row, FilmOutput output, int network)
    {
        var measured = row.Bmd(site) ?? double.NaN;
        var (film, spread) = (output.Bmd[(int)site], output.StandardDeviation[(int)site]);
        if (name == StudyModels.Film) return double.IsFinite(film) ? new InnerCase(measured, film, spread, []) : null;
        if (_covariates[network][(int)site] is not { } model) return null;
        var expected = model.Predict(row);
        if (name == StudyModels.Covariates) return new InnerCase(measured, expected, 1, []);
        return double.IsFinite(film) ? new InnerCase(measured, film, spread, [expected]) : null;
    }

    private static StudyFilm[] FirstFilms(IEnumerable<StudyFilm> films) => [.. films.Where(film => film.Repeat == 1)];
}
