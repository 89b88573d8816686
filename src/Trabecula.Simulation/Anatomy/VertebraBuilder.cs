using System.Numerics;

namespace Trabecula.Simulation;

/// <summary>The material of one vertebra.</summary>
/// <param name="TrabecularGcm3">Hydroxyapatite of the body's inside, g/cm³.</param>
/// <param name="ShellGcm2">Mineral per area of the body's shell, g/cm² (0.35 mm of porous cortex, Silva 1994: about 0.03).</param>
/// <param name="PosteriorCortexGcm3">Hydroxyapatite of the cortex of the posterior elements, g/cm³.</param>
/// <param name="PosteriorInsideGcm3">Hydroxyapatite of the inside of the posterior elements, g/cm³.</param>
public sealed record VertebraMaterial(double TrabecularGcm3, double ShellGcm2, double PosteriorCortexGcm3, double PosteriorInsideGcm3);

/// <summary>The form that one vertebra takes beside its size.</summary>
/// <param name="Waist">Loss of width at mid-height, relative (Clouthier 2023: 0.12–0.20).</param>
/// <param name="Concavity">Depth of each endplate at its centre, mm.</param>
/// <param name="LateralWedge">Height of the left side above that of the right, mm.</param>
/// <param name="AnteriorLoss">Loss of anterior height, relative (0 to 0.4; Genant's grades begin at 0.2).</param>
/// <param name="Osteophyte">Spread of the rims by osteophytes, mm, 0 to 6.</param>
/// <param name="IsLumbar">Whether the posterior elements are those of a lumbar vertebra.</param>
public sealed record VertebraForm(double Waist, double Concavity, double LateralWedge, double AnteriorLoss, double Osteophyte, bool IsLumbar);

/// <summary>Makes one vertebra's volume: body with shell and endplates, pedicles, laminae, facets, spinous and transverse processes.</summary>
public static class VertebraBuilder
{
    private const float VoxelMm = 0.7f;

    /// <summary>Builds the volume. The origin is the centre of the body.</summary>
    public static BoneVolume Build(RigidFrame frame, VertebraDimensions size, VertebraForm form, VertebraMaterial material, TrabecularTexture texture)
    {
        var solid = new Solid(size, form, material, texture);
        float halfWidth = (float)Math.Max(size.TransverseSpan / 2, size.Width / 2) + 4 + (float)form.Osteophyte;
        float back = -(float)((size.Depth / 2) + size.CanalDepth + size.SpinousLength + 4);
        float front = (float)((size.Depth / 2) + 4 + form.Osteophyte);
        float up = (float)(size.Height * 0.5) + 9, down = -(float)(size.Height * 0.5) - 18;
        return new BoneVolume(frame, new Vector3(-halfWidth, back, down), new Vector3(halfWidth, front, up), VoxelMm, solid.DensityAt);
    }

