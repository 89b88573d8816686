using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>The form of the sacrum: fused bodies, alae, foramina, canal, crest and the first coccygeal vertebrae.</summary>
/// <remarks>
/// Coordinates are the mean adult's in mm: origin at the centre of S1's upper endplate, Z out of it. Width and length are near
/// 105 and 105 mm (Gray's Anatomy, 41st ed., ch. 43); the rest is drawn by hand after common anatomy.
/// </remarks>
internal sealed class Sacrum
{
    private readonly PelvisShape _shape;
    private readonly float _length, _sin, _cos, _lean, _wingFall;
    private readonly Vector4[] _foramina = new Vector4[8];
    private readonly Vector4[] _crest = new Vector4[4];
    private readonly float _coccyx, _canal;
    private readonly BoneNoise _surface, _coarse, _fine;

    /// <summary>Draws a sacrum.</summary>
    public Sacrum(PelvisShape shape, DeterministicRandom random)
    {
        _shape = shape;
        _length = 100 * shape.SacralLength;
        (_sin, _cos) = MathF.SinCos(shape.SacralTilt);
        _lean = (float)random.Normal(0, 0.025);
        _wingFall = (float)random.Uniform(0.12, 0.5);
        _coccyx = (float)random.Uniform(8, 22);
        _canal = (float)random.Uniform(0.8, 1.15);
        for (int i = 0; i < _foramina.Length; i++)
        {
            int row = i / 2;
            _foramina[i] = new Vector4(
                (i % 2 == 0 ? 1 : -1) * (23.5f - (2.8f * row) + (float)random.Normal(0, 1)) * shape.SacralWidth,
                (27 + (18.5f * row) + (float)random.Normal(0, 1.2)) * shape.SacralLength,
                4.4f - (0.4f * row) + (float)random.Normal(0, 0.35),
                (float)random.Uniform(7, 11) - row);
        }

        for (int i = 0; i < _crest.Length; i++)
        {
            _crest[i] = new Vector4((float)random.Normal(0, 1), (9 + (17 * i) + (float)random.Normal(0, 2)) * shape.SacralLength, (float)random.Uniform(2, 4), (float)random.Uniform(3, 9));
        }

        (_surface, _coarse, _fine) = (new BoneNoise(random, 9), new BoneNoise(random, 7), new BoneNoise(random, 2.4));
    }

    /// <summary>Depth below the smooth surface at a point, mm.</summary>
    public float Depth(Vector3 own)
    {
        Vector3 q = Straight(own);
        float down = -q.Z, share = Math.Clamp(down / _length, -0.1f, 1.1f), width = _shape.SacralWidth;
        float x = MathF.Abs(q.X), y = q.Y;

        // The bodies taper downwards; the promontory is their front upper edge.
        float half = (25 - (15 * share)) * width, deep = 16 - (10.5f * share);
        float body = SmoothForm.Both(SmoothForm.Column(x, y, half, deep), MathF.Min(down, _length - down), 3);

        // Alae and lateral masses: their upper side falls outwards, their ends meet the ilia.
        float outer = ((53 - (10 * SmoothForm.Rise(0, 55, down)) - (32 * SmoothForm.Rise(46, 112 * _shape.SacralLength, down))) * width) - x;
        float wing = MathF.Max(0, x - (20 * width));
        float top = (down - 1 - (_wingFall * wing)) * 0.95f;
        float thick = 15.5f - (10 * share) - (0.12f * wing) - MathF.Abs(y + 3 + ((0.3f - (0.2f * share)) * wing));
        float mass = SmoothForm.Both(SmoothForm.Both(outer * 0.85f, MathF.Min(top, _length - 6 - down), 8), thick, 9);
        float form = SmoothForm.Union(body, mass, 6);

        // Laminae behind, open below; articular processes reach up to L5.
        float behind = y + deep + 9 - (4 * share);
        float arch = SmoothForm.Both(SmoothForm.Column(x, behind, 24 - (15 * share), 13 - (8 * share)), MathF.Min(down - 3, (0.8f * _length) - down), 5);
        form = SmoothForm.Union(form, arch, 4);
        var turned = new Vector3(x, q.Y, q.Z);
        form = SmoothForm.Union(form, SmoothForm.Rod(turned, new Vector3(22, -22, -12), new Vector3(23, -28, 5), 8, 5), 6);
        foreach (Vector4 c in _crest)
        {
            var spine = new Vector3(q.X - c.X, behind + 11 - (7 * share), down - c.Y);
            form = SmoothForm.Union(form, SmoothForm.Ellipsoid(spine, new Vector3(c.Z, 4 + (0.4f * c.W), c.W)), 4);
        }

        form = SmoothForm.Without(form, SmoothForm.Column(x, behind, (12.5f - (8 * share)) * _canal, (7 - (3.5f * share)) * _canal), 3);
        foreach (Vector4 f in _foramina)
        {
            // They open forwards and outwards as funnels; seen from the front their roofs lie along the rays and show as arcs.
            if (MathF.Abs(down - f.Y) > 26 || q.X * f.X < 0)
            {
                continue;
            }

            float outwards = MathF.Sign(f.X);
            Vector3 inside = new(f.X, -2, -f.Y), front = inside + new Vector3(outwards * 7, 20, 6);
            form = SmoothForm.Without(form, SmoothForm.Rod(q, inside, front, f.Z, f.W), 3);
            form = SmoothForm.Without(form, SmoothForm.Rod(q, inside, inside + new Vector3(outwards * 1, -26, -6), f.Z, 2.4f), 2);
        }

        return SmoothForm.Union(form, SmoothForm.Rod(q, new Vector3(0, 1, -_length - 2), new Vector3(_lean * 60, 7, -_length - _coccyx), 7.5f, 4), 4);
    }

