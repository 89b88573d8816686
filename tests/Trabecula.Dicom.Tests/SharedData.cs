namespace Trabecula.Dicom.Tests;

/// <summary>Finds material that lies beside the repository, and skips the test where it is absent.</summary>
internal static class SharedData
{
    public static string Folder(string name)
    {
        var folder = Path.Combine(Repository.Root, "..", "shared", "data", name);
        if (!Directory.Exists(folder))
        {
            Assert.Skip($"The evaluation data ../shared/data/{name} are not here.");
        }

        return folder;
    }
}

/// <summary>Finds the repository that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Golden(string name) => Path.Combine(Root, "tests", "Trabecula.Dicom.Tests", "Golden", name);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Trabecula.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("Trabecula.slnx is in no folder above the tests.");
    }
}
