using Trabecula.Domain;

namespace Trabecula.Learning.Study;

/// <summary>One calibrated estimate of a study.</summary>
/// <param name="Film">The film.</param>
/// <param name="Fold">The fold that was held out, from 0; null for the mean of all folds' models on films that belong to none.</param>
/// <param name="Model">One of <see cref="StudyModels"/>.</param>
/// <param name="Site">The site.</param>
/// <param name="Bmd">Estimated areal density, g/cm².</param>
/// <param name="StandardDeviation">Its calibrated spread, g/cm².</param>
/// <param name="HalfWidth90">Half the width of its 90 % interval, g/cm².</param>
public sealed record StudyEstimate(
    StudyFilm Film, int? Fold, string Model, SkeletalSite Site, double Bmd, double StandardDeviation, double HalfWidth90);

/// <summary>The models that a study compares.</summary>
public static class StudyModels
{
    /// <summary>The film and nothing else.</summary>
    public const string Film = "film";

    /// <summary>The film and age, sex, height and weight.</summary>
    public const string FilmAndCovariates = "film + covariates";

    /// <summary>Age, sex, height and weight without the film: a control.</summary>
    public const string Covariates = "covariates";

    /// <summary>All, the main one first.</summary>
    public static IReadOnlyList<string> All { get; } = [Film, FilmAndCovariates, Covariates];
}
