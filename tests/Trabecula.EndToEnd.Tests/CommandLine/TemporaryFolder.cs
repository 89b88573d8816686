using SkiaSharp;

namespace Trabecula.EndToEnd.Tests;

/// <summary>A folder for one test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("trabecula-cli-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public string Write(string name, ReadOnlySpan<byte> content)
    {
        File.WriteAllBytes(this[name], content);
        return this[name];
    }

    /// <summary>A grey ramp as an 8-bit PNG of 600 × 800 pixels.</summary>
    public string WritePicture(string name)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(600, 800, SKColorType.Gray8));
        var pixels = bitmap.GetPixelSpan();
        for (var y = 0; y < bitmap.Height; y++)
            pixels.Slice(y * bitmap.RowBytes, bitmap.Width).Fill((byte)(y / 4));

        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return Write(name, data.AsSpan());
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
