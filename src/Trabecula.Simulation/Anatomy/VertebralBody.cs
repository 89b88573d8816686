using System.Numerics;

namespace Trabecula.Simulation;

/// <summary>The surface of a vertebral body: a waisted drum, flat behind and rounded in front, with hollow ends.</summary>
internal sealed class VertebralBody
{
    // Half the height of everything that belongs to the body, in halves of its rim's.
    private const float Reach = 1.5f;

    private readonly float _halfWidth, _halfDepth, _waist, _concavity, _wedge, _loss, _rim;

    /// <summary>Takes the measures of one vertebra.</summary>
    public VertebralBody(VertebraDimensions size, VertebraForm form)
    {
        _halfWidth = (float)size.Width / 2;
        _halfDepth = (float)size.Depth / 2;
        HalfHeight = (float)size.Height / 2;
        _waist = (float)form.Waist;
        _concavity = (float)form.Concavity;
        _wedge = (float)form.LateralWedge;
        _loss = (float)form.AnteriorLoss;
        _rim = (float)form.RimRadius;
    }

    /// <summary>Half the height at the rim, mm.</summary>
    public float HalfHeight { get; }

    /// <summary>Depth in mm below the side wall and below the nearer endplate; negative outside.</summary>
    /// <param name="p">In the body's own coordinates.</param>
    /// <param name="spread">How far osteophytes spread the nearer rim, mm.</param>
    public (float Lateral, float Vertical) Depths(Vector3 p, float spread)
    {
        float relative = p.Z / HalfHeight;
        if (MathF.Abs(relative) > Reach || MathF.Abs(p.X) > 1.2f * (_halfWidth + spread) || MathF.Abs(p.Y) > 1.3f * (_halfDepth + spread))
        {
            return (-10, -10);
        }

        float rim = MathF.Min(1, relative * relative);
        float claw = spread * rim * rim * rim;
        float width = (_halfWidth * (1 - (_waist * (1 - rim)))) + claw;
        float depth = (_halfDepth * (1 - (0.8f * _waist * (1 - rim)))) + (0.5f * claw);
        float x = p.X / width, y = p.Y / depth;
        float flat = y < 0 ? y * y * y * y : y * y;
        float radius = MathF.Sqrt((x * x * MathF.Abs(x)) + flat);
        if (radius > 1.3f)
        {
            return (-10, -10);
        }

        float lateral = (1 - radius) * MathF.Min(width, depth) * 0.8f;
        float bowl = _concavity * MathF.Max(0, 1 - (1.3f * radius * radius));
        float anterior = _loss * HalfHeight * (1 + Math.Clamp(y, -1, 1));

        // A claw also grows past the endplate, over the disc.
        float lip = 0.35f * spread * MathF.Max(0, (radius - 0.75f) * 4);
        float top = HalfHeight + (_wedge * 0.5f * x) - bowl - anterior + lip;
        float bottom = -HalfHeight - (_wedge * 0.5f * x) + bowl - lip;
        return (lateral, MathF.Min(top - p.Z, p.Z - bottom));
    }

    /// <summary>Whether the body may be at a height, Z in its own coordinates; false also is right for its osteophytes.</summary>
    public bool Reaches(float z) => MathF.Abs(z / HalfHeight) <= Reach;

    /// <summary>Whether a box may reach the body without osteophytes.</summary>
    public bool Touches(Vector3 low, Vector3 high) =>
        low.X < 1.2f * _halfWidth && high.X > -1.2f * _halfWidth && low.Y < 1.3f * _halfDepth && high.Y > -1.3f * _halfDepth
        && low.Z < Reach * HalfHeight && high.Z > -Reach * HalfHeight;

    /// <summary>Depth below the surface whose rims are rounded.</summary>
    public float Rounded(float lateral, float vertical) => SmoothForm.Both(lateral, vertical, _rim);
}
