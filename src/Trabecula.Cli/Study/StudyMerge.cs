using Trabecula.Domain;
using Trabecula.Learning.Study;

namespace Trabecula.Cli.Study;

/// <summary>Takes finished trainings from the folders of studies that ran elsewhere.</summary>
/// <param name="trainings">Folder of this study's trainings.</param>
/// <param name="fingerprint">Of this study.</param>
internal sealed class StudyMerge(string trainings, string fingerprint)
{
    /// <summary>Takes all that there are.</summary>
    /// <param name="jobs">The study's trainings.</param>
    /// <param name="folders">Folders that were given to <c>--out</c> elsewhere; none where all trainings lie in this one.</param>
    /// <exception cref="TrabeculaException"><c>fold_missing</c> where a training is nowhere, <c>other_study</c> where one belongs to
    /// another study.</exception>
    public void Take(IEnumerable<StudyJob> jobs, IReadOnlyList<string> folders)
    {
        foreach (var job in jobs)
        {
            var own = StudyTraining.PathOf(trainings, job);
            if (File.Exists(own))
                continue;
            var source = folders.Select(folder => StudyTraining.PathOf(Path.Combine(folder, Path.GetFileName(trainings)), job)).FirstOrDefault(File.Exists)
                ?? throw new TrabeculaException(
                    "fold_missing",
                    $"The training {job.Name} is done in none of the folders; run 'trabecula study' with --fold {job.Fold} first.");
            JobOutputs.Read(source, fingerprint);
            Copy(source, own);
            // Other films can be asked about only where the network itself is at hand.
            var checkpoint = Path.Combine(Path.GetDirectoryName(source)!, $"{job.Name}.checkpoint");
            if (File.Exists(checkpoint))
                Copy(checkpoint, Path.Combine(trainings, $"{job.Name}.checkpoint"));
        }
    }

    private static void Copy(string source, string target) => ReplacedFile.Write(target, stream =>
    {
        using var from = File.OpenRead(source);
        from.CopyTo(stream);
    });
}