    /// <summary>The body's four corners at mid-depth in its own coordinates, as an AP film shows them: upper right of the patient
    /// (left of the picture) first, clockwise as seen from the front.</summary>
    public static IReadOnlyList<Vector3> Corners(VertebraDimensions size, VertebraForm form)
    {
        float half = (float)((size.Width / 2) + (form.Osteophyte * 0.35));
        float height = (float)(size.Height / 2);
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

    private sealed class Solid
    {
        private readonly TrabecularTexture _texture;
        private readonly float _halfWidth, _halfDepth, _halfHeight, _waist, _concavity, _wedge, _loss, _osteophyte;
        private readonly float _trabecular, _shell, _cortex, _inside;
        private readonly Capsule[] _capsules;

        public Solid(VertebraDimensions size, VertebraForm form, VertebraMaterial material, TrabecularTexture texture)
        {
            _texture = texture;
            _halfWidth = (float)size.Width / 2;
            _halfDepth = (float)size.Depth / 2;
            _halfHeight = (float)size.Height / 2;
            _waist = (float)form.Waist;
            _concavity = (float)form.Concavity;
            _wedge = (float)form.LateralWedge;
            _loss = (float)form.AnteriorLoss;
            _osteophyte = (float)form.Osteophyte;
            _trabecular = (float)material.TrabecularGcm3;

            // The shell is thinner than a voxel: its mass is laid down over ShellMm of depth.
            _shell = (float)(material.ShellGcm2 / (ShellMm / 10));
            _cortex = (float)material.PosteriorCortexGcm3;
            _inside = (float)material.PosteriorInsideGcm3;
            _capsules = PosteriorElements(size, form.IsLumbar);
        }

        private const float ShellMm = 1.0f;

        public float DensityAt(Vector3 p)
        {
            float body = BodyDensity(p);
            if (body > 0)
            {
                return body;
            }

            if (p.Y > -_halfDepth + 6)
            {
                return 0;
            }

            float depth = -1;
            foreach (Capsule capsule in _capsules)
            {
                depth = MathF.Max(depth, capsule.DepthInside(p));
            }

            if (depth <= 0)
            {
                return 0;
            }

            // Cortex of laminae and pedicles is about 1 mm (constants: 0.5–2.0 mm), softened over one voxel.
            float inner = Math.Clamp((depth - 0.9f) / 0.7f, 0, 1);
            return MathF.Min(1, depth / 0.5f) * ((_cortex * (1 - inner)) + (_inside * inner * _texture.At(p)));
        }

        private float BodyDensity(Vector3 p)
        {
            float relative = p.Z / _halfHeight;
            if (MathF.Abs(relative) > 1.25f)
            {
                return 0;
            }

            float rim = relative * relative;
            float spread = _osteophyte * rim * rim * rim;
            float width = (_halfWidth * (1 - (_waist * (1 - rim)))) + spread;
            float depth = (_halfDepth * (1 - (0.8f * _waist * (1 - rim)))) + (0.5f * spread);
            float x = p.X / width, y = p.Y / depth;

            // A body is flat behind and rounded in front.
            float flat = y < 0 ? y * y * y * y : y * y;
            float radius = MathF.Sqrt((x * x * MathF.Abs(x)) + flat);
            if (radius > 1.15f)
            {
                return 0;
            }

            float lateral = (1 - radius) * MathF.Min(width, depth) * 0.8f;
            float bowl = _concavity * MathF.Max(0, 1 - (1.3f * radius * radius));
            float anterior = _loss * _halfHeight * (1 + Math.Clamp(y, -1, 1));
            float top = _halfHeight + (_wedge * 0.5f * x) - bowl - anterior;
            float bottom = -_halfHeight - (_wedge * 0.5f * x) + bowl;
            float vertical = MathF.Min(top - p.Z, p.Z - bottom);
            float inside = MathF.Min(lateral, vertical);
            if (inside <= 0)
            {
                return 0;
            }

            float shell = inside < ShellMm ? _shell : 0;

            // Endplates carry about one and a half times the side walls' mineral.
            if (inside < ShellMm && vertical < lateral)
            {
                shell *= 1.5f;
            }

            // Bone is denser towards the endplates than at mid-height.
            float place = 0.88f + (0.24f * rim);
            return shell + (_trabecular * place * _texture.At(p));
        }

        private static Capsule[] PosteriorElements(VertebraDimensions size, bool isLumbar)
        {
            float back = -(float)size.Depth / 2;
            float half = (float)size.Height / 2;
            float pedicleX = (float)((size.CanalWidth + size.PedicleWidth) / 2);
            float pedicleZ = half * 0.38f;
            float ph = (float)size.PedicleHeight / 2, pw = (float)size.PedicleWidth / 2;
            float canalBack = back - (float)size.CanalDepth;
            float span = (float)size.TransverseSpan / 2;
            float tip = canalBack - (float)size.SpinousLength;
            var parts = new List<Capsule>();
            foreach (float side in (ReadOnlySpan<float>)[-1, 1])
            {
                var pedicleBack = new Vector3(side * pedicleX, back - 9, pedicleZ);
                parts.Add(new Capsule(new Vector3(side * pedicleX, back + 6, pedicleZ), pedicleBack, pw, pw, new Vector3(1, 1, pw / ph)));

                // Transverse process, a little backwards and upwards in thoracic vertebrae.
                var transverseTip = new Vector3(side * (span - 3), back - (isLumbar ? 12 : 22), pedicleZ + (isLumbar ? -1 : 3));
                parts.Add(new Capsule(pedicleBack, transverseTip, isLumbar ? 5.2f : 5, isLumbar ? 3.4f : 4, new Vector3(1, 1.4f, 1)));

                // Lamina and the pillar between the facets.
                float facetX = pedicleX + (isLumbar ? 1.5f : 0);
                parts.Add(new Capsule(
                    new Vector3(side * facetX, canalBack + 8, pedicleZ + half * 0.75f),
                    new Vector3(side * facetX * 0.92f, canalBack + 3, -half * 1.2f),
                    isLumbar ? 6.5f : 4.5f, isLumbar ? 5.8f : 4, Vector3.One));
                parts.Add(new Capsule(
                    new Vector3(side * facetX * 0.9f, canalBack + 2, -half * 0.15f),
                    new Vector3(side * 2, canalBack - 3, -half * 0.75f),
                    6, 6.5f, new Vector3(1, 1.8f, 0.8f)));
            }

            // Spinous process: a blade, tall in the lumbar spine, sloping in the thoracic spine.
            float drop = isLumbar ? -half * 0.7f : -half * 1.35f;
            parts.Add(new Capsule(
                new Vector3(0, canalBack - 2, -half * 0.45f), new Vector3(0, tip, drop), 3.4f, 4.2f, new Vector3(1, 1, isLumbar ? 0.38f : 0.7f)));
            return [.. parts];
        }
    }

    /// <summary>A round rod between two points whose radius changes along it, flattened by a scale of the axes.</summary>
    private readonly struct Capsule
    {
        private readonly Vector3 _from, _along, _stretch;
        private readonly float _radiusFrom, _radiusTo, _inverseLength2, _reach2;

        public Capsule(Vector3 from, Vector3 to, float radiusFrom, float radiusTo, Vector3 stretch)
        {
            _stretch = stretch;
            _from = from * _stretch;
            _along = (to * _stretch) - _from;
            _radiusFrom = radiusFrom;
            _radiusTo = radiusTo;
            _inverseLength2 = 1 / _along.LengthSquared();
            float reach = MathF.Max(radiusFrom, radiusTo);
            _reach2 = reach * reach;
        }

        public float DepthInside(Vector3 p)
        {
            Vector3 offset = (p * _stretch) - _from;
            float t = Math.Clamp(Vector3.Dot(offset, _along) * _inverseLength2, 0, 1);
            float distance2 = (offset - (t * _along)).LengthSquared();
            return distance2 >= _reach2 ? -1 : _radiusFrom + (t * (_radiusTo - _radiusFrom)) - MathF.Sqrt(distance2);
        }
    }
}
