namespace Trabecula.Inference.Tests;

/// <summary>Finds the repository from where the tests run.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        string? folder = AppContext.BaseDirectory;
        while (!File.Exists(System.IO.Path.Combine(folder ?? throw new DirectoryNotFoundException("Trabecula.slnx"), "Trabecula.slnx")))
        {
            folder = System.IO.Path.GetDirectoryName(folder);
        }

        return folder;
    }
}
