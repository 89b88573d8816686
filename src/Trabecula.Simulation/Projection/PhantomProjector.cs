using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>A phantom's line integrals by material for any place of source and detector.</summary>
public static class PhantomProjector
{
    // Densities in g/cm³: muscle and adipose tissue of ICRU-44, red and yellow marrow, hydroxyapatite (section 3.4 of the constants).
    private const float LeanDensity = 1.05f, FatDensity = 0.95f, RedMarrow = 1.03f, YellowMarrow = 0.98f, Hydroxyapatite = 3.156f;

    // A lung is about three quarters air.
    private const float LungAir = 0.75f;
    private const float SoftTissueGridMm = 1.2f;

    /// <summary>Projects a phantom.</summary>
    public static ProjectionMaps Project(Phantom phantom, ProjectionGeometry geometry, CancellationToken cancellation = default)
    {
        int count = geometry.Width * geometry.Height;
        float[] mineral = new float[count], boneMm = new float[count];
        foreach (BoneVolume volume in phantom.Volumes)
        {
            cancellation.ThrowIfCancellationRequested();
            VolumeProjector.Add(volume, geometry, mineral, boneMm);
        }

        foreach (BoneTube tube in phantom.Tubes)
        {
            TubeProjector.Add(tube, geometry, mineral, boneMm);
        }

        (float[] lean, float[] fat) = SoftTissueMm(phantom.SoftTissue, geometry);
        for (int i = 0; i < count; i++)
        {
            float bone = boneMm[i];
            float marrow = Math.Max(0, bone - (mineral[i] * 10 / Hydroxyapatite));
            lean[i] = (Math.Max(0, lean[i] - bone) * LeanDensity / 10) + (marrow * (1 - phantom.MarrowFat) * RedMarrow / 10);
            fat[i] = (fat[i] * FatDensity / 10) + (marrow * phantom.MarrowFat * YellowMarrow / 10);
        }

        return new ProjectionMaps(geometry.Width, geometry.Height, geometry.PixelMm, lean, fat, mineral, new float[count]);
    }

    /// <summary>The corners of T12 to L5 in the picture, those vertebrae only whose four corners lie within it.</summary>
    public static IReadOnlyList<VertebraOutline> Outlines(Phantom phantom, ProjectionGeometry geometry)
    {
        var outlines = new List<VertebraOutline>();
        foreach (VertebralLevel level in Enum.GetValues<VertebralLevel>())
        {
            ImagePoint[] corners = [.. phantom.Vertebra(level).Corners.Select(geometry.Project)];
            if (corners.All(c => c.X >= 0 && c.Y >= 0 && c.X <= geometry.Width - 1 && c.Y <= geometry.Height - 1))
            {
                outlines.Add(new VertebraOutline(level, corners[0], corners[1], corners[2], corners[3], 1));
            }
        }

        return outlines;
    }

    /// <summary>Lengths of lean and fat along each ray, computed on a coarser grid: soft tissue has no finer detail.</summary>
    private static (float[] Lean, float[] Fat) SoftTissueMm(SoftTissue tissue, ProjectionGeometry fine)
    {
        int step = Math.Max(1, (int)Math.Round(SoftTissueGridMm / fine.PixelMm));
        int width = ((fine.Width - 1) / step) + 2, height = ((fine.Height - 1) / step) + 2;
        ProjectionGeometry coarse = fine with { PixelMm = fine.PixelMm * step, Width = width, Height = height };
        int count = width * height;
        float[] trunk = new float[count], wall = new float[count], psoas = new float[count];
        float[] visceral = Chords([tissue.VisceralFat], coarse), organs = Chords(tissue.Organs, coarse);
        float[] gas = Chords(tissue.Gas, coarse), lungs = Chords(tissue.Lungs, coarse), heart = Chords([tissue.Heart], coarse);
        foreach ((Vector3 from, Vector3 to, float radius) in tissue.Psoas)
        {
            TubeProjector.AddLength([from, to], radius, coarse, psoas);
        }

        float[] lean = new float[count], fat = new float[count];
        for (int i = 0; i < count; i++)
        {
            Vector3 direction = Vector3.Normalize(coarse.PixelCentre(i % width, i / width) - coarse.Source);
            trunk[i] = tissue.Trunk.Chord(coarse.Source, direction);
            wall[i] = Math.Min(trunk[i], tissue.MuscleWall.Chord(coarse.Source, direction));
            float inside = Math.Max(0, Math.Min(visceral[i], wall[i] - 20) - organs[i] - psoas[i]);
            float visceralFat = inside * tissue.VisceralFatShare;
            float air = gas[i] + (Math.Max(0, lungs[i] - heart[i]) * LungAir);
            lean[i] = Math.Max(0, wall[i] - visceralFat - air);
            fat[i] = trunk[i] - wall[i] + visceralFat;
        }

        return (Enlarge(lean, width, fine, step), Enlarge(fat, width, fine, step));
    }

    private static float[] Chords(IReadOnlyList<Ellipsoid> ellipsoids, ProjectionGeometry geometry)
    {
        var lengths = new float[geometry.Width * geometry.Height];
        foreach (Ellipsoid ellipsoid in ellipsoids)
        {
            float reach = MathF.Max(ellipsoid.Radii.X, MathF.Max(ellipsoid.Radii.Y, ellipsoid.Radii.Z));
            (int left, int top, int right, int bottom) = geometry.Cover([ellipsoid.Centre], reach * 1.05f);
            for (int row = top; row < bottom; row++)
            {
                for (int column = left; column < right; column++)
                {
                    Vector3 direction = Vector3.Normalize(geometry.PixelCentre(column, row) - geometry.Source);
                    lengths[(row * geometry.Width) + column] += ellipsoid.Chord(geometry.Source, direction);
                }
            }
        }

        return lengths;
    }

    private static float[] Enlarge(float[] coarse, int coarseWidth, ProjectionGeometry fine, int step)
    {
        var result = new float[fine.Width * fine.Height];
        for (int row = 0; row < fine.Height; row++)
        {
            int y = row / step;
            float dy = (float)(row % step) / step;
            for (int column = 0; column < fine.Width; column++)
            {
                int start = (y * coarseWidth) + (column / step);
                float dx = (float)(column % step) / step;
                float above = coarse[start] + (dx * (coarse[start + 1] - coarse[start]));
                float below = coarse[start + coarseWidth] + (dx * (coarse[start + coarseWidth + 1] - coarse[start + coarseWidth]));
                result[(row * fine.Width) + column] = above + (dy * (below - above));
            }
        }

        return result;
    }
}
