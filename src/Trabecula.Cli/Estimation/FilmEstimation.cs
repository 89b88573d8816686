using Trabecula.Domain;
using Trabecula.Imaging;
using Trabecula.Reporting;

namespace Trabecula.Cli;

/// <summary>One film's result, and the film itself as a picture where a report wants it.</summary>
/// <param name="Result">The result.</param>
/// <param name="Picture">The picture, or null where none was asked for or the film could not be read.</param>
/// <param name="Attribution">What the density rests on; empty where it was not asked for or there is no density.</param>
/// <param name="Fault">An error in Trabecula itself that this film brought to light, or null.</param>
internal sealed record EstimatedFilm(FilmResult Result, FilmPicture? Picture, IReadOnlyList<AttributionCell> Attribution, Exception? Fault);

/// <summary>Estimates films, several side by side, and gives their results in the order of the films.</summary>
/// <param name="engine">What reads and estimates.</param>
/// <param name="rules">What films are judged by.</param>
/// <param name="person">What the command line says of the person.</param>
/// <param name="wantsPictures">Whether pictures are made.</param>
/// <param name="wantsAttribution">Whether it is found out what densities rest on, some seconds a film.</param>
internal sealed class FilmEstimation(EstimationEngine engine, EstimationRules rules, SubjectFromCommandLine person, bool wantsPictures, bool wantsAttribution = false)
{
    /// <summary>Longer side of the picture in a report, in pixels.</summary>
    private const int PictureSide = 1600;

    /// <summary>
    /// Films in hand at most, one for each processor. The largest (43 × 43 cm at 0.1 mm) takes 200 MB while it is read;
    /// four of them still fit into the memory of a small machine.
    /// </summary>
    private static readonly int Hands = Math.Min(Environment.ProcessorCount, 4);

    /// <summary>Estimates films. A file that cannot be used gives a rejected result, and the others go on.</summary>
    /// <param name="files">Files as the user gave them.</param>
    /// <param name="ct">Stops between and within films.</param>
    /// <returns>One result for each file, in their order; each depends on its file alone.</returns>
    /// <exception cref="TrabeculaException">The model cannot be loaded.</exception>
    public async IAsyncEnumerable<EstimatedFilm> RunAsync(
        IReadOnlyList<string> files,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        // Finished films may wait for a slow one before them, so that no processor does: twice as many as are in hand.
        var hands = new SemaphoreSlim(Hands);
        var begun = new Queue<Task<EstimatedFilm>>();
        var next = 0;
        while (next < files.Count || begun.Count > 0)
        {
            while (next < files.Count && begun.Count < 2 * Hands)
                begun.Enqueue(OneAsync(files[next++], hands, ct));

            // A read can hang in the system (a pipe, a lost network drive); stopping does not wait for it.
            yield return await begun.Dequeue().WaitAsync(ct);
        }
    }

    private async Task<EstimatedFilm> OneAsync(string file, SemaphoreSlim hands, CancellationToken ct)
    {
        await hands.WaitAsync(ct);
        try
        {
            var (film, refusal) = await Task.Run(() => Read(file, ct), ct);
            if (film is null)
                return refusal!;
            var model = await engine.Model.WaitAsync(ct);
            return await Task.Run(() => Estimate(file, film, model, ct), ct);
        }
        finally
        {
            hands.Release();
        }
    }

    private (Radiograph? Film, EstimatedFilm? Refusal) Read(string file, CancellationToken ct)
    {
        try
        {
            return (engine.Read(file, ct), null);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return (null, Refuse(file, person.Over(Subject.Unknown), null, e));
        }
    }

    private EstimatedFilm Estimate(string file, Radiograph film, LoadedModel model, CancellationToken ct)
    {
        var subject = person.Over(film.Subject);
        var picture = wantsPictures ? Picture(film) : null;
        try
        {
            var analysis = model.Analyse(film with { Subject = subject }, rules.Gates, ct);
            var attribution = wantsAttribution ? model.Attribute(analysis, ct) : [];
            return new EstimatedFilm(FilmResultComposer.Compose(file, model, subject, analysis, rules), picture, attribution, null);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return Refuse(file, subject, picture, e);
        }
    }

    /// <summary>Whatever goes wrong with one film, the others are still done; an error of ours is shown as one.</summary>
    private static EstimatedFilm Refuse(string file, Subject subject, FilmPicture? picture, Exception reason) => reason is TrabeculaException known
        ? new EstimatedFilm(FilmResultComposer.Unusable(file, subject, known.Code, known.Message), picture, [], null)
        : new EstimatedFilm(
            FilmResultComposer.Unusable(file, subject, "internal_error", "This film brought an error in Trabecula itself to light; please report it."),
            picture,
            [],
            reason);

    private static FilmPicture Picture(Radiograph film)
    {
        var grey = GreyPicture.From(film, PictureSide);
        return new FilmPicture(grey.Pixels, grey.Width, grey.Height, film.Width, film.Height);
    }
}
