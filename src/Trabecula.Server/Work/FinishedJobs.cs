using Hangfire.Common;
using Hangfire.States;
using Hangfire.Storage;

namespace Trabecula.Server;

/// <summary>Lets the queue forget jobs soon after they are done: the film's record tells what became of it, and Hangfire would keep each for a day.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FinishedJobs : JobFilterAttribute, IApplyStateFilter
{
    /// <summary>How long a job that is done can still be seen on the dashboard.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    /// <inheritdoc />
    public void OnStateApplied(ApplyStateContext context, IWriteOnlyTransaction transaction) => context.JobExpirationTimeout = Kept;

    /// <inheritdoc />
    public void OnStateUnapplied(ApplyStateContext context, IWriteOnlyTransaction transaction)
    {
        // What a job leaves is of no interest here.
    }
}
