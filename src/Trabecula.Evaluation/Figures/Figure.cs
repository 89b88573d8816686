namespace Trabecula.Evaluation;

/// <summary>A place in a figure, in CSS pixels (1/96 inch) to the right and down.</summary>
/// <param name="X">To the right.</param>
/// <param name="Y">Down.</param>
public readonly record struct FigurePoint(double X, double Y);

/// <summary>Which part of a text stands at its place.</summary>
public enum TextAnchor
{
    /// <summary>Its begin.</summary>
    Start,

    /// <summary>Its middle.</summary>
    Middle,

    /// <summary>Its end.</summary>
    End,
}

/// <summary>One thing that is drawn.</summary>
public abstract record FigureMark;

/// <summary>A line through points.</summary>
/// <param name="Points">The points.</param>
/// <param name="Color">Colour as <c>#rrggbb</c>.</param>
/// <param name="Width">Width, pixels.</param>
/// <param name="IsDashed">Whether it is dashed.</param>
public sealed record LineMark(IReadOnlyList<FigurePoint> Points, string Color, double Width, bool IsDashed = false) : FigureMark;

/// <summary>A filled polygon.</summary>
/// <param name="Points">Its corners.</param>
/// <param name="Color">Colour as <c>#rrggbb</c>.</param>
public sealed record AreaMark(IReadOnlyList<FigurePoint> Points, string Color) : FigureMark;

/// <summary>Many round dots of one kind.</summary>
/// <param name="Points">Their centres.</param>
/// <param name="Color">Colour as <c>#rrggbb</c>.</param>
/// <param name="Diameter">Diameter, pixels.</param>
public sealed record DotsMark(IReadOnlyList<FigurePoint> Points, string Color, double Diameter) : FigureMark;

/// <summary>A line of text.</summary>
/// <param name="At">Where its base line begins, has its middle or ends.</param>
/// <param name="Text">The text.</param>
/// <param name="Size">Height of the letters, pixels.</param>
/// <param name="Color">Colour as <c>#rrggbb</c>.</param>
/// <param name="Anchor">What stands at the place.</param>
/// <param name="IsBold">Whether it is bold.</param>
/// <param name="IsUpright">Whether it runs upwards.</param>
public sealed record TextMark(
    FigurePoint At, string Text, double Size, string Color, TextAnchor Anchor = TextAnchor.Start, bool IsBold = false, bool IsUpright = false)
    : FigureMark;

/// <summary>A figure in vectors, for every kind of file.</summary>
/// <param name="Title">What it shows, for those who cannot see it.</param>
/// <param name="Width">Width, pixels.</param>
/// <param name="Height">Height, pixels.</param>
/// <param name="Marks">What is drawn, the first lowest.</param>
public sealed record Figure(string Title, double Width, double Height, IReadOnlyList<FigureMark> Marks);
