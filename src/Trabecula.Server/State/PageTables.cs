using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Trabecula.Server;

/// <summary>The tables that the page needs: people and their roles, corrections, the audit log.</summary>
internal static class PageTables
{
    private const int HashLength = 64;

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
