namespace Trabecula.Learning.Study;

/// <summary>What a study does. The same plan, films and machine give the same numbers.</summary>
public sealed record StudyPlan
{
    /// <summary>Folds, 2 to 20.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Networks in each fold, 1 to 5, whose mean is the estimate. Each keeps another fifth of the training folds for early
    /// stopping and calibration. The time grows in proportion.</summary>
    public int Networks { get; init; } = 1;

    /// <summary>Passes over the training films; the weights of the best one, by the inner part, are kept.</summary>
    public int Epochs { get; init; } = 20;

    /// <summary>Seed of everything.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Whether a network is trained on shuffled labels, to see that it learns nothing.</summary>
    public bool Controls { get; init; } = true;

    /// <summary>Whether networks are trained on parts of the first fold's training subjects.</summary>
    public bool LearningCurve { get; init; }

    /// <summary>All trainings in their order.</summary>
    public IEnumerable<StudyJob> Jobs() => Enumerable.Range(0, Folds).SelectMany(JobsOf);

    /// <summary>The trainings of one fold; those besides the folds' own networks belong to the first one.</summary>
    /// <param name="fold">The fold, from 0.</param>
    public IEnumerable<StudyJob> JobsOf(int fold)
    {
        for (var network = 0; network < Networks; network++)
            yield return new StudyJob(StudyJobKind.Network, fold, network, 1, Epochs);
        if (fold > 0) yield break;
        if (Controls)
        {
            // What can be learned from labels that belong to others is learned in a few passes, or not at all.
            yield return new StudyJob(StudyJobKind.ShuffledLabels, fold, 0, 1, Math.Max(1, Epochs / 4));
        }
        if (!LearningCurve) yield break;
        // Fewer films get more passes, twice as many at most, so that they are not judged by an unfinished training.
        yield return new StudyJob(StudyJobKind.LearningCurve, fold, 0, 0.25, 2 * Epochs);
        yield return new StudyJob(StudyJobKind.LearningCurve, fold, 0, 0.5, 2 * Epochs);
    }

    /// <summary>The training of the bundle's network, on all films, for as many passes as the median best pass of the folds' networks.</summary>
    /// <param name="outputs">What each of the plan's trainings brought.</param>
    public StudyJob BundleJob(IReadOnlyDictionary<StudyJob, JobOutputs> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        int[] best = [.. Jobs().Where(job => job.Kind == StudyJobKind.Network).Select(job => outputs[job].BestEpoch).Order()];
        return new StudyJob(StudyJobKind.Bundle, 0, 0, 1, best[best.Length / 2]);
    }
}
