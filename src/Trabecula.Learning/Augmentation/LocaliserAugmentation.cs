using Trabecula.Domain;
using Trabecula.Imaging;
using Trabecula.Learning.Training;

namespace Trabecula.Learning.Augmentation;

/// <summary>Makes endless variants of films so that a localiser trained on simulated ones holds on real ones.</summary>
/// <remarks>Strong randomisation of view and appearance, after SyntheX (Gao et al., Nature Machine Intelligence 2023).</remarks>
public static class LocaliserAugmentation
{
    private const int Width = LocaliserInput.Width, Height = LocaliserInput.Height;

    /// <summary>One variant; the same random stream gives the same variant.</summary>
    public static LocaliserSample Vary(LocaliserFilm film, DeterministicRandom random)
    {
        // A lumbar film on its side or its head is no film that levels may be read from.
        bool turned = random.Chance(0.04);
        double angle = turned
            ? (1 + random.Index(3)) * Math.PI / 2
            : (random.Chance(0.2) ? random.Uniform(-22, 22) : random.Normal(0, 5)) * Math.PI / 180;
        ViewWindow window = ViewWindow.Draw(film, angle, random);
        float[] canvas = window.Render(film.Drawn(random), random);
        FilmAppearance.Vary(canvas, Width, Height, random);
        bool inverted = random.Chance(0.25);
        if (inverted)
        {
            for (int i = 0; i < canvas.Length; i++)
            {
                canvas[i] = -canvas[i];
            }
        }

        LocaliserInput.EvenContrast(canvas);
        bool lumbar = film.IsLumbar && !turned && ShowsLumbarSpine(film, window);
        return new LocaliserSample(canvas, Corners(film, window, lumbar), lumbar, inverted);
    }

    /// <summary>The film as it is, as the localiser would see it; for validation.</summary>
    public static LocaliserSample Plain(LocaliserFilm film)
    {
        LocaliserInput input = LocaliserInput.From(film.Plain());
        var corners = new ImagePoint?[24];
        foreach (VertebraOutline vertebra in film.Vertebrae)
        {
            for (int k = 0; k < 4; k++)
            {
                corners[(4 * (int)vertebra.Level) + k] = input.ToCanvas(vertebra.Corners[k]);
            }
        }

        return new LocaliserSample(input.Pixels, corners, film.IsLumbar, false);
    }

    /// <summary>A film of the lumbar spine shows at least two of its vertebrae; a chest shows L1 at times.</summary>
    private static bool ShowsLumbarSpine(LocaliserFilm film, ViewWindow window) =>
        film.Vertebrae.Count(v => v.Level != VertebralLevel.T12 && v.Corners.All(corner => window.IsInside(window.ToCanvas(corner)))) >= 2;

    private static ImagePoint?[] Corners(LocaliserFilm film, ViewWindow window, bool lumbar)
    {
        var corners = new ImagePoint?[24];
        if (!lumbar)
        {
            return corners;
        }

        foreach (VertebraOutline vertebra in film.Vertebrae)
        {
            IReadOnlyList<ImagePoint> c = vertebra.Corners;
            ImagePoint[] seen = [.. c.Select(window.ToCanvas)];
            for (int k = 0; k < 4; k++)
            {
                // A mirrored film has its left corners on the right.
                int target = window.IsMirrored ? k ^ 1 : k;
                corners[(4 * (int)vertebra.Level) + target] = window.IsInside(seen[k]) ? seen[k] : null;
            }
        }

        return corners;
    }
}
