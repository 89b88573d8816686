using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Microsoft.Extensions.DependencyInjection;
using Trabecula.Domain;
using Trabecula.Estimation;
using Trabecula.Inference;

namespace Trabecula.Server;

/// <summary>Puts together what films are worked on with: the same in a server and in a worker.</summary>
internal static class WorkServices
{
    /// <summary>How long work that is under way has, once the process is asked to end, before its claim is left to run out.</summary>
    public static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(10);

    /// <summary>After which silence a job counts as given up by whoever fetched it.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    /// <summary>How often records of jobs that are done are cleared away, so that there are never more than those of some minutes.</summary>
    private static readonly TimeSpan ClearEvery = TimeSpan.FromMinutes(1);

    /// <summary>Records cleared away in one statement: a minute of a hundred films a second.</summary>
    private const int ClearedAtOnce = 10_000;

    /// <summary>
    /// How long a lock of the queue is respected. It is a row, taken for the milliseconds in which a job changes its state, and outlives whoever was cut off from the database
    /// or killed meanwhile: whoever wants it then waits and does nothing else. Two at once do no harm, for the claim decides who works on a film.
    /// </summary>
    private static readonly TimeSpan LongestLock = FilmClaims.Lease;

    /// <summary>Adds the parts.</summary>
    /// <param name="services">The process's services.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="engine">The model.</param>
    /// <param name="films">How many films this process estimates at one time; 0 for none, where others do.</param>
    public static void AddWork(this IServiceCollection services, ServerSettings settings, EstimationEngine engine, int films)
    {
        services.AddSingleton(settings);
        services.AddSingleton(engine);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(_ => new ServerLock(settings));
        services.AddSingleton(provider => OpenedStore.Of(settings, provider.GetRequiredService<ServerLock>()));
        services.AddSingleton<DatabaseFactory>().AddSingleton<ServerHealth>().AddSingleton<Backlog>().AddSingleton<ServerMetrics>().AddSingleton<FilmNews>();
        services.AddSingleton(Rules(settings));
        services.AddSingleton<FilmClaims>().AddSingleton<FilmQueue>().AddSingleton<FilmJudging>().AddSingleton<FilmWorker>();
        services.AddHostedService<FilmSweep>();
        services.AddSingleton<StudyProgram>().AddSingleton<FoldWorker>();

        // The storage is ours, for Hangfire's own is one for the whole process.
        services.AddSingleton(Storage);
        services.AddHangfire(_ => { });

        // Hangfire's own activator is one for the whole process: of two servers started side by side, one would be given the other's parts.
        services.AddSingleton<JobActivator>(provider => new AspNetCoreJobActivator(provider.GetRequiredService<IServiceScopeFactory>()));
        if (films == 0)
            return;
        services.AddHangfireServer(options =>
        {
            options.WorkerCount = films;
            options.ShutdownTimeout = LongestStop;
        });
        if (!settings.Studies.AreFoldsQueued || !new StudyProgram(settings).IsThere)
            return;
        services.AddHangfireServer(options =>
        {
            // A training takes all processors of a machine.
            options.WorkerCount = 1;
            options.Queues = [FoldWorker.Queue];
            options.ShutdownTimeout = LongestStop;
        });
    }

    private static EstimationRules Rules(ServerSettings settings)
    {
        var criteria = settings.Criteria == "japan2012" ? DiagnosticCriteria.Japan2012 : DiagnosticCriteria.Who;
        var population = settings.Reference is { } file ? ReferencePopulation.Load(file) : ReferencePopulation.For(criteria);
        return new EstimationRules(criteria, population, settings.Gates is { } gates ? GateTable.Load(gates) : GateTable.Default);
    }

    private static JobStorage Storage(IServiceProvider provider)
    {
        if (provider.GetRequiredService<DatabaseFactory>().PostgresConnection is not { } connection)
            return new InMemoryStorage(new InMemoryStorageOptions { MaxExpirationTime = FinishedJobs.Kept });
        var options = new PostgreSqlStorageOptions
        {
            QueuePollInterval = TimeSpan.FromSeconds(1),
            EnableLongPolling = true,

            // A fold takes minutes: its job is another worker's only where its own has been silent.
            UseSlidingInvisibilityTimeout = true,
            InvisibilityTimeout = Silence,
            JobExpirationCheckInterval = ClearEvery,
            DeleteExpiredBatchSize = ClearedAtOnce,
            DistributedLockTimeout = LongestLock,
        };
        try
        {
            return new PostgreSqlStorage(new NpgsqlConnectionFactory(connection, options), options);
        }
        catch (Exception e) when (ServerFault.IsOfDatabase(e))
        {
            throw ServerFault.Of(e);
        }
    }
}
