using System.Globalization;
using Trabecula.Domain;

namespace Trabecula.Benchmarks;

/// <summary>The upright box around a vertebral body, in pixels of its film.</summary>
internal readonly record struct BodyBox(double Left, double Top, double Right, double Bottom)
{
    public double Width => Right - Left;

    public double Height => Bottom - Top;

    public double MiddleX => (Left + Right) / 2;

    public double MiddleY => (Top + Bottom) / 2;

    /// <summary>The box of a vertebra's four corners.</summary>
    public static BodyBox Around(VertebraOutline vertebra) => new(
        vertebra.Corners.Min(c => c.X), vertebra.Corners.Min(c => c.Y), vertebra.Corners.Max(c => c.X), vertebra.Corners.Max(c => c.Y));

    /// <summary>Reads <c>image,level,left,top,right,bottom</c>, boxes of a film from above downwards.</summary>
    public static IReadOnlyDictionary<string, BodyBox[]> ReadTable(string path) => File.ReadLines(path)
        .Skip(1)
        .Select(line => line.Split(','))
        .GroupBy(cells => cells[0], cells => new BodyBox(Number(cells[2]), Number(cells[3]), Number(cells[4]), Number(cells[5])))
        .ToDictionary(film => film.Key, film => film.ToArray());

    /// <summary>The part of the box between shares of its width and height, 0 to 1.</summary>
    public BodyBox Part(double left, double top, double right, double bottom) =>
        new(Left + (left * Width), Top + (top * Height), Left + (right * Width), Top + (bottom * Height));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
