using System.Reflection;
using System.Runtime.InteropServices;

namespace Trabecula.Dicom;

/// <summary>Finds the system's codecs when they are first asked for.</summary>
internal static class NativeLibraries
{
    /// <summary>CharLS 2, JPEG-LS.</summary>
    public const string CharLs = "charls";

    /// <summary>OpenJPEG 2, JPEG 2000.</summary>
    public const string OpenJpeg = "openjp2";

    // The libraries' names with the versions of their interfaces, on Linux, macOS and Windows, and Debian's packages.
    private static readonly Dictionary<string, (string[] Files, string Package)> Known = new()
    {
        [CharLs] = (["libcharls.so.2", "libcharls.2.dylib", "charls-2-x64.dll"], "libcharls2"),
        [OpenJpeg] = (["libopenjp2.so.7", "libopenjp2.7.dylib", "openjp2.dll"], "libopenjp2-7"),
    };

    private static readonly Lock Installing = new();
    private static bool _isInstalled;

    /// <summary>Installs the search, which the runtime allows once for an assembly; the first call into a library needs it.</summary>
    public static void Install()
    {
        lock (Installing)
        {
            if (!_isInstalled)
            {
                NativeLibrary.SetDllImportResolver(typeof(NativeLibraries).Assembly, Load);
                _isInstalled = true;
            }
        }
    }

    private static nint Load(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (!Known.TryGetValue(name, out var library))
        {
            return 0;
        }

        foreach (var file in library.Files)
        {
            if (NativeLibrary.TryLoad(file, assembly, searchPath, out var handle))
            {
                return handle;
            }
        }

        throw new DicomException(
            DicomErrors.NativeLibraryMissing, $"The library {library.Files[0]} is not installed; it comes with the Debian package {library.Package}.");
    }
}
