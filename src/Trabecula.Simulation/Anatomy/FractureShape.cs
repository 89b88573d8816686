using System.Numerics;

namespace Trabecula.Simulation;

/// <summary>What a compression fracture does to a vertebra: endplates sink, and the mineral of what was between them is pressed into what is
/// left.</summary>
internal sealed class FractureShape
{
    // The upper endplate gives way first in wedges and crushes (constructed).
    private const float UpperInWedge = 0.8f, UpperInCrush = 0.65f, UpperInBiconcave = 0.55f;

    // Behind the body's back wall the loss fades over these mm: pedicles are spared, a crushed wall is pushed into the canal.
    private const float FadeMm = 7;

    // Crushed bone is packed about twice as dense below the endplate that sank; at least that deep.
    private const float Packed = 2, LeastZoneMm = 6;

    // What impaction leaves uneven, relative to the loss.
    private const float Unevenness = 0.12f;

    private readonly VertebralFracture _fracture;
    private readonly float _halfWidth, _halfDepth, _halfHeight, _upper;

    /// <summary>Takes the measures of the vertebra before it broke.</summary>
    public FractureShape(VertebralFracture fracture, VertebraDimensions size)
    {
        _fracture = fracture;
        (_halfWidth, _halfDepth, _halfHeight) = ((float)size.Width / 2, (float)size.Depth / 2, (float)size.Height / 2);
        _upper = fracture.Kind switch { FractureKind.Wedge => UpperInWedge, FractureKind.Crush => UpperInCrush, _ => UpperInBiconcave };
        (float left, float right) = (Sink(_halfWidth, 0).Upper, Sink(-_halfWidth, 0).Upper);
        UpperMm = (left + right) / 2;
        LowerMm = (Sink(_halfWidth, 0).Lower + Sink(-_halfWidth, 0).Lower) / 2;
        KyphosisDegrees = MathF.Atan2(2 * _halfHeight * (Loss(0, _halfDepth) - Loss(0, -_halfDepth)), 2 * _halfDepth) * 180 / MathF.PI;
    }

    /// <summary>How far the upper endplate's rim sank at mid-depth, mm, mean of both sides.</summary>
    public float UpperMm { get; }

    /// <summary>How far the lower endplate's rim rose, mm.</summary>
    public float LowerMm { get; }

    /// <summary>How much further the upper endplate leans forwards against the lower one.</summary>
    public float KyphosisDegrees { get; }

    /// <summary>Relative loss of height at a place of the body, mm from its centre to the left and to the front.</summary>
    public float Loss(float x, float y)
    {
        float across = Math.Clamp(x / _halfWidth, -1, 1), front = Math.Clamp(y / _halfDepth, -1, 1), loss = (float)_fracture.Loss;
        float form = _fracture.Kind switch
        {
            FractureKind.Wedge => 0.5f * (1 + front),
            FractureKind.Crush => 0.88f + (0.12f * front),
            _ => 1 - (0.82f * Math.Min(1, (across * across) + (front * front))),
        };
        return loss * form * (1 + ((float)_fracture.Lean * across));
    }

    /// <summary>How far both endplates move at a place of the body, mm.</summary>
    public (float Upper, float Lower) Sink(float x, float y)
    {
        float all = Loss(x, y) * 2 * _halfHeight * SmoothForm.Rise(-_halfDepth - FadeMm, -_halfDepth, y);
        return (_upper * all, (1 - _upper) * all);
    }

    /// <summary>Moves points of the body's rim, given before the fracture.</summary>
    public Vector3 Moved(Vector3 rim)
    {
        (float upper, float lower) = Sink(rim.X, rim.Y);
        return rim + new Vector3(0, 0, rim.Z > 0 ? -upper : lower);
    }

    /// <summary>Presses a volume. Every column along the vertebra's axis keeps its mineral.</summary>
    public void Press(BoneVolume volume)
    {
        var old = new float[volume.CountZ];
        var pressed = new float[volume.CountZ];
        int stride = volume.CountX * volume.CountY;
        for (int column = 0; column < stride; column++)
        {
            float x = volume.Low.X + (volume.SpacingMm * (column / volume.CountY)), y = volume.Low.Y + (volume.SpacingMm * (column % volume.CountY));
            (float upper, float lower) = Sink(x, y);
            if (upper + lower < 0.05f)
            {
                continue;
            }

            float uneven = 1 + (Unevenness * LatticeNoise.Sample(new Vector3(x * 0.13f, y * 0.13f, 3 + _fracture.Number)));
            float before = 0;
            for (int z = 0; z < old.Length; z++)
            {
                before += old[z] = volume.Mineral[(z * stride) + column];
            }

            if (before == 0)
            {
                continue;
            }

            Column(old, pressed, volume, upper * uneven, lower * uneven);
            float factor = before / Math.Max(1e-6f, pressed.Sum());
            for (int z = 0; z < old.Length; z++)
            {
                volume.Mineral[(z * stride) + column] = factor * pressed[z];
            }
        }
    }

    private void Column(float[] old, float[] pressed, BoneVolume volume, float upper, float lower)
    {
        // Zones that are pressed reach from either endplate into the body and share it out where both are large.
        float upperZone = MathF.Max(LeastZoneMm, Packed * upper), lowerZone = MathF.Max(lower > 0 ? LeastZoneMm : 0, Packed * lower);
        float both = MathF.Max(1, (upperZone + lowerZone) / (1.9f * _halfHeight));
        (upperZone, lowerZone) = (upperZone / both, lowerZone / both);
        float upperDensity = upperZone / MathF.Max(0.2f * upperZone, upperZone - upper), lowerDensity = lowerZone > 0 ? lowerZone / MathF.Max(0.2f * lowerZone, lowerZone - lower) : 1;
        for (int i = 0; i < pressed.Length; i++)
        {
            float z = volume.Low.Z + (volume.SpacingMm * i), from = z, density = 1;
            float top = _halfHeight - upper, bottom = -_halfHeight + lower;
            if (z >= top)
            {
                from = z + upper;
            }
            else if (z <= bottom)
            {
                from = z - lower;
            }
            else if (z > _halfHeight - upperZone)
            {
                from = _halfHeight - ((top - z) * upperDensity);
                density = upperDensity;
            }
            else if (z < -_halfHeight + lowerZone)
            {
                from = -_halfHeight + ((z - bottom) * lowerDensity);
                density = lowerDensity;
            }

            float place = (from - volume.Low.Z) / volume.SpacingMm;
            int below = (int)MathF.Floor(place);
            float share = place - below;
            float at = below >= 0 && below < old.Length ? old[below] : 0, next = below + 1 >= 0 && below + 1 < old.Length ? old[below + 1] : 0;
            pressed[i] = density * (at + (share * (next - at)));
        }
    }
}
