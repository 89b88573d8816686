using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Trabecula.Server;

/// <summary>The tables that the page needs: people and their roles, corrections, studies, DXA results, the audit log.</summary>
internal static class PageTables
{
    private const int HashLength = 64;

    /// <summary>Longest path of Linux (PATH_MAX, limits.h).</summary>
    private const int LongestPath = 4096;

    /// <summary>A result of eight sites has some 500 characters.</summary>
    private const int LongestContent = 4096;

    /// <summary>Describes them.</summary>
    /// <param name="model">The database.</param>
    public static void Describe(ModelBuilder model)
    {
        model.Entity<Person>(person =>
        {
            person.ToTable("People");
            person.Property(p => p.DisplayName).HasMaxLength(ServerDatabase.LongestText);
        });
        model.Entity<Role>().ToTable("Roles");
        model.Entity<IdentityUserRole<long>>().ToTable("PersonRoles");
        model.Entity<IdentityUserClaim<long>>().ToTable("PersonClaims");
        model.Entity<IdentityUserLogin<long>>().ToTable("PersonLogins");
        model.Entity<IdentityUserToken<long>>().ToTable("PersonTokens");
        model.Entity<IdentityRoleClaim<long>>().ToTable("RoleClaims");
        model.Entity<FilmRevision>(revision =>
        {
            revision.ToTable("Revisions");
            revision.Property(r => r.MadeBy).HasMaxLength(ServerDatabase.LongestName);
            revision.Property(r => r.Note).HasMaxLength(ServerDatabase.LongestReason);
            revision.Property(r => r.Category).HasMaxLength(ServerDatabase.LongestText);
            revision.HasIndex(r => new { r.FilmId, r.Number }).IsUnique();
            revision.HasOne<Film>().WithMany().HasForeignKey(r => r.FilmId).OnDelete(DeleteBehavior.Cascade);
            revision.HasMany(r => r.Objects).WithOne().HasForeignKey(o => o.RevisionId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<RevisionObject>(piece =>
        {
            piece.ToTable("RevisionObjects");
            piece.Property(o => o.Sha256).HasMaxLength(HashLength).IsFixedLength();
            piece.HasIndex(o => new { o.RevisionId, o.Kind }).IsUnique();
        });
        model.Entity<Study>(study =>
        {
            study.ToTable("Studies");
            study.Property(s => s.Name).HasMaxLength(ServerDatabase.LongestName);
            study.Property(s => s.Folder).HasMaxLength(LongestPath);
            study.Property(s => s.Localiser).HasMaxLength(LongestPath);
            study.Property(s => s.Criteria).HasMaxLength(ServerDatabase.LongestText);
            study.Property(s => s.CreatedBy).HasMaxLength(ServerDatabase.LongestName);
            study.Property(s => s.Stage).HasMaxLength(ServerDatabase.LongestReason);
            study.Property(s => s.ReasonCode).HasMaxLength(ServerDatabase.LongestText);
            study.Property(s => s.Reason).HasMaxLength(ServerDatabase.LongestReason);
            study.HasIndex(s => s.State);
        });
        model.Entity<DxaRecord>(record =>
        {
            record.ToTable("DxaRecords");
            record.Property(r => r.PatientId).HasMaxLength(ServerDatabase.LongestText);
            record.Property(r => r.Content).HasMaxLength(LongestContent);
            record.Property(r => r.Sha256).HasMaxLength(HashLength).IsFixedLength();
            record.Property(r => r.AddedBy).HasMaxLength(ServerDatabase.LongestName);
            record.HasIndex(r => r.Sha256).IsUnique();
            record.HasIndex(r => r.PatientId);
        });
        model.Entity<AuditEntry>(entry =>
        {
            entry.ToTable("AuditEntries");
            entry.HasKey(e => e.Number);
            entry.Property(e => e.Number).ValueGeneratedNever();
            entry.Property(e => e.Who).HasMaxLength(ServerDatabase.LongestName);
            entry.Property(e => e.Action).HasMaxLength(ServerDatabase.LongestText);
            entry.Property(e => e.Subject).HasMaxLength(ServerDatabase.LongestName);
            entry.Property(e => e.Detail).HasMaxLength(ServerDatabase.LongestReason);
            entry.Property(e => e.Seal).HasMaxLength(HashLength).IsFixedLength();
            entry.HasIndex(e => e.At);
        });
    }
}
