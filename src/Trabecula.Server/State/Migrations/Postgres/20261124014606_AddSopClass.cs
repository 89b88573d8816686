using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Trabecula.Server.State.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class AddSopClass : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "SopClassUid",
                table: "Films",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "SopClassUid",
                table: "Films");
        }
    }
}
