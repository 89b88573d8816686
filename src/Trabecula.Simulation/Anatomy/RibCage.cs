using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>Twelve pairs of ribs as tubes along the inside of the chest wall.</summary>
public static class RibCage
{
    /// <summary>Builds the ribs of a spine.</summary>
    public static IEnumerable<BoneTube> Build(
        RigidFrame[] frames, VertebraDimensions[] sizes, EllipticTrunk wall, float cortex, float inside, DeterministicRandom random)
    {
        double fall = random.Uniform(0.75, 1.25), twelfth = random.Uniform(0.35, 1.15);
        for (int i = 0; i < 12; i++)
        {
            for (int side = -1; side <= 1; side += 2)
            {
                // The twelfth rib is short, the eleventh floats, the upper ones reach the front.
                double reach = i switch { 11 => 0.30 * twelfth, 10 => 0.52, 9 => 0.78, _ => 0.9 } * random.Normal(1, 0.05);
                yield return Rib(frames[i], sizes[i], wall, side, i, reach, fall * random.Normal(1, 0.04), cortex, inside);
            }
        }
    }

    private static BoneTube Rib(RigidFrame frame, VertebraDimensions size, EllipticTrunk wall, int side, int index, double reach, double fall, float cortex, float inside)
    {
        const int Steps = 14;
        Vector3 head = frame.ToPatient(new Vector3(side * (float)((size.Width / 2) - 1), -(float)(size.Depth / 2) + 2, 4));
        Vector3 tubercle = frame.ToPatient(new Vector3(side * (float)(size.TransverseSpan / 2), -(float)(size.Depth / 2) - 14, 3));
        float taper = index < 6 ? 1 - (0.075f * (6 - index)) : 1;
        float a = (wall.HalfWidthAt(frame.Origin.Z) - 12) * taper, b = (wall.HalfDepth - 8) * MathF.Sqrt(taper);
        var points = new List<Vector3> { head, tubercle };
        double start = Math.Asin(Math.Clamp((Math.Abs(tubercle.X) + 12) / a, 0, 0.9));
        for (int k = 0; k <= Steps; k++)
        {
            double share = (double)k / Steps * reach;
            double angle = start + (share * (Math.PI - start));
            float z = tubercle.Z - (float)(fall * ((55 * share) + (70 * share * share)));
            points.Add(new Vector3(side * a * (float)Math.Sin(angle), wall.CentreY - (b * (float)Math.Cos(angle)), z));
        }

        float radius = index is 0 or 11 ? 4.2f : 5.4f;
        return new BoneTube(points, radius, 0.9f, cortex * 0.75f, inside * 0.8f);
    }
}
