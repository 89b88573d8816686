namespace Trabecula.Domain.Tests;

/// <summary>A folder that goes away with the test.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public ScratchFolder() => Directory = System.IO.Directory.CreateTempSubdirectory("trabecula-domain-").FullName;

    public string Directory { get; }

    public string File(string name) => Path.Combine(Directory, name);

    public string File(string name, string text)
    {
        System.IO.File.WriteAllText(File(name), text);
        return File(name);
    }

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);
}
