using Trabecula.Domain;
using Trabecula.Imaging;

namespace Trabecula.Inference;

/// <summary>The part of a film around T12 to L5 that is worth a second, closer look.</summary>
/// <param name="Left">First column.</param>
/// <param name="Top">First row.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
internal readonly record struct SpineWindow(int Left, int Top, int Width, int Height)
{
    // On a film of 43 cm a body is about 28 canvas pixels high; smaller ones than this are worth enlarging.
    private const double SmallBody = 21;

    // Heights of a body with its disc above T12 and below L5: the last rib and the sacrum tell the levels.
    private const double Above = 1.3, Below = 2.2;

    /// <summary>The window, or null where the first look was close enough or saw too little.</summary>
    /// <param name="vertebrae">What the first look found, in the film's pixels, whatever its confidence.</param>
    /// <param name="film">The film.</param>
    /// <param name="isInDoubt">Whether a second look is worth it though the first was close enough.</param>
    public static SpineWindow? Around(IReadOnlyList<VertebraOutline> vertebrae, Raster film, bool isInDoubt)
    {
        if (vertebrae.Count < 3)
        {
            return null;
        }

        double scale = Math.Min((double)LocaliserInput.Width / film.Width, (double)LocaliserInput.Height / film.Height);
        double body = vertebrae.Average(v => (v.BottomLeft.Y + v.BottomRight.Y - v.TopLeft.Y - v.TopRight.Y) / 2);
        if (body * scale >= SmallBody && !isInDoubt)
        {
            return null;
        }

        VertebraOutline first = vertebrae[0], last = vertebrae[^1];
        double step = (last.Centre.Y - first.Centre.Y) / Math.Max(1, (int)last.Level - (int)first.Level);
        double top = first.Centre.Y - (step * ((int)first.Level + 0.5 + Above));
        double bottom = last.Centre.Y + (step * ((int)VertebralLevel.L5 - (int)last.Level + 0.5 + Below));
        double height = bottom - top, width = height * LocaliserInput.Width / LocaliserInput.Height;
        double centre = vertebrae.Average(v => v.Centre.X);
        int left = (int)Math.Clamp(centre - (width / 2), 0, film.Width - 1), right = (int)Math.Clamp(centre + (width / 2), left + 1, film.Width);
        int high = (int)Math.Clamp(top, 0, film.Height - 1), low = (int)Math.Clamp(bottom, high + 1, film.Height);
        return new SpineWindow(left, high, right - left, low - high);
    }

    /// <summary>All of the film's columns, in the window's rows and some more or fewer.</summary>
    /// <param name="above">How much higher it begins, as a share of the window's height; negative for lower.</param>
    /// <param name="below">How much lower it ends, as a share of the window's height; negative for higher.</param>
    /// <param name="film">The film, which the rows do not leave.</param>
    public SpineWindow Rows(double above, double below, Raster film)
    {
        int top = (int)Math.Clamp(Top - (above * Height), 0, film.Height - 1), bottom = (int)Math.Clamp(Top + ((1 + below) * Height), top + 1, film.Height);
        return new SpineWindow(0, top, film.Width, bottom - top);
    }

    /// <summary>The film within the window.</summary>
    public Raster Cut(Raster film)
    {
        var pixels = new float[Width * Height];
        for (int row = 0; row < Height; row++)
        {
            Array.Copy(film.Pixels, ((Top + row) * film.Width) + Left, pixels, row * Width, Width);
        }

        return new Raster(Width, Height, pixels);
    }

    /// <summary>From the window's pixels to the film's.</summary>
    public VertebraOutline ToFilm(VertebraOutline v)
    {
        (int left, int top) = (Left, Top);
        ImagePoint Move(ImagePoint p) => new(p.X + left, p.Y + top);
        return v with { TopLeft = Move(v.TopLeft), TopRight = Move(v.TopRight), BottomRight = Move(v.BottomRight), BottomLeft = Move(v.BottomLeft) };
    }
}
