using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>Where the X-ray source and the detector are, in the patient's coordinates (mm).</summary>
/// <param name="Source">The focal spot.</param>
/// <param name="FirstPixel">Centre of the detector's first pixel (top left of the picture).</param>
/// <param name="Right">Unit vector of the picture's right.</param>
/// <param name="Down">Unit vector of the picture's down.</param>
/// <param name="PixelMm">Pixel pitch.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
public sealed record ProjectionGeometry(Vector3 Source, Vector3 FirstPixel, Vector3 Right, Vector3 Down, float PixelMm, int Width, int Height)
{
    /// <summary>A film taken from the front, or turned about the patient's long axis.</summary>
    /// <param name="aim">The point of the patient that the central ray meets.</param>
    /// <param name="turnRadians">0 for AP; π/2 for a lateral film from the patient's left.</param>
    /// <param name="tiltRadians">Turn of the detector in its own plane.</param>
    /// <param name="sidMm">Source to image distance.</param>
    /// <param name="behindMm">From <paramref name="aim"/> to the detector.</param>
    /// <param name="widthMm">Width of the field at the detector.</param>
    /// <param name="heightMm">Height of the field at the detector.</param>
    /// <param name="pixelMm">Pixel pitch.</param>
    public static ProjectionGeometry Film(Vector3 aim, double turnRadians, double tiltRadians, double sidMm, double behindMm, double widthMm, double heightMm, double pixelMm)
    {
        Quaternion turn = Quaternion.CreateFromAxisAngle(Vector3.UnitZ, (float)turnRadians);
        Vector3 toSource = Vector3.Transform(Vector3.UnitY, turn);
        Vector3 across = Vector3.Transform(Vector3.UnitX, turn);
        float cos = MathF.Cos((float)tiltRadians), sin = MathF.Sin((float)tiltRadians);
        Vector3 right = (cos * across) + (sin * Vector3.UnitZ);
        Vector3 down = (-cos * Vector3.UnitZ) + (sin * across);
        int width = (int)Math.Round(widthMm / pixelMm), height = (int)Math.Round(heightMm / pixelMm);
        Vector3 centre = aim - ((float)behindMm * toSource);
        Vector3 first = centre - (0.5f * (float)pixelMm * (((width - 1) * right) + ((height - 1) * down)));
        return new ProjectionGeometry(centre + ((float)sidMm * toSource), first, right, down, (float)pixelMm, width, height);
    }

    // Far enough for rays to be parallel to 1 % of the field; from further away single precision would round chords by millimetres.
    private const double ScannerMm = 2e4;

    /// <summary>Rays of a scanner table: parallel for all practical purposes, seen from the front.</summary>
    /// <param name="centre">The middle of the scan.</param>
    /// <param name="widthMm">Width.</param>
    /// <param name="heightMm">Height.</param>
    /// <param name="pixelMm">Pixel pitch.</param>
    /// <param name="turnRadians">How far the patient is turned about the long axis.</param>
    /// <param name="tiltRadians">How far the long axis is turned in the table's plane.</param>
    public static ProjectionGeometry Scan(
        Vector3 centre, double widthMm, double heightMm, double pixelMm, double turnRadians = 0, double tiltRadians = 0) =>
        Film(centre, turnRadians, tiltRadians, ScannerMm, 100, widthMm, heightMm, pixelMm);

    /// <summary>The same field with pixels larger or smaller by a factor; its size is rounded to whole pixels.</summary>
    public ProjectionGeometry WithPixelsScaled(double factor)
    {
        int width = Math.Max(1, (int)Math.Round(Width / factor)), height = Math.Max(1, (int)Math.Round(Height / factor));
        float pixelMm = (float)(PixelMm * factor);
        Vector3 centre = PixelCentre((Width - 1) / 2f, (Height - 1) / 2f);
        Vector3 first = centre - (0.5f * pixelMm * (((width - 1) * Right) + ((height - 1) * Down)));
        return this with { FirstPixel = first, PixelMm = pixelMm, Width = width, Height = height };
    }

    /// <summary>The point of the detector that a pixel's centre is.</summary>
    public Vector3 PixelCentre(float column, float row) => FirstPixel + (PixelMm * ((column * Right) + (row * Down)));

    /// <summary>Where a point of the patient falls in the picture, in pixels.</summary>
    public ImagePoint Project(Vector3 point)
    {
        Vector3 normal = Vector3.Cross(Right, Down);
        Vector3 ray = point - Source;
        float t = Vector3.Dot(FirstPixel - Source, normal) / Vector3.Dot(ray, normal);
        Vector3 hit = Source + (t * ray) - FirstPixel;
        return new ImagePoint(Vector3.Dot(hit, Right) / PixelMm, Vector3.Dot(hit, Down) / PixelMm);
    }

    /// <summary>How many times larger a thing at <paramref name="point"/> is in the picture.</summary>
    public double Magnification(Vector3 point)
    {
        Vector3 normal = Vector3.Cross(Right, Down);
        return Vector3.Dot(FirstPixel - Source, normal) / Vector3.Dot(point - Source, normal);
    }

    /// <summary>The pixels, clipped to the picture, that a set of points and a margin cover; empty where none.</summary>
    internal (int Left, int Top, int Right, int Bottom) Cover(ReadOnlySpan<Vector3> points, float marginMm)
    {
        double left = double.MaxValue, top = double.MaxValue, right = double.MinValue, bottom = double.MinValue;
        foreach (Vector3 point in points)
        {
            ImagePoint at = Project(point);
            double margin = marginMm * Magnification(point) / PixelMm;
            left = Math.Min(left, at.X - margin);
            right = Math.Max(right, at.X + margin);
            top = Math.Min(top, at.Y - margin);
            bottom = Math.Max(bottom, at.Y + margin);
        }

        return (
            (int)Math.Clamp(Math.Floor(left), 0, Width),
            (int)Math.Clamp(Math.Floor(top), 0, Height),
            (int)Math.Clamp(Math.Ceiling(right) + 1, 0, Width),
            (int)Math.Clamp(Math.Ceiling(bottom) + 1, 0, Height));
    }
}
