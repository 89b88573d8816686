namespace Trabecula.Reporting.Tests;

/// <summary>Texts that were read by a person and found right, in <c>Golden/</c>.</summary>
/// <remarks>After an intended change: run the tests with TRABECULA_WRITE_GOLDEN=1, and read what git shows as changed.</remarks>
internal static class GoldenFile
{
    public static void AssertSame(string name, string actual)
    {
        var path = Path.Combine(RepositoryRoot.Path, "tests", "Trabecula.Reporting.Tests", "Golden", name);
        if (Environment.GetEnvironmentVariable("TRABECULA_WRITE_GOLDEN") == "1")
            File.WriteAllText(path, actual);
        Assert.Equal(File.ReadAllText(path), actual);
    }
}
