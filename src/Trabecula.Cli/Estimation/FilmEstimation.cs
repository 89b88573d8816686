using Trabecula.Domain;
using Trabecula.Imaging;
using Trabecula.Reporting;

namespace Trabecula.Cli;

/// <summary>One film's result, and the film itself as a picture where a report wants it.</summary>
/// <param name="Result">The result.</param>
/// <param name="Picture">The picture, or null where none was asked for or the film could not be read.</param>
/// <param name="Fault">An error in Trabecula itself that this film brought to light, or null.</param>
internal sealed record EstimatedFilm(FilmResult Result, FilmPicture? Picture, Exception? Fault);

/// <summary>Estimates film after film; the next one is read while the model looks at this one.</summary>
/// <param name="engine">What reads and estimates.</param>
/// <param name="rules">What densities are compared with.</param>
/// <param name="person">What the command line says of the person.</param>
/// <param name="wantsPictures">Whether pictures are made.</param>
internal sealed class FilmEstimation(EstimationEngine engine, EstimationRules rules, SubjectFromCommandLine person, bool wantsPictures)
{
    /// <summary>Longer side of the picture in a report, in pixels.</summary>
    private const int PictureSide = 1600;

    /// <summary>Estimates films in their order. A file that cannot be used gives a rejected result, and the others go on.</summary>
    /// <param name="files">Files as the user gave them.</param>
    /// <param name="ct">Stops between and within films.</param>
    /// <exception cref="TrabeculaException">The model cannot be loaded.</exception>
    public async IAsyncEnumerable<EstimatedFilm> RunAsync(
        IReadOnlyList<string> files,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var next = ReadAsync(files[0], ct);
        for (var index = 0; index < files.Count; index++)
        {
            // A read can hang in the system (a pipe, a lost network drive); stopping does not wait for it.
            var (film, refusal) = await next.WaitAsync(ct);
            if (index + 1 < files.Count)
                next = ReadAsync(files[index + 1], ct);
            yield return film is null
                ? refusal!
                : Estimate(files[index], film, await engine.Model.WaitAsync(ct), ct);
        }
    }

    private Task<(Radiograph? Film, EstimatedFilm? Refusal)> ReadAsync(string file, CancellationToken ct) => Task.Run(
        () =>
        {
            try
            {
                return ((Radiograph?)engine.Read(file, ct), (EstimatedFilm?)null);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                return (null, Refuse(file, person.Over(Subject.Unknown), null, e));
            }
        },
        ct);

    private EstimatedFilm Estimate(string file, Radiograph film, LoadedModel model, CancellationToken ct)
    {
        var subject = person.Over(film.Subject);
        var picture = wantsPictures ? Picture(film) : null;
        try
        {
            var analysis = model.Analyse(film with { Subject = subject }, ct);
            return new EstimatedFilm(FilmResultComposer.Compose(file, model, subject, analysis, rules), picture, null);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return Refuse(file, subject, picture, e);
        }
    }

    /// <summary>Whatever goes wrong with one film, the others are still done; an error of ours is shown as one.</summary>
    private static EstimatedFilm Refuse(string file, Subject subject, FilmPicture? picture, Exception reason) => reason is TrabeculaException known
        ? new EstimatedFilm(FilmResultComposer.Unusable(file, subject, known.Code, known.Message), picture, null)
        : new EstimatedFilm(
            FilmResultComposer.Unusable(file, subject, "internal_error", "This film brought an error in Trabecula itself to light; please report it."),
            picture,
            reason);

    private static FilmPicture Picture(Radiograph film)
    {
        var grey = GreyPicture.From(film, PictureSide);
        return new FilmPicture(grey.Pixels, grey.Width, grey.Height, film.Width, film.Height);
    }
}
