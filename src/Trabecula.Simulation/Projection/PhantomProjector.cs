using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>A phantom's line integrals by material for any place of source and detector.</summary>
public static class PhantomProjector
{
    // Densities in g/cm³: muscle and adipose tissue of ICRU-44, red and yellow marrow, hydroxyapatite (section 3.4 of the constants).
    private const float LeanDensity = 1.05f, FatDensity = 0.95f, RedMarrow = 1.03f, YellowMarrow = 0.98f, Hydroxyapatite = 3.156f;

    /// <summary>Projects a phantom.</summary>
    /// <param name="phantom">The person.</param>
    /// <param name="geometry">Source and detector.</param>
    /// <param name="cancellation">Stops between bones.</param>
    /// <param name="threads">How many threads may work, 0 for all; the result does not depend on it.</param>
    public static ProjectionMaps Project(Phantom phantom, ProjectionGeometry geometry, CancellationToken cancellation = default, int threads = 1)
    {
        int count = geometry.Width * geometry.Height;
        float[] mineral = new float[count], boneMm = new float[count];
        foreach (BoneVolume volume in phantom.Volumes)
        {
            cancellation.ThrowIfCancellationRequested();
            VolumeProjector.Add(volume, geometry, mineral, boneMm, threads);
        }

        foreach (BoneTube tube in phantom.Tubes.Concat(phantom.SoftTissue.Calcified))
        {
            TubeProjector.Add(tube, geometry, mineral, boneMm);
        }

        foreach (BoneRibbon rib in phantom.Ribs)
        {
            RibbonProjector.Add(rib, geometry, mineral, boneMm);
        }

        (float[] lean, float[] fat) = SoftTissueProjector.LengthsMm(phantom.SoftTissue, geometry, threads);
        PixelBlocks.ForPixels(count, threads, (start, end) =>
        {
            for (int i = start; i < end; i++)
            {
                float bone = boneMm[i];
                float marrow = Math.Max(0, bone - (mineral[i] * 10 / Hydroxyapatite));
                lean[i] = (Math.Max(0, lean[i] - bone) * LeanDensity / 10) + (marrow * (1 - phantom.MarrowFat) * RedMarrow / 10);
                fat[i] = (fat[i] * FatDensity / 10) + (marrow * phantom.MarrowFat * YellowMarrow / 10);
            }
        });

        return new ProjectionMaps(geometry.Width, geometry.Height, geometry.PixelMm, lean, fat, mineral, SoftTissueProjector.Metal(phantom.SoftTissue, geometry));
    }

    /// <summary>The corners of T12 to L5 in the picture, those vertebrae only that the person has and whose four corners lie within it.</summary>
    /// <param name="phantom">The person.</param>
    /// <param name="geometry">The film.</param>
    /// <param name="frame">The collimation, beneath whose blades nothing is seen; none where it is left out.</param>
    public static IReadOnlyList<VertebraOutline> Outlines(Phantom phantom, ProjectionGeometry geometry, FilmFrame? frame = null)
    {
        var outlines = new List<VertebraOutline>();
        foreach (VertebralLevel level in Enum.GetValues<VertebralLevel>())
        {
            if (phantom.Vertebra(level) is not { } vertebra)
            {
                continue;
            }

            ImagePoint[] corners = [.. vertebra.Corners.Select(geometry.Project)];
            if (corners.All(c => (frame ?? FilmFrame.None).Shows(c, geometry.Width, geometry.Height, geometry.PixelMm)))
            {
                outlines.Add(new VertebraOutline(level, corners[0], corners[1], corners[2], corners[3], 1));
            }
        }

        return outlines;
    }
}
