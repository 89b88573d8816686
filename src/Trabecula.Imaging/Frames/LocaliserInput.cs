using Trabecula.Domain;

namespace Trabecula.Imaging;

/// <summary>A film as the localiser sees it: fitted into a fixed canvas, local contrast made even.</summary>
/// <param name="Pixels">Row-major, <see cref="Width"/> × <see cref="Height"/>, standardised, within ±3; 0 outside the film.</param>
/// <param name="Scale">Canvas pixels per film pixel.</param>
/// <param name="OffsetX">Canvas column of the film's first column.</param>
/// <param name="OffsetY">Canvas row of the film's first row.</param>
public sealed record LocaliserInput(float[] Pixels, double Scale, double OffsetX, double OffsetY)
{
    /// <summary>Columns of the canvas.</summary>
    public const int Width = 320;

    /// <summary>Rows of the canvas.</summary>
    public const int Height = 384;

    // Half the side of the window whose mean and spread are evened out: about one and a half vertebrae on a 43 cm film.
    private const int ContrastRadius = 30;

    /// <summary>Fits a film into the canvas.</summary>
    public static LocaliserInput From(Raster film)
    {
        double scale = Math.Min((double)Width / film.Width, (double)Height / film.Height);
        double offsetX = (Width - (film.Width * scale)) / 2, offsetY = (Height - (film.Height * scale)) / 2;

        // Block averages first, so that no pixel is passed over.
        int factor = Math.Max(1, (int)Math.Floor(0.75 / scale));
        Raster reduced = film.Reduced(factor);
        var canvas = new float[Width * Height];
        for (int row = 0; row < Height; row++)
        {
            double y = ((row + 0.5 - offsetY) / (scale * factor)) - 0.5;
            for (int column = 0; column < Width; column++)
            {
                double x = ((column + 0.5 - offsetX) / (scale * factor)) - 0.5;
                canvas[(row * Width) + column] = reduced.Sample(x, y, float.NaN);
            }
        }

        EvenContrast(canvas);
        return new LocaliserInput(canvas, scale, offsetX, offsetY);
    }

    /// <summary>A film's pixel in the canvas.</summary>
    public ImagePoint ToCanvas(ImagePoint film) => new(((film.X + 0.5) * Scale) + OffsetX - 0.5, ((film.Y + 0.5) * Scale) + OffsetY - 0.5);

    /// <summary>A canvas pixel in the film.</summary>
    public ImagePoint ToFilm(ImagePoint canvas) => new(((canvas.X + 0.5 - OffsetX) / Scale) - 0.5, ((canvas.Y + 0.5 - OffsetY) / Scale) - 0.5);

    /// <summary>Standardises each pixel by the mean and spread of its surroundings; not-a-number marks what is outside and becomes 0.</summary>
    /// <remarks>What remains does not change with a film's brightness, contrast or slow tone curve.</remarks>
    public static void EvenContrast(float[] canvas)
    {
        var inside = new float[canvas.Length];
        var values = new float[canvas.Length];
        float low = float.MaxValue, high = float.MinValue;
        foreach (float value in canvas)
        {
            if (!float.IsNaN(value))
            {
                low = Math.Min(low, value);
                high = Math.Max(high, value);
            }
        }

        float range = Math.Max(1e-6f, high - low);
        for (int i = 0; i < canvas.Length; i++)
        {
            inside[i] = float.IsNaN(canvas[i]) ? 0 : 1;
            values[i] = float.IsNaN(canvas[i]) ? 0 : (canvas[i] - low) / range;
        }

        Raster weight = new Raster(Width, Height, inside).BoxMean(ContrastRadius);
        Raster mean = new Raster(Width, Height, values).BoxMean(ContrastRadius);
        var squares = new float[canvas.Length];
        for (int i = 0; i < canvas.Length; i++)
        {
            float centred = inside[i] == 0 ? 0 : values[i] - (mean.Pixels[i] / Math.Max(1e-3f, weight.Pixels[i]));
            canvas[i] = centred;
            squares[i] = centred * centred;
        }

        Raster spread = new Raster(Width, Height, squares).BoxMean(ContrastRadius);
        for (int i = 0; i < canvas.Length; i++)
        {
            // A running sum may leave a tiny negative rest where all is even.
            float deviation = MathF.Sqrt(Math.Max(0, spread.Pixels[i]) / Math.Max(1e-3f, weight.Pixels[i]));
            canvas[i] = Math.Clamp(canvas[i] / (deviation + 0.01f), -3, 3);
        }
    }
}
