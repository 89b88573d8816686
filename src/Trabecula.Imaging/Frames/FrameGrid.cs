using Trabecula.Domain;

namespace Trabecula.Imaging;

/// <summary>Where the pixels of a <see cref="SpineFrame"/> lie in the film.</summary>
public sealed class FrameGrid
{
    private readonly SpineLine _line;

    private FrameGrid(SpineLine line, double step)
    {
        _line = line;
        Step = step;
    }

    /// <summary>Film pixels per frame pixel.</summary>
    public double Step { get; }

    /// <summary>The grid along the vertebrae of a frame.</summary>
    /// <param name="vertebrae">L1 to L4, in the film's pixels.</param>
    /// <param name="mmPerFilmPixel">The pixel pitch that the frame was made with, mm.</param>
    public static FrameGrid Through(IReadOnlyList<VertebraOutline> vertebrae, double mmPerFilmPixel) =>
        new(SpineLine.Through(vertebrae), SpineFrame.PixelMm / mmPerFilmPixel);

    /// <summary>A frame's pixel in the film.</summary>
    /// <param name="row">Row, may lie between two.</param>
    /// <param name="column">Column, may lie between two.</param>
    public ImagePoint ToFilm(double row, double column)
    {
        double along = (_line.Length / 2) + ((row - ((SpineFrame.Height - 1) / 2.0)) * Step);
        double across = (column - ((SpineFrame.Width - 1) / 2.0)) * Step;
        (ImagePoint centre, double rightX, double rightY) = _line.At(along);
        return new ImagePoint(centre.X + (across * rightX), centre.Y + (across * rightY));
    }
}
