using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>A vertebra as a reader has put it in the browser. Everything in it is a claim that is verified before it is used.</summary>
/// <param name="Level">The level's name.</param>
/// <param name="Corners">Four corners, clockwise from the upper left, in the film's pixels.</param>
public sealed record MovedVertebra(string Level, double[][] Corners)
{
    /// <summary>As the domain has it.</summary>
    /// <exception cref="TrabeculaException"><c>correction_malformed</c>.</exception>
    public VertebraOutline Outline() =>
        Enum.TryParse<VertebralLevel>(Level, out var level) && Enum.IsDefined(level) && Corners is [[_, _], [_, _], [_, _], [_, _]]
        && Corners.All(corner => double.IsFinite(corner[0]) && double.IsFinite(corner[1]))
            ? new VertebraOutline(level, Point(0), Point(1), Point(2), Point(3), 1)
            : throw new TrabeculaException("correction_malformed", "A vertebra of the correction cannot be read.");

    private ImagePoint Point(int corner) => new(Corners[corner][0], Corners[corner][1]);
}
