using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Trabecula.Server.State.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AddArchiveInstances : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ArchiveInstances",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Archive = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ArchiveId = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    StudyInstanceUid = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    SeriesInstanceUid = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    SopInstanceUid = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    FoundAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    NextAttemptAt = table.Column<long>(type: "INTEGER", nullable: true),
                    FilmId = table.Column<long>(type: "INTEGER", nullable: true),
                    ReasonCode = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ArchiveInstances", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ArchiveInstances_Archive_ArchiveId",
                table: "ArchiveInstances",
                columns: new[] { "Archive", "ArchiveId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ArchiveInstances_Archive_State_NextAttemptAt",
                table: "ArchiveInstances",
                columns: new[] { "Archive", "State", "NextAttemptAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ArchiveInstances");
        }
    }
}
