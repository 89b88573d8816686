using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>What surrounds the picture of a body: the collimator's blades, the console's shutter, letters, the panel's border.</summary>
/// <param name="Left">Where the left blade's edge meets the film's top and bottom, as a share of the width.</param>
/// <param name="Right">The same for the right blade.</param>
/// <param name="Top">Where the upper blade's edge meets the film's left and right border, as a share of the height.</param>
/// <param name="Bottom">The same for the lower blade.</param>
/// <param name="IsShuttered">Whether the console blackens what the blades cover.</param>
/// <param name="DeadPixels">Width of the panel's border that is not read out.</param>
/// <param name="Letters">What is written on the film.</param>
public sealed record FilmFrame(
    Vector2 Left, Vector2 Right, Vector2 Top, Vector2 Bottom, bool IsShuttered, int DeadPixels, IReadOnlyList<FilmLettering> Letters)
{
    private const ulong Stream = 0xF4A3;

    // Lead blades let through some tenths of a per cent; the penumbra of a 1.2 mm focus at a collimator near the tube is 3 mm wide.
    private const float Leakage = 0.003f, PenumbraMm = 3;

    /// <summary>A film that is exposed to its borders and carries nothing.</summary>
    public static FilmFrame None { get; } =
        new(Vector2.Zero, Vector2.One, Vector2.Zero, Vector2.One, false, 0, []);

    /// <summary>Draws a frame as it is met in general radiography.</summary>
    /// <param name="filmSeed">The film's seed.</param>
    /// <returns>Margins on none to all sides of 0 to 15 % of the side, hardly tilted.</returns>
    public static FilmFrame Draw(ulong filmSeed)
    {
        var random = new DeterministicRandom(filmSeed, Stream);
        double habit = random.Chance(0.35) ? 0 : random.NextDouble();
        double tilt = random.Normal(0, 0.006);
        Vector2 Margin(double skew) => random.Chance(habit)
            ? new Vector2((float)random.Uniform(0.005, 0.15)) + new Vector2((float)skew, (float)-skew)
            : Vector2.Zero;
        Vector2 left = Margin(tilt), right = Vector2.One - Margin(-tilt), top = Margin(-tilt), bottom = Vector2.One - Margin(tilt);
        bool shuttered = random.Chance(0.5);
        int dead = random.Chance(0.15) ? 1 + random.Index(3) : 0;
        return new FilmFrame(left, right, top, bottom, shuttered, dead, FilmLettering.Draw(random));
    }

    /// <summary>Whether a place in the picture is fully exposed and shown.</summary>
    /// <param name="place">The place, in pixels.</param>
    /// <param name="width">Columns of the film.</param>
    /// <param name="height">Rows of the film.</param>
    /// <param name="pixelMm">Pixel pitch in mm.</param>
    public bool Shows(ImagePoint place, int width, int height, double pixelMm) =>
        place.X >= DeadPixels && place.Y >= DeadPixels && place.X <= width - 1 - DeadPixels && place.Y <= height - 1 - DeadPixels
        && Within((float)place.X, (float)place.Y, width, height) >= (HasBlades ? PenumbraMm / pixelMm : 0);

    /// <summary>How far a pixel lies within the blades' edges, in pixels; negative beneath a blade.</summary>
    /// <param name="column">Column.</param>
    /// <param name="row">Row.</param>
    /// <param name="width">Columns of the film.</param>
    /// <param name="height">Rows of the film.</param>
    /// <returns>The least distance in pixels, at most the film's longer side.</returns>
    public float Within(float column, float row, int width, int height)
    {
        float x = column / (width - 1), y = row / (height - 1), inside = Math.Max(width, height);
        inside = IsOpen(Left, 0) ? inside : MathF.Min(inside, (x - Along(Left, y)) * width);
        inside = IsOpen(Right, 1) ? inside : MathF.Min(inside, (Along(Right, y) - x) * width);
        inside = IsOpen(Top, 0) ? inside : MathF.Min(inside, (y - Along(Top, x)) * height);
        return IsOpen(Bottom, 1) ? inside : MathF.Min(inside, (Along(Bottom, x) - y) * height);
    }

    /// <summary>Weakens the primary beam beneath the blades and beneath lead letters.</summary>
    internal void Shade(float[] signal, float[] variance, int width, int height, double pixelMm)
    {
        float penumbra = PenumbraMm / (float)pixelMm;
        if (HasBlades)
        {
            for (int row = 0, i = 0; row < height; row++)
            {
                for (int column = 0; column < width; column++, i++)
                {
                    float open = Math.Clamp((Within(column, row, width, height) / penumbra) + 0.5f, Leakage, 1);
                    signal[i] *= open;
                    variance[i] *= open;
                }
            }
        }

        foreach (FilmLettering letter in Letters.Where(l => l.IsLead))
        {
            letter.Shade(signal, variance, width, height, pixelMm);
        }
    }

    /// <summary>Whether any blade reaches into the film.</summary>
    internal bool HasBlades => !(IsOpen(Left, 0) && IsOpen(Right, 1) && IsOpen(Top, 0) && IsOpen(Bottom, 1));

    /// <summary>Blackens beneath the shutter and at the panel's border, and burns the letters in.</summary>
    /// <param name="pixels">Stored values.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="pixelMm">Pixel pitch.</param>
    /// <param name="dark">The value that is shown black.</param>
    /// <param name="bright">The value that is shown white.</param>
    internal void Finish(ushort[] pixels, int width, int height, double pixelMm, ushort dark, ushort bright)
    {
        // Consoles set the shutter just within the field.
        bool shutters = IsShuttered && HasBlades;
        float penumbra = PenumbraMm / (float)pixelMm;
        for (int row = 0, i = 0; (shutters || DeadPixels > 0) && row < height; row++)
        {
            for (int column = 0; column < width; column++, i++)
            {
                int border = Math.Min(Math.Min(column, width - 1 - column), Math.Min(row, height - 1 - row));
                if (border < DeadPixels || (shutters && Within(column, row, width, height) < penumbra))
                {
                    pixels[i] = dark;
                }
            }
        }

        foreach (FilmLettering letter in Letters.Where(l => !l.IsLead))
        {
            letter.Burn(pixels, width, height, pixelMm, bright);
        }
    }

    private static bool IsOpen(Vector2 blade, float border) => blade.X == border && blade.Y == border;

    private static float Along(Vector2 blade, float share) => blade.X + (share * (blade.Y - blade.X));
}
