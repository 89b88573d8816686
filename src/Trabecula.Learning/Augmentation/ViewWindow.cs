using Trabecula.Domain;
using Trabecula.Imaging;

namespace Trabecula.Learning.Augmentation;

/// <summary>A turned, cropped, stretched view of a film, fitted into the localiser's canvas.</summary>
internal sealed class ViewWindow
{
    private readonly double _centreX, _centreY, _cos, _sin, _scaleX, _scaleY, _halfWidth, _halfHeight;

    private ViewWindow(double centreX, double centreY, double angle, double scaleX, double scaleY, double halfWidth, double halfHeight, bool isMirrored)
    {
        _centreX = centreX;
        _centreY = centreY;
        _cos = Math.Cos(angle);
        _sin = Math.Sin(angle);
        _scaleX = scaleX;
        _scaleY = scaleY;
        _halfWidth = halfWidth;
        _halfHeight = halfHeight;
        IsMirrored = isMirrored;
    }

    /// <summary>Whether left and right are exchanged.</summary>
    public bool IsMirrored { get; }

    /// <summary>Draws a view: the whole film, a part of it around the spine, or the film on a larger ground.</summary>
    public static ViewWindow Draw(LocaliserFilm film, double angle, DeterministicRandom random)
    {
        double width = film.Width, height = film.Height, centreX = width / 2, centreY = height / 2;
        double mode = random.NextDouble();
        if (Thorax(film) is double end && random.Chance(0.2))
        {
            // A chest film's part of a whole spine.
            height = end * random.Uniform(0.85, 1.15);
            centreY = height / 2;
        }
        else if (mode < 0.4 && film.Vertebrae.Count >= 4)
        {
            (centreX, centreY, width, height) = AroundSpine(film.Vertebrae, random);
        }
        else if (mode < 0.65)
        {
            // A part: sides from 45 % to 100 % of the film, its middle somewhere near the vertebrae.
            double share = random.Uniform(0.45, 1.0);
            centreX += random.Normal(0, 0.10) * width * (1.3 - share);
            centreY += random.Uniform(-0.5, 0.5) * (1.15 - share) * height;
            height *= share;
            width *= random.Chance(0.3) ? 1 : Math.Min(1, share * random.Uniform(0.7, 1.5));
        }
        else if (mode < 0.8)
        {
            double ground = random.Uniform(1.0, 1.7);
            centreX += random.Uniform(-0.3, 0.3) * (ground - 1) * width;
            centreY += random.Uniform(-0.5, 0.5) * (ground - 1) * height;
            width *= ground * random.Uniform(0.8, 1.2);
            height *= ground;
        }

        // Pictures of data sets are often squeezed to a common form.
        double stretch = Math.Exp(random.Chance(0.3) ? random.Uniform(-0.3, 0.55) : random.Normal(0, 0.06));
        double scale = Math.Min(LocaliserInput.Width / (width * stretch), LocaliserInput.Height / height);
        return new ViewWindow(
            centreX, centreY, angle, scale * stretch, scale, width * stretch * scale / 2, height * scale / 2, random.Chance(0.15));
    }

    /// <summary>A field narrowed to the spine: 2.5 to 10 bodies wide, from above or within T12 to below or within L5.</summary>
    private static (double CentreX, double CentreY, double Width, double Height) AroundSpine(IReadOnlyList<VertebraOutline> vertebrae, DeterministicRandom random)
    {
        VertebraOutline first = vertebrae[0], last = vertebrae[^1];
        double step = (last.Centre.Y - first.Centre.Y) / (last.Level - first.Level);
        double body = vertebrae.Average(v => (v.TopRight.X - v.TopLeft.X + v.BottomRight.X - v.BottomLeft.X) / 2);
        double top = first.Centre.Y - (step * ((int)first.Level + random.Uniform(-1.6, 4)));
        double bottom = last.Centre.Y + (step * (VertebralLevel.L5 - last.Level + random.Uniform(-0.7, 4.5)));
        double width = body * Math.Exp(random.Uniform(Math.Log(2.5), Math.Log(10)));
        double centre = vertebrae.Average(v => v.Centre.X) + random.Normal(0, 0.08 * width);
        return (centre, (top + bottom) / 2, width, bottom - top);
    }

    /// <summary>The lower edge of the last thoracic vertebra where most of the film lies above it, in rows; else null.</summary>
    private static double? Thorax(LocaliserFilm film) =>
        film.Vertebrae.FirstOrDefault(v => v.Level == VertebralLevel.T12) is { } last && last.Centre.Y > 0.4 * film.Height ? last.BottomLeft.Y : null;

    /// <summary>Where a film's point falls in the canvas.</summary>
    public ImagePoint ToCanvas(ImagePoint film)
    {
        double dx = film.X - _centreX, dy = film.Y - _centreY;
        double x = ((_cos * dx) - (_sin * dy)) * _scaleX, y = ((_sin * dx) + (_cos * dy)) * _scaleY;
        return new ImagePoint(((LocaliserInput.Width - 1) / 2.0) + (IsMirrored ? -x : x), ((LocaliserInput.Height - 1) / 2.0) + y);
    }

    /// <summary>Whether a canvas point lies within the view.</summary>
    public bool IsInside(ImagePoint canvas) =>
        Math.Abs(canvas.X - ((LocaliserInput.Width - 1) / 2.0)) < _halfWidth && Math.Abs(canvas.Y - ((LocaliserInput.Height - 1) / 2.0)) < _halfHeight;

    /// <summary>Renders the view with grey from 0 to 1; not-a-number outside of it, the ground's grey where the film ends.</summary>
    public float[] Render(Raster film, DeterministicRandom random)
    {
        float[] range = film.Quantiles(0.01, 0.99);
        float low = range[0], inverse = 1 / Math.Max(1e-6f, range[1] - range[0]);
        float ground = random.Chance(0.7) ? low : low + ((float)random.NextDouble() / inverse);
        var canvas = new float[LocaliserInput.Width * LocaliserInput.Height];
        for (int row = 0; row < LocaliserInput.Height; row++)
        {
            for (int column = 0; column < LocaliserInput.Width; column++)
            {
                double x = column - ((LocaliserInput.Width - 1) / 2.0), y = row - ((LocaliserInput.Height - 1) / 2.0);
                int index = (row * LocaliserInput.Width) + column;
                if (Math.Abs(x) > _halfWidth || Math.Abs(y) > _halfHeight)
                {
                    canvas[index] = float.NaN;
                    continue;
                }

                x = (IsMirrored ? -x : x) / _scaleX;
                y /= _scaleY;
                canvas[index] = (film.Sample(_centreX + (_cos * x) + (_sin * y), _centreY - (_sin * x) + (_cos * y), ground) - low) * inverse;
            }
        }

        return canvas;
    }
}
