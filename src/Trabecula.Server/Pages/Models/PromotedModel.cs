using Trabecula.Domain;
using Trabecula.Estimation;
using Trabecula.Inference;

namespace Trabecula.Server;

/// <summary>The model that was promoted on the page. It takes over at the next start, so that all results of one run of a server come from one model.</summary>
/// <param name="settings">The data folder, and whether a model is named.</param>
/// <param name="engine">The model in force.</param>
/// <param name="audit">The log.</param>
internal sealed class PromotedModel(ServerSettings settings, EstimationEngine engine, AuditLog audit)
{
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Whether a model is named by setting or command line: that one stays in force whatever is promoted.</summary>
    public bool IsFixed => settings.Model is { } model && Path.GetFullPath(model) != FolderOf(settings.Data);

    /// <summary>Where a promoted model lies.</summary>
    /// <param name="data">The data folder.</param>
    public static string FolderOf(string data) => Path.Combine(Path.GetFullPath(data), "models", "in-force");

    /// <summary>Names the promoted model where there is one and no other is named.</summary>
    /// <param name="settings">The settings as they were read.</param>
    public static ServerSettings Apply(ServerSettings settings) =>
        settings.Model is null && File.Exists(Path.Combine(FolderOf(settings.Data), ModelBundle.DescriptionFile)) ? settings with { Model = FolderOf(settings.Data) } : settings;

    /// <summary>The model that takes over at the next start, or null where it is the one in force.</summary>
    /// <exception cref="TrabeculaException">The promoted model was tampered with.</exception>
    public async Task<ModelIdentity?> NextAsync()
    {
        if (IsFixed)
            return null;
        var next = await Task.Run(() => ModelBundle.Open(ModelLocation.Find(Apply(settings with { Model = null }).Model)).Identity);
        return next == (await engine.Model).Identity ? null : next;
    }

    /// <summary>Promotes the model of a study: verified, loaded once for trial, copied beside and then switched to.</summary>
    /// <param name="by">Who does it.</param>
    /// <param name="study">The study.</param>
    /// <exception cref="TrabeculaException"><c>model_fixed</c>, <c>model_missing</c>, <c>model_malformed</c>, <c>model_tampered</c> or <c>cannot_write</c>.</exception>
    public async Task PromoteAsync(string by, Study study)
    {
        RefuseFixed();
        var files = new StudyFiles(settings.Data, study.Id);
        await _one.WaitAsync();
        try
        {
            var identity = await Task.Run(() =>
            {
                // A model that cannot be loaded would keep the server from starting.
                LoadedModel.Load(files.Model);
                var bundle = ModelBundle.Open(files.Model);
                var cohort = TrainingCohort.Of(Path.Combine(files.Output, "predictions.csv"));
                Directory.CreateDirectory(Path.GetDirectoryName(FolderOf(settings.Data))!);
                ModelInstallation.Install(bundle, FolderOf(settings.Data));
                cohort?.Write(FolderOf(settings.Data));
                return bundle.Identity;
            });
            await audit.AddAsync(by, "model_promoted", $"study {study.Id}", $"{identity.Id} {identity.Version}", CancellationToken.None);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Goes back to the installed or shipped model at the next start.</summary>
    /// <param name="by">Who does it.</param>
    /// <exception cref="TrabeculaException"><c>model_fixed</c> or <c>cannot_write</c>.</exception>
    public async Task WithdrawAsync(string by)
    {
        RefuseFixed();
        var (folder, away) = (FolderOf(settings.Data), $"{FolderOf(settings.Data)}.{Guid.NewGuid():N}.old");
        await _one.WaitAsync();
        try
        {
            if (!Directory.Exists(folder))
                return;
            Directory.Move(folder, away);
            Directory.Delete(away, recursive: true);
            await audit.AddAsync(by, "model_withdrawn", "", "", CancellationToken.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TrabeculaException("cannot_write", "The promoted model cannot be taken away at present.", e);
        }
        finally
        {
            _one.Release();
        }
    }

    private void RefuseFixed()
    {
        if (IsFixed)
            throw new TrabeculaException("model_fixed", "This server was started with a model that its settings name (Model, --model); take that setting away first.");
    }
}
