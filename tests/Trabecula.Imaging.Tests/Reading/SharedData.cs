namespace Trabecula.Imaging.Tests.Reading;

/// <summary>Real material beside the repository; tests that need it are skipped where it is absent.</summary>
internal static class SharedData
{
    public static string Folder(string name)
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Trabecula.slnx")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        var found = folder is null ? null : Path.GetFullPath(Path.Combine(folder, "..", "shared", "data", name));
        Assert.SkipUnless(Directory.Exists(found), $"../shared/data/{name} is not here.");
        return found!;
    }
}