    /// <summary>The broad processes by which the vertebra above meets this sacrum.</summary>
    /// <param name="numbering">Whether and how it does.</param>
    /// <param name="vertebra">Where the vertebra lies.</param>
    /// <param name="sacrum">Where the sacrum lies.</param>
    /// <param name="size">The sacrum's scale.</param>
    /// <returns>The processes, or null where both are plain.</returns>
    public SacralWings? Wings(SpineNumbering numbering, RigidFrame vertebra, RigidFrame sacrum, float size)
    {
        if (numbering is { Right: SacralJoint.None, Left: SacralJoint.None })
        {
            return null;
        }

        float Within(Vector3 p) => size * Depth(sacrum.ToOwn(vertebra.ToPatient(p)) / size);
        Vector3 Ala(float side, float outwards)
        {
            float x = (27 + (19 * outwards)) * _shape.SacralWidth;
            var top = new Vector3(side * x, -5 - (4 * outwards), -2 - (_wingFall * (x - (20 * _shape.SacralWidth))));
            return vertebra.ToOwn(sacrum.ToPatient(size * top));
        }

        return new SacralWings(numbering.Right, numbering.Left, Within, Ala);
    }

    /// <summary>Hydroxyapatite in g/cm³ at a point.</summary>
    public float Density(Vector3 own, float size, float rampMm, float cortex, float inside)
    {
        float depth = (Depth(own) + (0.9f * _surface.At(own))) * size;
        if (depth < -rampMm)
        {
            return 0;
        }

        Vector3 q = Straight(own);
        float share = Math.Clamp(-q.Z / _length, 0, 1), x = MathF.Abs(q.X);
        float wall = 1.0f * _shape.Cortex * (1 + (0.6f * _coarse.At(own))) * (1 - (0.4f * share));

        // The endplate of S1 is thicker, the alae's walls thinner; remnants of the discs cross the bodies.
        wall += 0.9f * _shape.Cortex * SmoothForm.Rise(-5, -1, q.Z) * SmoothForm.Rise(28, 22, x);
        wall *= 1 - (0.4f * SmoothForm.Rise(26, 42, x));
        float remnant = ((-q.Z / _shape.SacralLength) - 27) / 19;
        float plate = MathF.Exp(-MathF.Pow((remnant - MathF.Round(remnant)) * 19 / 1.6f, 2)) * SmoothForm.Rise(22, 12, x) * (remnant > -0.5f ? 1 : 0);

        // The alae hold little trabecular bone, and density falls from S1 downwards (Zheng 2000 found S1's body twice the ala's).
        float trabecular = inside * _shape.Inside * (1 - (0.45f * SmoothForm.Rise(20, 34, x))) * (1 - (0.45f * share)) * (1 + (0.8f * plate));
        trabecular *= MathF.Max(0.15f, 1 + (_shape.Mottling * ((1.2f * _coarse.At(own)) + _fine.At(own))));
        return BoneWall.Density(depth, wall * size, rampMm, cortex * (1 - (0.35f * share)), trabecular);
    }

    /// <summary>Takes the tilt, the lean and the curve out of a point.</summary>
    private Vector3 Straight(Vector3 p)
    {
        float down = -p.Z * SmoothForm.Rise(-20, 30, -p.Z);
        float y = p.Y - (_sin * down), share = Math.Clamp(-p.Z / _length, 0, 1.3f);
        return new Vector3(p.X - (_lean * down), y + (4 * _shape.SacralBulge * share * (1 - share)), p.Z / _cos);
    }
}
