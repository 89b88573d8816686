using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Trabecula.Server;

/// <summary>What the server knows: films, their results, what is owed to whom. The truth; queues are made from it.</summary>
/// <remarks>
/// <see cref="SqliteDatabase"/> and <see cref="PostgresDatabase"/> have the same tables and their own migrations. Times are whole
/// milliseconds since 1970 in both, so that they sort and compare alike. Unique indexes, not code, keep anything from being there twice.
/// </remarks>
public abstract class ServerDatabase(DbContextOptions options) : IdentityDbContext<Person, Role, long>(options)
{
    /// <summary>Longest text of a DICOM attribute that is kept: Patient ID and Accession Number have 64 characters at most (PS3.5, table 6.2-1).</summary>
    internal const int LongestText = 64;

    /// <summary>Longest name: three groups of 64 characters and what parts them (PS3.5, 6.2).</summary>
    internal const int LongestName = 200;

    /// <summary>Longest sentence about a failure.</summary>
    internal const int LongestReason = 500;

    private const int HashLength = 64;

    /// <summary>Films.</summary>
    public DbSet<Film> Films => Set<Film>();

    /// <summary>Where films came from.</summary>
    public DbSet<Receipt> Receipts => Set<Receipt>();

    /// <summary>What results consist of.</summary>
    public DbSet<FilmObject> Objects => Set<FilmObject>();

    /// <summary>What is owed to destinations.</summary>
    public DbSet<Delivery> Deliveries => Set<Delivery>();

    /// <summary>How far archives were read.</summary>
    public DbSet<ArchivePosition> ArchivePositions => Set<ArchivePosition>();

    /// <summary>What archives told of.</summary>
    public DbSet<ArchiveInstance> ArchiveInstances => Set<ArchiveInstance>();

    /// <summary>Keys of programs.</summary>
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    /// <summary>What people corrected.</summary>
    public DbSet<FilmRevision> Revisions => Set<FilmRevision>();

    /// <summary>What was done, in order.</summary>
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    /// <summary>Studies that were asked for on the page.</summary>
    public DbSet<Study> Studies => Set<Study>();

    /// <summary>DXA results that estimates are compared with.</summary>
    public DbSet<DxaRecord> DxaRecords => Set<DxaRecord>();

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
        conventions.Properties<FilmState>().HaveConversion<string>().HaveMaxLength(16);
        conventions.Properties<StudyState>().HaveConversion<string>().HaveMaxLength(16);
        conventions.Properties<ArchiveInstanceState>().HaveConversion<string>().HaveMaxLength(16);
        conventions.Properties<DeliveryState>().HaveConversion<string>().HaveMaxLength(16);
        conventions.Properties<ObjectKind>().HaveConversion<string>().HaveMaxLength(24);
    }

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder model)
    {
        base.OnModelCreating(model);
        PageTables.Describe(model);
        model.Entity<Film>(film =>
        {
            film.Property(f => f.Sha256).HasMaxLength(HashLength).IsFixedLength();
            film.Property(f => f.Stated).HasMaxLength(LongestText);
            film.Property(f => f.FileName).HasMaxLength(LongestName);
            film.Property(f => f.PatientId).HasMaxLength(LongestText);
            film.Property(f => f.PatientName).HasMaxLength(LongestName);
            film.Property(f => f.AccessionNumber).HasMaxLength(LongestText);
            film.Property(f => f.StudyInstanceUid).HasMaxLength(LongestText);
            film.Property(f => f.SeriesInstanceUid).HasMaxLength(LongestText);
            film.Property(f => f.SopClassUid).HasMaxLength(LongestText);
            film.Property(f => f.SopInstanceUid).HasMaxLength(LongestText);
            film.Property(f => f.ReasonCode).HasMaxLength(LongestText);
            film.Property(f => f.Reason).HasMaxLength(LongestReason);
            film.Property(f => f.ModelId).HasMaxLength(LongestName);
            film.Property(f => f.ModelVersion).HasMaxLength(LongestText);
            film.Property(f => f.Category).HasMaxLength(LongestText);
            film.HasIndex(f => new { f.Sha256, f.Stated }).IsUnique();

            // One film owns an instance's UID; another one with other bytes can only be there as a conflict with it.
            film.HasIndex(f => new { f.SopInstanceUid, f.Stated }).IsUnique().HasFilter("\"ConflictsWithId\" IS NULL");
            film.HasIndex(f => f.PatientId);
            film.HasIndex(f => f.AccessionNumber);
            film.HasIndex(f => f.StudyDate);
            film.HasIndex(f => new { f.State, f.NextAttemptAt });
            film.HasMany(f => f.Receipts).WithOne().HasForeignKey(r => r.FilmId).OnDelete(DeleteBehavior.Cascade);
            film.HasMany(f => f.Objects).WithOne().HasForeignKey(o => o.FilmId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<Receipt>(receipt =>
        {
            receipt.Property(r => r.Origin).HasMaxLength(LongestText);
            receipt.Property(r => r.ArchiveId).HasMaxLength(LongestName);
            receipt.HasIndex(r => new { r.FilmId, r.Origin, r.ArchiveId }).IsUnique();
        });
        model.Entity<FilmObject>(piece =>
        {
            piece.Property(o => o.Sha256).HasMaxLength(HashLength).IsFixedLength();
            piece.HasIndex(o => new { o.FilmId, o.Kind }).IsUnique();
        });
        model.Entity<Delivery>(delivery =>
        {
            delivery.Property(d => d.Destination).HasMaxLength(LongestText);
            delivery.Property(d => d.ReasonCode).HasMaxLength(LongestText);
            delivery.Property(d => d.Reason).HasMaxLength(LongestReason);
            delivery.HasOne(d => d.Object).WithMany().HasForeignKey(d => d.ObjectId).OnDelete(DeleteBehavior.Cascade);
            delivery.HasIndex(d => new { d.ObjectId, d.Destination }).IsUnique();
            delivery.HasIndex(d => new { d.Destination, d.State, d.NextAttemptAt });
            delivery.HasIndex(d => d.FilmId);
        });
        model.Entity<ArchivePosition>(position =>
        {
            position.HasKey(p => p.Archive);
            position.Property(p => p.Archive).HasMaxLength(LongestText);
            position.Property(p => p.Position).HasMaxLength(LongestName);
        });
        model.Entity<ArchiveInstance>(instance =>
        {
            instance.Property(i => i.Archive).HasMaxLength(LongestText);
            instance.Property(i => i.ArchiveId).HasMaxLength(LongestName);
            instance.Property(i => i.StudyInstanceUid).HasMaxLength(LongestText);
            instance.Property(i => i.SeriesInstanceUid).HasMaxLength(LongestText);
            instance.Property(i => i.SopInstanceUid).HasMaxLength(LongestText);
            instance.Property(i => i.ReasonCode).HasMaxLength(LongestText);
            instance.Property(i => i.Reason).HasMaxLength(LongestReason);
            instance.HasIndex(i => new { i.Archive, i.ArchiveId }).IsUnique();
            instance.HasIndex(i => new { i.Archive, i.State, i.NextAttemptAt });
        });
        model.Entity<ApiKey>(key =>
        {
            key.Property(k => k.Id).HasMaxLength(LongestText);
            key.Property(k => k.Name).HasMaxLength(LongestName);
        });
    }

    private sealed class UnixMilliseconds()
        : ValueConverter<DateTimeOffset, long>(time => time.ToUnixTimeMilliseconds(), number => DateTimeOffset.FromUnixTimeMilliseconds(number));
}
