using Trabecula.Domain;
using Trabecula.Simulation;

namespace Trabecula.Benchmarks;

/// <summary>Makes an AP film of a CT through the simulation's own projector, detector and processing.</summary>
internal static class ProjectedCt
{
    private const double SidMm = 1100, TableGapMm = 75, PixelMm = 0.4;

    // Rays graze a body's rim; what they cross there is not seen.
    private const float SeenMm = 6;

    // TotalSegmentator's labels: L5 is 27, T12 32.
    private const int LabelOfL5 = 27;

    /// <summary>Projects a CT.</summary>
    /// <param name="ct">The CT in Hounsfield units, <c>.nii.gz</c>.</param>
    /// <param name="output">A PNG of 16 bits; corners go to a table beside it, of the same name with <c>.csv</c>.</param>
    /// <param name="mask">TotalSegmentator's labels on the CT's grid, or null.</param>
    /// <param name="bodies">Non-zero where a vertebral body is, on the CT's grid, or null: then corners are those of whole vertebrae.</param>
    /// <param name="filmSeed">Seed of technique, processing and noise.</param>
    /// <exception cref="TrabeculaException">A file cannot be read or written; <c>unreadable</c> where grids differ.</exception>
    public static void Run(string ct, string output, string? mask, string? bodies, ulong filmSeed)
    {
        NiftiVolume volume = NiftiVolume.Read(ct);
        NiftiVolume? labels = OnSameGrid(mask, volume), within = OnSameGrid(bodies, volume);
        var body = new CtBody(volume);
        double behind = (body.Size.Y / 2) + TableGapMm;

        // The field stays within the CT: beyond its first and last slice there is nothing.
        double magnification = SidMm / (SidMm - behind + (body.Size.Y / 2));
        var geometry = ProjectionGeometry.Film(body.Middle, 0, 0, SidMm, behind, body.Size.X * magnification, body.Size.Z * magnification, PixelMm);
        TechniqueFactors technique = TechniqueFactors.Draw(filmSeed) with { SidMm = SidMm, Magnification = SidMm / (SidMm - behind) };
        DetectorImage exposed = FilmExposure.Expose(body.Project(geometry, labels), technique, new DetectorModel(), filmSeed);
        FilmPng.Write(output, VendorProcessing.ForPresentation(exposed, VendorChain.Draw(filmSeed) with { IsMonochrome1 = false }));
        if (labels is not null)
        {
            VertebraOutline[] outlines = [.. Enum.GetValues<VertebralLevel>()
                .Select(level => Outline(level, geometry, body.LengthMm(geometry, i => labels.Values[i] == LabelOfL5 + VertebralLevel.L5 - level && within?.Values[i] is not 0)))
                .OfType<VertebraOutline>()];
            LandmarkTable.Write(Path.ChangeExtension(output, ".csv"), [new FilmLandmarks(Path.GetFileName(output), outlines)]);
        }
    }

    private static NiftiVolume? OnSameGrid(string? path, NiftiVolume ct)
    {
        if (path is null)
        {
            return null;
        }

        NiftiVolume mask = NiftiVolume.Read(path);
        return mask.Counts == ct.Counts && mask.Axes == ct.Axes && mask.Origin == ct.Origin
            ? mask
            : throw new TrabeculaException("unreadable", $"{path} lies on another grid than the CT.");
    }

    // A corner is the pixel that lies furthest out along its diagonal, measured in the silhouette's own width and height.
    private static VertebraOutline? Outline(VertebralLevel level, ProjectionGeometry geometry, float[] lengthMm)
    {
        (int X, int Y)[] seen = [.. Enumerable.Range(0, lengthMm.Length).Where(i => lengthMm[i] > SeenMm).Select(i => (i % geometry.Width, i / geometry.Width))];
        if (seen.Length == 0)
        {
            return null;
        }

        double left = seen.Min(p => p.X), right = seen.Max(p => p.X), top = seen.Min(p => p.Y), bottom = seen.Max(p => p.Y);
        bool isCut = left == 0 || top == 0 || right == geometry.Width - 1 || bottom == geometry.Height - 1;
        ImagePoint Corner(int across, int down)
        {
            (int x, int y) = seen.MaxBy(p => (across * p.X / (right - left + 1)) + (down * p.Y / (bottom - top + 1)));
            return new ImagePoint(x, y);
        }

        return isCut ? null : new VertebraOutline(level, Corner(-1, -1), Corner(1, -1), Corner(1, 1), Corner(-1, 1), 1);
    }
}
