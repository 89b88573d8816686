using Trabecula.Domain;
using Trabecula.Imaging;
using Trabecula.Reporting;

namespace Trabecula.Estimation;

/// <summary>Estimates films, several side by side, and gives their results in the order of the films.</summary>
/// <param name="engine">What reads and estimates.</param>
/// <param name="rules">What films are judged by.</param>
/// <param name="person">What somebody states of the person.</param>
/// <param name="wantsPictures">Whether pictures are made.</param>
/// <param name="wantsAttribution">Whether it is found out what densities rest on, some seconds a film.</param>
public sealed class FilmEstimation(EstimationEngine engine, EstimationRules rules, StatedSubject person, bool wantsPictures, bool wantsAttribution = false)
{
    /// <summary>Longer side of the picture in a report, in pixels.</summary>
    private const int PictureSide = 1600;

    /// <summary>
    /// Films in hand at most, one for each processor. The largest (43 × 43 cm at 0.1 mm) takes 200 MB while it is read;
    /// four of them still fit into the memory of a small machine.
    /// </summary>
    private static readonly int Hands = Math.Min(Environment.ProcessorCount, 4);

    /// <summary>Vertebrae where a reader has put them, or null for those that the model finds.</summary>
    public IReadOnlyList<VertebraOutline>? Given { get; init; }

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

    /// <summary>Estimates one film.</summary>
    /// <param name="name">The film's name, as its result tells it.</param>
    /// <param name="read">Reads it; what it throws as <see cref="TrabeculaException"/> becomes the reason of a rejected result.</param>
    /// <param name="ct">Stops between stages.</param>
    /// <returns>The result; a film that cannot be used gives a rejected one.</returns>
    /// <exception cref="TrabeculaException">The model cannot be loaded.</exception>
    public async Task<EstimatedFilm> EstimateAsync(string name, Func<CancellationToken, Radiograph> read, CancellationToken ct)
    {
        var (film, refusal) = await Task.Run(() => Read(name, read, ct), ct);
        if (film is null)
            return refusal!;
        var model = await engine.Model.WaitAsync(ct);
        return await Task.Run(() => Estimate(name, film, model, ct), ct);
    }

    private async Task<EstimatedFilm> OneAsync(string file, SemaphoreSlim hands, CancellationToken ct)
    {
        await hands.WaitAsync(ct);
        try
        {
            return await EstimateAsync(file, stop => engine.Read(file, stop), ct);
        }
        finally
        {
            hands.Release();
        }
    }

    private (Radiograph? Film, EstimatedFilm? Refusal) Read(string name, Func<CancellationToken, Radiograph> read, CancellationToken ct)
    {
        try
        {
            return (read(ct), null);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return (null, Refuse(name, person.Over(Subject.Unknown), null, e));
        }
    }

    private EstimatedFilm Estimate(string file, Radiograph film, LoadedModel model, CancellationToken ct)
    {
        var subject = person.Over(film.Subject);
        var picture = wantsPictures ? Picture(film) : null;
        try
        {
            var analysis = Given is null
                ? model.Analyse(film with { Subject = subject }, rules.Gates, ct)
                : (model.AnalyseAt ?? throw new TrabeculaException("correction_refused", "This model takes no corrections."))(film with { Subject = subject }, Given, rules.Gates, ct);
            var attribution = wantsAttribution ? model.Attribute(analysis, ct) : [];
            var result = FilmResultComposer.Compose(file, model, subject, analysis, rules);
            if (Given is not null)
                result = result with { Warnings = [.. result.Warnings, StandardWarnings.CorrectedByReader] };
            return new EstimatedFilm(result, picture, attribution, null);
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
