using System.Xml.Linq;

namespace Trabecula.EndToEnd.Tests;

/// <summary>What a room's project file says.</summary>
internal sealed record RoomProject(string Name, IReadOnlyList<string> Rooms, IReadOnlyList<string> Packages, IReadOnlyList<string> Friends)
{
    public static IReadOnlyList<RoomProject> All { get; } = Directory
        .EnumerateFiles(Path.Combine(RepositoryRoot.Path, "src"), "*.csproj", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(Read)
        .ToArray();

    private static RoomProject Read(string path)
    {
        var project = XDocument.Load(path);
        return new RoomProject(
            Path.GetFileNameWithoutExtension(path),
            Included(project, "ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference)).ToArray(),
            Included(project, "PackageReference").ToArray(),
            Included(project, "InternalsVisibleTo").ToArray());
    }

    private static IEnumerable<string> Included(XDocument project, string item) =>
        project.Descendants(item).Select(element => element.Attribute("Include")!.Value);
}
