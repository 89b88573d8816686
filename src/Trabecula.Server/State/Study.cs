namespace Trabecula.Server;

/// <summary>A study that was asked for on the page. Its files lie in the data folder, <c>studies/ID</c>.</summary>
public sealed class Study
{
    /// <summary>Number; also the version of the model that is made of it.</summary>
    public long Id { get; set; }

    /// <summary>What people call it.</summary>
    public required string Name { get; set; }

    /// <summary>The folder, of those that are allowed, in which the manifest's films lie.</summary>
    public required string Folder { get; set; }

    /// <summary>Usable rows of the manifest.</summary>
    public int Films { get; set; }

    /// <summary>People in these.</summary>
    public int Subjects { get; set; }

    /// <summary>Passes of each network over its films.</summary>
    public int Epochs { get; set; }

    /// <summary>Seed of the chance.</summary>
    public int Seed { get; set; }

    /// <summary>Whether it also trains on a quarter and a half of the people.</summary>
    public bool LearningCurve { get; set; }

    /// <summary>Whether a model for estimates is made of it.</summary>
    public bool MakesModel { get; set; }

    /// <summary>Folder of the bundle whose localiser finds the vertebrae; the same when the study goes on.</summary>
    public required string Localiser { get; set; }

    /// <summary>By which rules densities become categories.</summary>
    public required string Criteria { get; set; }

    /// <summary>User name of who asked for it.</summary>
    public required string CreatedBy { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>How far it has come.</summary>
    public StudyState State { get; set; }

    /// <summary>Whether somebody asked it to stop.</summary>
    public bool IsStopWanted { get; set; }

    /// <summary>What is being done, in the program's words; empty before.</summary>
    public string Stage { get; set; } = "";

    /// <summary>0 to 1 of the whole, roughly.</summary>
    public double Share { get; set; }

    /// <summary>When it last began to run, or null.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>When it last ended, or null.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The process that runs it, or null.</summary>
    public Guid? Runner { get; set; }

    /// <summary>When that process last said that it lives.</summary>
    public DateTimeOffset? AliveAt { get; set; }

    /// <summary>Code of the reason for which it failed, or null.</summary>
    public string? ReasonCode { get; set; }

    /// <summary>Its sentence.</summary>
    public string? Reason { get; set; }
}
