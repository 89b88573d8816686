using System.Numerics;

namespace Trabecula.Simulation;

/// <summary>Makes one vertebra's volume: body with shell and endplates, pedicles, laminae, facets, spinous and transverse processes.</summary>
public static class VertebraBuilder
{
    private const float VoxelMm = 0.7f;

    /// <summary>Builds the volume without wear. The origin is the centre of the body.</summary>
    public static BoneVolume Build(RigidFrame frame, VertebraDimensions size, VertebraForm form, VertebraMaterial material, TrabecularTexture texture)
    {
        var posterior = new PosteriorElements(size, form);
        var body = new VertebralBody(size, form);
        float halfDepth = (float)size.Depth / 2, rough = (float)material.RoughnessMm;
        float cortexMm = (float)material.PosteriorCortexMm, cortex = (float)material.PosteriorCortexGcm3, spongy = (float)material.PosteriorInsideGcm3;

        // The shell is thinner than a voxel: its mass is laid down over ShellMm of depth.
        float shell = (float)(material.ShellGcm2 / (ShellMm / 10)), plate = (float)material.EndplateFactor, trabecular = (float)material.TrabecularGcm3;

        float Density(Vector3 p)
        {
            // One uneven surface for all: patches of about 5 mm.
            float uneven = float.NaN;
            (float lateral, float vertical) = body.Depths(p, 0);
            if (lateral > -2 && vertical > -2)
            {
                uneven = rough * LatticeNoise.Sample(p * 0.21f);
                float inside = body.Rounded(lateral, vertical) + uneven;
                if (inside > 0)
                {
                    float wall = inside < ShellMm ? shell * (vertical < lateral ? plate : 1) : 0;

                    // Bone is denser towards the endplates than at mid-height.
                    float relative = p.Z / body.HalfHeight;
                    return wall + (trabecular * (0.88f + (0.24f * relative * relative)) * texture.At(p));
                }
            }

            if (p.Y > -halfDepth + 6 && !posterior.ReachesForward)
            {
                return 0;
            }

            float depth = posterior.Depth(p);
            if (depth <= -2)
            {
                return 0;
            }

            depth += float.IsNaN(uneven) ? rough * LatticeNoise.Sample(p * 0.21f) : uneven;
            if (depth <= 0)
            {
                return 0;
            }

            // The cortex ends within a millimetre and more: nowhere is it a sheet of even thickness.
            float inner = Math.Clamp((depth - cortexMm) / 1.1f, 0, 1);
            return MathF.Min(1, depth / 0.6f) * ((cortex * (1 - inner)) + (spongy * inner * texture.At(p)));
        }

        // Unevenness reaches less far than what the rods call near.
        bool MayHold(Vector3 from, Vector3 to) => posterior.Enter(from, to) || body.Touches(from, to);
        (Vector3 low, Vector3 high) = Bounds(size, form);
        return new BoneVolume(frame, low, high, VoxelMm, Density, MayHold);
    }

    /// <summary>Adds what degeneration has done: osteophytes, dense endplates and dense facets.</summary>
    public static void Wear(BoneVolume volume, VertebraDimensions size, VertebraForm form, VertebraMaterial material)
    {
        VertebraWear wear = form.Wear;
        if (wear.EndplateSclerosis == 0 && wear.FacetSclerosis == 0 && wear.Osteophytes.All(o => o < LeastSpur))
        {
            return;
        }

        var body = new VertebralBody(size, form);
        var posterior = new PosteriorElements(size, form);
        bool spurs = wear.Osteophytes.Any(o => o >= LeastSpur);
        float gain = (float)wear.FacetSclerosis, plate = (float)wear.EndplateSclerosis;
        float spur = (float)Math.Max(0.25, 2 * material.TrabecularGcm3);
        float backOfBody = -(float)size.Depth / 2;
        bool MayGrow(float z) => spurs && MathF.Abs(z) >= 0.3f * body.HalfHeight && body.Reaches(z);
        volume.Change(Worn, MayGrow);

        float Worn(Vector3 p, float value)
        {
            if (value == 0)
            {
                float spread = Spread(wear.Osteophytes, p) * (1 + (0.5f * LatticeNoise.Sample(p * 0.17f)));
                if (spread < LeastSpur)
                {
                    return 0;
                }

                (float lateral, float vertical) = body.Depths(p, spread);
                float inside = MathF.Min(lateral, vertical);
                return inside > 0 ? spur * MathF.Min(1, inside) : 0;
            }

            if (p.Y > backOfBody)
            {
                (_, float vertical) = body.Depths(p, 0);
                return value + (vertical is > 0 and < 4 ? plate * (1 - (vertical / 4)) : 0);
            }

            return gain > 0 && posterior.IsFacet(p) ? value * (1 + gain) : value;
        }
    }

    /// <summary>The body's four corners at mid-depth in its own coordinates, without osteophytes, as an AP film shows them: upper right
    /// of the patient (left of the picture) first, clockwise as seen from the front.</summary>
    public static IReadOnlyList<Vector3> Corners(VertebraDimensions size, VertebraForm form)
    {
        float half = (float)(size.Width / 2), height = (float)(size.Height / 2);
        float wedge = (float)(form.LateralWedge / 4);
        float loss = (float)(form.AnteriorLoss * size.Height * 0.5);
        return
        [
            new Vector3(-half, 0, height - wedge - loss),
            new Vector3(half, 0, height + wedge - loss),
            new Vector3(half, 0, -height - wedge),
            new Vector3(-half, 0, -height + wedge),
        ];
    }

    private const float ShellMm = 1.0f;

    // Smaller than half a voxel.
    private const float LeastSpur = 0.3f;

    private static (Vector3 Low, Vector3 High) Bounds(VertebraDimensions size, VertebraForm form)
    {
        float spurs = (float)form.Wear.Osteophytes.Max();
        float halfWidth = (float)Math.Max((size.TransverseSpan / 2) + 3, (size.Width / 2) + 4 + (1.3f * spurs));
        float back = -(float)((size.Depth / 2) + size.CanalDepth + size.SpinousLength + 5);
        float front = (float)(size.Depth / 2) + 4 + (0.7f * spurs);
        float half = (float)(size.Height / 2), low = -half - 22;
        if (form.Wings is { } wings)
        {
            // Down to the alae.
            foreach (float side in (ReadOnlySpan<float>)[-1, 1])
            {
                Vector3 ala = wings.Ala(side, 1);
                halfWidth = MathF.Max(halfWidth, MathF.Abs(ala.X) + 10);
                (low, front) = (MathF.Min(low, ala.Z - 10), MathF.Max(front, ala.Y + 10));
            }
        }

        return (new Vector3(-halfWidth, back, low), new Vector3(halfWidth, front, half + 11));
    }

    private static float Spread(IReadOnlyList<double> osteophytes, Vector3 p) =>
        (float)osteophytes[(p.Z < 0 ? 2 : 0) + (p.X > 0 ? 1 : 0)];
}
