using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>A side mark or a line of text on a film.</summary>
/// <param name="Text">Of the letters and digits of <see cref="LetterShapes"/>.</param>
/// <param name="Centre">Its middle, as shares of width and height.</param>
/// <param name="HeightMm">Height of its letters at the detector.</param>
/// <param name="TurnRadians">How it is turned.</param>
/// <param name="IsLead">A lead letter that was exposed, not one that was written in afterwards.</param>
public sealed record FilmLettering(string Text, Vector2 Centre, float HeightMm, float TurnRadians, bool IsLead)
{
    // A lead letter of a millimetre lets hardly anything through at 80 kV.
    private const float LeadTransmission = 0.02f;

    private const int Advance = LetterShapes.Columns + 1;

    private static readonly string[] Notes = ["SUPINE", "AP", "LUMBAR AP", "PORTABLE", "L-SPINE", "1/2", "80KV", "GRID", "ABD", "UP"];

    /// <summary>Draws the writing of one film.</summary>
    internal static IReadOnlyList<FilmLettering> Draw(DeterministicRandom random)
    {
        var letters = new List<FilmLettering>();
        if (random.Chance(0.8))
        {
            // Patient's right is at the picture's left.
            bool isRight = random.Chance(0.65);
            float x = (float)random.Uniform(0.03, 0.22);
            bool isLead = random.Chance(0.5);
            letters.Add(new FilmLettering(
                isRight ? "R" : "L",
                new Vector2(isRight ? x : 1 - x, (float)random.Uniform(0.04, 0.96)),
                (float)random.Uniform(7, 17),
                isLead ? (float)random.Normal(0, 0.25) : 0,
                isLead));
        }

        if (random.Chance(0.25))
        {
            bool isLow = random.Chance(0.6), isLeft = random.Chance(0.5);
            float height = (float)random.Uniform(3, 6);
            for (int line = random.Index(3); line >= 0; line--)
            {
                letters.Add(new FilmLettering(
                    Notes[random.Index(Notes.Length)],
                    new Vector2(isLeft ? 0.12f : 0.88f, isLow ? 0.97f - (0.022f * line) : 0.03f + (0.022f * line)),
                    height, 0, false));
            }
        }

        return letters;
    }

    /// <summary>Weakens the beam beneath a lead letter.</summary>
    internal void Shade(float[] signal, float[] variance, int width, int height, double pixelMm) => ForPixels(width, height, pixelMm, i =>
    {
        signal[i] *= LeadTransmission;
        variance[i] *= LeadTransmission;
    });

    /// <summary>Writes the text into stored values.</summary>
    internal void Burn(ushort[] pixels, int width, int height, double pixelMm, ushort bright) =>
        ForPixels(width, height, pixelMm, i => pixels[i] = bright);

    // Dots are joined by interpolation, so that large letters do not look like stairs.
    private float Ink(float u, float v)
    {
        float left = MathF.Floor(u), top = MathF.Floor(v), du = u - left, dv = v - top;
        float above = Dot((int)left, (int)top) + (du * (Dot((int)left + 1, (int)top) - Dot((int)left, (int)top)));
        float below = Dot((int)left, (int)top + 1) + (du * (Dot((int)left + 1, (int)top + 1) - Dot((int)left, (int)top + 1)));
        return above + (dv * (below - above));
    }

    private float Dot(int column, int row) =>
        column >= 0 && column < Text.Length * Advance && LetterShapes.IsInk(Text[column / Advance], column % Advance, row) ? 1 : 0;

    private void ForPixels(int width, int height, double pixelMm, Action<int> act)
    {
        float dot = HeightMm / (float)pixelMm / LetterShapes.Rows, reach = dot * MathF.Max(Text.Length * Advance, LetterShapes.Rows);
        float middleX = Centre.X * width, middleY = Centre.Y * height, cos = MathF.Cos(TurnRadians), sin = MathF.Sin(TurnRadians);
        for (int row = Math.Max(0, (int)(middleY - reach)); row < Math.Min(height, middleY + reach); row++)
        {
            for (int column = Math.Max(0, (int)(middleX - reach)); column < Math.Min(width, middleX + reach); column++)
            {
                float dx = (column - middleX) / dot, dy = (row - middleY) / dot;
                float u = (dx * cos) + (dy * sin) + (0.5f * ((Text.Length * Advance) - 1)), v = (dy * cos) - (dx * sin) + (0.5f * LetterShapes.Rows);
                if (Ink(u - 0.5f, v - 0.5f) > 0.45f)
                {
                    act((row * width) + column);
                }
            }
        }
    }
}
