using System.Buffers;
using System.Runtime.Intrinsics;
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

    // Half the side of the window whose mean and spread are evened out: about a vertebra on a 43 cm film. Wider windows leave how
    // bright the whole column stands before soft tissue, which differs between films more than a vertebra's own form.
    private const int ContrastRadius = 16;

    // Not the shared pool, which keeps some for every thread that ever saw a film.
    private static readonly ArrayPool<float> Memory = ArrayPool<float>.Create(4 * Width * Height, Environment.ProcessorCount);

    /// <summary>Fits a film into the canvas.</summary>
    /// <param name="film">The film, bone bright.</param>
    /// <param name="share">How much of the canvas's width or height it takes up, to 1.</param>
    public static LocaliserInput From(Raster film, double share = 1)
    {
        double scale = share * Math.Min((double)Width / film.Width, (double)Height / film.Height);
        double offsetX = (Width - (film.Width * scale)) / 2, offsetY = (Height - (film.Height * scale)) / 2;

        // Block averages first, so that no pixel is passed over.
        int factor = Math.Max(1, (int)Math.Floor(0.75 / scale));
        Raster reduced = film.Reduced(factor);
        double step = scale * factor;
        float[] canvas = reduced.OnGrid(Positions(Width, offsetX, step), Positions(Height, offsetY, step), float.NaN).Pixels;
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
        // Comparisons with not-a-number are false.
        float low = float.MaxValue, high = float.MinValue;
        foreach (float value in canvas)
        {
            low = value < low ? value : low;
            high = value > high ? value : high;
        }

        float range = Math.Max(1e-6f, high - low);

        // Borrowed, for a batch of films would otherwise spend its time on fresh memory.
        float[] borrowed = Memory.Rent(4 * canvas.Length);
        Span<float> inside = borrowed.AsSpan(0, canvas.Length), values = borrowed.AsSpan(canvas.Length, canvas.Length);
        Span<float> weight = borrowed.AsSpan(2 * canvas.Length, canvas.Length), mean = borrowed.AsSpan(3 * canvas.Length, canvas.Length);
        for (int i = 0; i < canvas.Length; i++)
        {
            bool isOutside = float.IsNaN(canvas[i]);
            inside[i] = isOutside ? 0 : 1;
            values[i] = isOutside ? 0 : (canvas[i] - low) / range;
        }

        BoxFilter.Mean(inside, Width, ContrastRadius, weight);
        BoxFilter.Mean(values, Width, ContrastRadius, mean);
        Span<float> squares = values, spread = mean;
        for (int i = 0; i < canvas.Length; i++)
        {
            float centred = inside[i] * (values[i] - (mean[i] / Math.Max(1e-3f, weight[i])));
            canvas[i] = centred;
            squares[i] = centred * centred;
        }

        BoxFilter.Mean(squares, Width, ContrastRadius, spread);
        Standardise(canvas, spread, weight);
        Memory.Return(borrowed);
    }

    private static double[] Positions(int count, double offset, double step)
    {
        var positions = new double[count];
        for (int i = 0; i < count; i++)
        {
            positions[i] = ((i + 0.5 - offset) / step) - 0.5;
        }

        return positions;
    }

    private static void Standardise(Span<float> canvas, ReadOnlySpan<float> spread, ReadOnlySpan<float> weight)
    {
        // Width and height of the canvas are multiples of a vector's length.
        for (int i = 0; i < canvas.Length; i += Vector128<float>.Count)
        {
            // A running sum may leave a tiny negative rest where all is even.
            Vector128<float> variance = Vector128.Max(Vector128<float>.Zero, Vector128.Create(spread[i..]))
                / Vector128.Max(Vector128.Create(1e-3f), Vector128.Create(weight[i..]));
            Span<float> place = canvas[i..];
            Vector128<float> even = Vector128.Create<float>(place) / (Vector128.Sqrt(variance) + Vector128.Create(0.01f));
            Vector128.Clamp(even, Vector128.Create(-3f), Vector128.Create(3f)).CopyTo(place);
        }
    }
}
