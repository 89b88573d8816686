using System.Reflection;

namespace Trabecula.EndToEnd.Tests;

/// <summary>The house's rules: docs/explanation/architecture.md.</summary>
public class RoomTests
{
    private static readonly Dictionary<string, string[]> MayKnow = new()
    {
        ["Trabecula.Domain"] = [],
        ["Trabecula.Dicom"] = ["Trabecula.Domain"],
        ["Trabecula.Imaging"] = ["Trabecula.Domain", "Trabecula.Dicom"],
        ["Trabecula.Simulation"] = ["Trabecula.Domain", "Trabecula.Imaging", "Trabecula.Dicom"],
        ["Trabecula.Learning"] = ["Trabecula.Domain", "Trabecula.Imaging"],
        ["Trabecula.Inference"] = ["Trabecula.Domain", "Trabecula.Imaging"],
        ["Trabecula.Evaluation"] = ["Trabecula.Domain"],
        ["Trabecula.Reporting"] = ["Trabecula.Domain", "Trabecula.Dicom"],
        ["Trabecula.Estimation"] =
        [
            "Trabecula.Domain", "Trabecula.Dicom", "Trabecula.Imaging", "Trabecula.Inference", "Trabecula.Reporting",
        ],
        ["Trabecula.Server"] =
        [
            "Trabecula.Domain", "Trabecula.Dicom", "Trabecula.Imaging", "Trabecula.Inference", "Trabecula.Evaluation", "Trabecula.Reporting",
            "Trabecula.Estimation",
        ],
        ["Trabecula.Cli"] =
        [
            "Trabecula.Domain", "Trabecula.Dicom", "Trabecula.Imaging", "Trabecula.Simulation", "Trabecula.Learning",
            "Trabecula.Inference", "Trabecula.Evaluation", "Trabecula.Reporting", "Trabecula.Estimation", "Trabecula.Server",
        ],
    };

    /// <summary>Libraries that one room alone may know, by how their names begin.</summary>
    private static readonly Dictionary<string, string> OnlyIn = new()
    {
        ["TorchSharp"] = "Trabecula.Learning",
        ["libtorch"] = "Trabecula.Learning",
        ["Google.Protobuf"] = "Trabecula.Learning",
        ["Microsoft.ML.OnnxRuntime"] = "Trabecula.Inference",
        ["SkiaSharp"] = "Trabecula.Reporting",
        ["Hl7.Fhir"] = "Trabecula.Reporting",
        ["MathNet"] = "Trabecula.Evaluation",
        ["NetVips"] = "Trabecula.Imaging",
        ["JpegLibrary"] = "Trabecula.Dicom",
        ["Microsoft.EntityFrameworkCore"] = "Trabecula.Server",
        ["Npgsql"] = "Trabecula.Server",
        ["MudBlazor"] = "Trabecula.Server",
        ["Hangfire"] = "Trabecula.Server",
        ["OpenTelemetry"] = "Trabecula.Server",
        ["Serilog"] = "Trabecula.Server",
        ["System.CommandLine"] = "Trabecula.Cli",
        ["Spectre.Console"] = "Trabecula.Cli",
    };

    [Fact]
    public void Every_room_is_in_the_table() =>
        Assert.Equal(MayKnow.Keys.Order(StringComparer.Ordinal), RoomProject.All.Select(room => room.Name));

    [Fact]
    public void A_room_knows_only_the_rooms_that_the_table_allows() => Assert.All(
        RoomProject.All,
        room => Assert.Subset(MayKnow[room.Name].ToHashSet(), room.Rooms.ToHashSet()));

    [Fact]
    public void A_rooms_code_uses_only_the_rooms_that_the_table_allows() => Assert.All(
        Assemblies(),
        room => Assert.Subset(
            MayKnow[room.Key].ToHashSet(),
            room.Value.GetReferencedAssemblies().Select(known => RoomOf(known.Name!)).Where(MayKnow.ContainsKey).ToHashSet()));

    [Fact]
    public void Heavy_libraries_stay_in_one_room()
    {
        foreach (var (library, owner) in OnlyIn)
        {
            Assert.All(
                RoomProject.All.Where(room => room.Name != owner),
                room => Assert.DoesNotContain(room.Packages, package => package.StartsWith(library, StringComparison.Ordinal)));
            Assert.All(
                Assemblies().Where(room => room.Key != owner),
                room => Assert.DoesNotContain(
                    room.Value.GetReferencedAssemblies(),
                    known => known.Name!.StartsWith(library, StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void A_rooms_internals_are_open_to_its_own_tests_alone() => Assert.All(
        RoomProject.All,
        room => Assert.All(
            room.Friends,
            friend => Assert.True(
                room.Name == "Trabecula.Cli"
                    ? friend == "Trabecula.EndToEnd.Tests"
                    : friend.StartsWith($"{room.Name}.", StringComparison.Ordinal) && friend.EndsWith(".Tests", StringComparison.Ordinal),
                $"{room.Name} is open to {friend}")));

    [Fact]
    public void A_rooms_public_types_carry_its_name() => Assert.All(
        Assemblies(),
        room => Assert.All(
            room.Value.GetExportedTypes(),
            type => Assert.True(
                type.Namespace == room.Key || type.Namespace?.StartsWith($"{room.Key}.", StringComparison.Ordinal) == true,
                $"{type.FullName} is public in {room.Key}")));

    private static Dictionary<string, Assembly> Assemblies() => RoomProject.All.ToDictionary(
        room => room.Name,
        room => Assembly.Load(room.Name == "Trabecula.Cli" ? "trabecula" : room.Name));

    private static string RoomOf(string assembly) => assembly == "trabecula" ? "Trabecula.Cli" : assembly;
}
