using SkiaSharp;

namespace Trabecula.Reporting;

/// <summary>The colours of a page; zones differ in lightness too, so that they are told apart in grey.</summary>
internal static class PageColours
{
    public static SKColor Ink { get; } = new(25, 28, 32);

    public static SKColor Faint { get; } = new(105, 112, 120);

    public static SKColor Line { get; } = new(190, 196, 203);

    public static SKColor Box { get; } = new(243, 245, 247);

    public static SKColor Alert { get; } = new(165, 42, 30);

    public static SKColor AlertBox { get; } = new(252, 238, 235);

    public static SKColor ZoneNormal { get; } = new(222, 238, 224);

    public static SKColor ZoneLow { get; } = new(251, 241, 205);

    public static SKColor ZoneLowest { get; } = new(245, 208, 198);
}
