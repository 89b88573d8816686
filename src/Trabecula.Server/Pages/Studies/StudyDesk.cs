using Microsoft.EntityFrameworkCore;
using Trabecula.Domain;
using Trabecula.Estimation;

namespace Trabecula.Server;

/// <summary>Takes studies on, and what people decide about them. <see cref="StudyRunner"/> runs them.</summary>
/// <param name="databases">The database.</param>
/// <param name="settings">Data folder, criteria, model.</param>
/// <param name="folders">The folders that may be read.</param>
/// <param name="program">The program.</param>
/// <param name="audit">The log.</param>
/// <param name="clock">The time.</param>
internal sealed class StudyDesk(DatabaseFactory databases, ServerSettings settings, StudyFolders folders, StudyProgram program, AuditLog audit, TimeProvider clock)
{
    /// <summary>Fewer people tell nothing, and <c>study</c> refuses them (docs/how-to/run-a-study.md).</summary>
    private const int FewestSubjects = 50;

    private readonly ManifestIntake _intake = new(folders);

    /// <summary>Somebody asked for a study, or for one to stop.</summary>
    public event Action? Asked;

    /// <summary>Takes a study on.</summary>
    /// <param name="by">Who asks.</param>
    /// <param name="order">What is asked.</param>
    /// <param name="manifest">The manifest.</param>
    /// <param name="ct">Stops; nothing is kept.</param>
    /// <exception cref="TrabeculaException">What <see cref="ManifestIntake"/> refuses, <c>too_few_subjects</c>, <c>cannot_train</c>, or the database or folder cannot be used.</exception>
    public async Task<Study> TakeAsync(string by, StudyOrder order, Stream manifest, CancellationToken ct)
    {
        if (!program.IsThere)
            throw new TrabeculaException("cannot_train", "The program of this server estimates only. Set Studies:Program to one that was built with training.");
        var folder = folders.Enter(order.Folder);
        var incoming = Directory.CreateDirectory(Path.Combine(settings.Data, "studies", "incoming")).FullName;
        var received = Path.Combine(incoming, $"{Guid.NewGuid():N}.csv");
        try
        {
            await ManifestIntake.ReceiveAsync(manifest, received, ct);
            var (read, entries) = _intake.Read(received, folder);
            var subjects = read.Rows.Select(row => row.SubjectId).Distinct().Count();
            if (subjects < FewestSubjects)
                throw new TrabeculaException("too_few_subjects", $"The manifest has {subjects} people in usable rows; a study needs {FewestSubjects}, and for a density worth reporting think of a thousand.");
            var study = new Study
            {
                Name = FilmAttributes.Plain(order.Name, ServerDatabase.LongestName) ?? "study",
                Folder = folder,
                Films = read.Rows.Count,
                Subjects = subjects,
                Epochs = Math.Clamp(order.Epochs, 1, 200),
                Seed = Math.Max(0, order.Seed),
                LearningCurve = order.LearningCurve,
                MakesModel = order.MakesModel,
                Localiser = Path.GetFullPath(ModelLocation.Find(settings.Model)),
                Criteria = settings.Criteria,
                CreatedBy = by,
                CreatedAt = clock.GetUtcNow(),
                State = StudyState.Stopped,
            };
            await using var database = databases.Open();
            database.Studies.Add(study);
            await database.SaveChangesAsync(ct);
            LayOut(new StudyFiles(settings.Data, study.Id), received, folder, entries);
            study.State = StudyState.Waiting;
            await database.SaveChangesAsync(CancellationToken.None);
            await audit.AddAsync(by, "study_asked", $"study {study.Id}", study.Name, CancellationToken.None);
            Asked?.Invoke();
            return study;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && !ct.IsCancellationRequested || ServerFault.IsOfDatabase(e))
        {
            throw ServerFault.Of(e);
        }
        finally
        {
            File.Delete(received);
        }
    }

    /// <summary>All studies, the latest first.</summary>
    /// <param name="ct">Stops.</param>
    public async Task<IReadOnlyList<Study>> ListAsync(CancellationToken ct)
    {
        await using var database = databases.Open();
        return await database.Studies.AsNoTracking().OrderByDescending(study => study.Id).Take(200).ToListAsync(ct);
    }

    /// <summary>A study, or null.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="ct">Stops.</param>
    public async Task<Study?> FindAsync(long id, CancellationToken ct)
    {
        await using var database = databases.Open();
        return await database.Studies.AsNoTracking().FirstOrDefaultAsync(study => study.Id == id, ct);
    }

    /// <summary>Stops a study at the next safe place; what was trained is kept.</summary>
    /// <param name="by">Who says so.</param>
    /// <param name="id">The study.</param>
    /// <param name="ct">Stops.</param>
    public async Task StopAsync(string by, long id, CancellationToken ct)
    {
        await using var database = databases.Open();
        var stopped = await database.Studies.Where(study => study.Id == id && study.State == StudyState.Waiting)
            .ExecuteUpdateAsync(set => set.SetProperty(study => study.State, StudyState.Stopped), ct);
        stopped += await database.Studies.Where(study => study.Id == id && study.State == StudyState.Running && !study.IsStopWanted)
            .ExecuteUpdateAsync(set => set.SetProperty(study => study.IsStopWanted, true), ct);
        if (stopped > 0)
            await audit.AddAsync(by, "study_stopped", $"study {id}", "", CancellationToken.None);
        Asked?.Invoke();
    }

    /// <summary>Lets a study go on where it was; one that is done goes on to make its model.</summary>
    /// <param name="by">Who says so.</param>
    /// <param name="id">The study.</param>
    /// <param name="makesModel">Whether a model is made of it too.</param>
    /// <param name="ct">Stops.</param>
    public async Task GoOnAsync(string by, long id, bool makesModel, CancellationToken ct)
    {
        await using var database = databases.Open();
        var begun = await database.Studies
            .Where(study => study.Id == id && (study.State == StudyState.Stopped || study.State == StudyState.Failed || (study.State == StudyState.Done && makesModel && !study.MakesModel)))
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(study => study.State, StudyState.Waiting)
                    .SetProperty(study => study.IsStopWanted, false)
                    .SetProperty(study => study.MakesModel, study => study.MakesModel || makesModel)
                    .SetProperty(study => study.ReasonCode, (string?)null)
                    .SetProperty(study => study.Reason, (string?)null),
                ct);
        if (begun > 0)
            await audit.AddAsync(by, "study_goes_on", $"study {id}", "", CancellationToken.None);
        Asked?.Invoke();
    }

    /// <summary>The manifest as it was given, so that its hash, the folds and the numbers are those of the command; its films as links beside it.</summary>
    private static void LayOut(StudyFiles files, string manifest, string folder, IReadOnlySet<string> entries)
    {
        var cohort = Directory.CreateDirectory(Path.GetDirectoryName(files.Manifest)!).FullName;
        foreach (var entry in entries.Where(entry => entry != Path.GetFileName(files.Manifest)))
            File.CreateSymbolicLink(Path.Combine(cohort, entry), Path.Combine(folder, entry));
        File.Move(manifest, files.Manifest);
    }
}
