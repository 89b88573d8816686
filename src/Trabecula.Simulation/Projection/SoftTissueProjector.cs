using System.Numerics;

namespace Trabecula.Simulation;

/// <summary>Line integrals through the trunk without its bones.</summary>
internal static class SoftTissueProjector
{
    // A lung at rest holds about three quarters air: 0.25 g/cm³.
    private const float LungAir = 0.75f;

    // One mm in the patient: the edges of gas are no sharper.
    private const float GridMm = 1.2f;

    private const int RowsPerBlock = 16;

    // Subcutaneous and between the muscles of an arm.
    private const float ArmFat = 0.25f;

    /// <summary>Lengths of lean and fat along each ray (mm), computed on a coarser grid: soft tissue has no finer detail.</summary>
    public static (float[] Lean, float[] Fat) LengthsMm(SoftTissue tissue, ProjectionGeometry fine, int threads = 1)
    {
        int step = Math.Max(1, (int)Math.Round(GridMm / fine.PixelMm));
        int width = ((fine.Width - 1) / step) + 2, height = ((fine.Height - 1) / step) + 2;
        ProjectionGeometry coarse = fine with { PixelMm = fine.PixelMm * step, Width = width, Height = height };
        float[] visceral = Chords([tissue.VisceralFat], coarse), organs = Chords(tissue.Organs, coarse);
        float[] lean = new float[width * height], fat = new float[width * height];
        foreach ((Vector3 from, Vector3 to, float radius) in tissue.Arms)
        {
            TubeProjector.AddLength([from, to], radius, coarse, lean);
        }

        var facing = new FacingPlane(tissue.Trunk, coarse);
        PixelBlocks.ForBlocks(height, RowsPerBlock, threads, (first, end) =>
        {
            for (int i = first * width; i < end * width; i++)
            {
                float arm = lean[i];
                lean[i] = arm * (1 - ArmFat);
                fat[i] = arm * ArmFat;
                Vector3 direction = Vector3.Normalize(coarse.PixelCentre(i % width, i / width) - coarse.Source);
                float trunk = tissue.Trunk.Chord(coarse.Source, direction);
                if (trunk <= 0)
                {
                    continue;
                }

                float wall = Math.Min(trunk, tissue.MuscleWall.Chord(coarse.Source, direction));
                Vector2 retro = facing.Hit(direction, tissue.FatPlanes.PlaneY), front = facing.Hit(direction, tissue.Gas.PlaneY);
                float between = Math.Max(0, Math.Min(visceral[i], wall - 20) - organs[i]) * tissue.VisceralFatShare;
                float lung = tissue.Lungs is { } lungs ? lungs.DepthAt(retro.X, retro.Y) * LungAir : 0;
                float own = Math.Clamp(trunk - wall + between + tissue.FatPlanes.At(retro.X, retro.Y), 0, trunk);
                float air = Math.Min(tissue.Gas.At(front.X, front.Y) + lung, 0.9f * (trunk - own));
                lean[i] += trunk - own - air;
                fat[i] += own;
            }
        });

        return (Enlarge(lean, width, fine, step, threads), Enlarge(fat, width, fine, step, threads));
    }

    /// <summary>Copper-equivalent metal, g/cm².</summary>
    public static float[] Metal(SoftTissue tissue, ProjectionGeometry geometry)
    {
        var metal = new float[geometry.Width * geometry.Height];
        foreach (IGrouping<float, MetalRod> kind in tissue.Metal.GroupBy(m => m.CopperGcm3))
        {
            var lengthMm = new float[metal.Length];
            foreach (MetalRod rod in kind)
            {
                TubeProjector.AddLength(rod.Points, rod.RadiusMm, geometry, lengthMm);
            }

            for (int i = 0; i < metal.Length; i++)
            {
                metal[i] += lengthMm[i] * kind.Key / 10;
            }
        }

        return metal;
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

    private static float[] Enlarge(float[] coarse, int coarseWidth, ProjectionGeometry fine, int step, int threads)
    {
        var result = new float[fine.Width * fine.Height];
        PixelBlocks.ForBlocks(fine.Height, RowsPerBlock, threads, (first, end) =>
        {
            for (int row = first; row < end; row++)
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
        });

        return result;
    }

    /// <summary>The upright plane through the trunk that faces the beam, in whose coordinates coronal maps are read.</summary>
    private readonly struct FacingPlane
    {
        private readonly Vector3 _source, _toSource, _across;
        private readonly float _front, _compression;

        public FacingPlane(EllipticTrunk trunk, ProjectionGeometry geometry)
        {
            _source = geometry.Source;
            Vector3 normal = Vector3.Cross(geometry.Right, geometry.Down);
            _toSource = Vector3.Normalize(new Vector3(normal.X, normal.Y, 0));
            _across = new Vector3(_toSource.Y, -_toSource.X, 0);
            float wide = trunk.HalfWidth * _across.X, deep = trunk.HalfDepth * _across.Y;

            // From the front the map keeps its width; from the side it is squeezed to the trunk's depth.
            _compression = trunk.HalfWidth / MathF.Sqrt((wide * wide) + (deep * deep));
            _front = _toSource.Y;
        }

        public Vector2 Hit(Vector3 direction, float planeY)
        {
            float away = (planeY * _front) - Vector3.Dot(_source, _toSource);
            Vector3 at = _source + (away / Vector3.Dot(direction, _toSource) * direction);
            return new Vector2(Vector3.Dot(at, _across) * _compression, at.Z);
        }
    }
}
