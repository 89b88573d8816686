using Trabecula.Domain;
using Trabecula.Reporting;

namespace Trabecula.Estimation;

/// <summary>One film's result, and the film itself as a picture where a report wants it.</summary>
/// <param name="Result">The result.</param>
/// <param name="Picture">The picture, or null where none was asked for or the film could not be read.</param>
/// <param name="Attribution">What the density rests on; empty where it was not asked for or there is no density.</param>
/// <param name="Fault">An error in Trabecula itself that this film brought to light, or null.</param>
public sealed record EstimatedFilm(FilmResult Result, FilmPicture? Picture, IReadOnlyList<AttributionCell> Attribution, Exception? Fault);
