using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>Gas and stool of stomach, small and large bowel as one map: where loops overlap the deeper one counts, not the sum.</summary>
internal static class BowelGas
{
    // A supine person's gas floats in front; more than this in one ray is seen in obstruction only.
    private const float DeepestMm = 36;

    // No haustrum is as round as an ellipse.
    private const float Unevenness = 0.2f;

    private enum Filling
    {
        Empty,
        Gas,
        Stool,
    }

    /// <summary>Draws the gas of a person.</summary>
    /// <param name="wall">The inside of the subcutaneous fat.</param>
    /// <param name="crestZ">Height of the iliac crests.</param>
    /// <param name="leftDomeZ">Height of the left dome of the diaphragm.</param>
    /// <param name="random">A stream of its own.</param>
    public static CoronalMap Draw(EllipticTrunk wall, float crestZ, float leftDomeZ, DeterministicRandom random)
    {
        var map = new CoronalMap(wall.CentreY + (0.30f * wall.HalfDepth));
        PlaneNoise[] bubbles = [new(random, 5.5), new(random, 2.6), new(random, 18)];

        // From almost none to a lot.
        double amount = Math.Clamp(Math.Exp(random.Normal(0, 0.65)), 0.1, 2.6);
        Colon(map, ColonPath.Draw(wall.HalfWidth, crestZ, leftDomeZ, random), amount, bubbles, random);
        SmallBowel(map, wall.HalfWidth, crestZ, amount, bubbles, random);
        Stomach(map, wall.HalfWidth, leftDomeZ, bubbles[2], random);
        Foam(map, wall.HalfWidth, crestZ, leftDomeZ, random);
        return map.Moved((float)random.Uniform(0.5, 1.4));
    }

    private static void Colon(CoronalMap map, ColonPath path, double amount, PlaneNoise[] bubbles, DeterministicRandom random)
    {
        double gas = Math.Min(0.55, 0.24 * amount), solid = random.Uniform(0.08, 0.45), period = random.Uniform(20, 30);
        Filling filling = Filling.Empty;
        int left = 0;
        for (int i = 0; i < path.Points.Count;)
        {
            if (left-- <= 0)
            {
                filling = random.NextDouble() switch { double d when d < gas => Filling.Gas, double d when d < gas + solid => Filling.Stool, _ => Filling.Empty };
                left = 2 + random.Index(7);
            }

            bool isRectum = i >= path.RectumFrom;
            float length = (float)(period * random.Uniform(0.75, 1.3) * (path.RadiusMm[i] / 19));
            int next = i + Math.Max(2, (int)(length / ColonPath.StepMm)), middle = Math.Min((i + next) / 2, path.Points.Count - 1);
            if (filling != Filling.Empty)
            {
                Vector2 along = Vector2.Normalize(path.Points[Math.Min(middle + 1, path.Points.Count - 1)] - path.Points[Math.Max(0, middle - 1)]);
                Vector2 across = new(-along.Y, along.X);
                float radius = path.RadiusMm[middle] * (float)random.Uniform(0.72, 1.12);
                Vector2 centre = path.Points[middle] + (across * (float)random.Normal(0, isRectum ? 1 : 3));
                float half = length * (isRectum ? 0.8f : (float)random.Uniform(0.50, 0.62));
                float depth = MathF.Min(DeepestMm, 1.6f * radius * (float)random.Uniform(0.35, 1.0));
                bool isStool = filling == Filling.Stool;
                Pouch(map, centre, along, new Vector2(half, radius), depth, bubbles, isStool);

                // Folds reach in from the walls; the middle stays open from pouch to pouch.
                Pouch(map, path.Points[middle], along, new Vector2(length, (float)random.Uniform(0.35, 0.75) * radius), 0.75f * depth, bubbles, isStool);
            }

            i = next;
        }
    }

    /// <summary>One haustrum. Neighbours meet where both are shallow: a thin bright fold stays between them.</summary>
    private static void Pouch(CoronalMap map, Vector2 centre, Vector2 along, Vector2 half, float depth, PlaneNoise[] noises, bool isStool)
    {
        Vector2 across = new(-along.Y, along.X), reach = new(half.Length());
        map.Change(centre - reach, centre + reach, (place, old) =>
        {
            float u = MathF.Abs(Vector2.Dot(place - centre, along) / half.X), v = MathF.Abs(Vector2.Dot(place - centre, across) / half.Y);
            float edge = 1 - MathF.Pow(u, 2.6f) - MathF.Pow(v, 2.3f) + (Unevenness * noises[2].At(place));
            if (edge <= 0)
            {
                return old;
            }

            float value = depth * MathF.Pow(MathF.Min(1, edge), 0.42f);
            if (isStool)
            {
                // Stool: clumps with a little gas everywhere and small bubbles where the noise stands out.
                float foam = noises[0].At(place) + (0.8f * noises[1].At(place)) + (0.5f * noises[2].At(place));
                value *= 0.08f + (0.32f * Math.Clamp((foam + 0.1f) / 1.8f, 0, 1));
            }

            return MathF.Max(old, value);
        });
    }

    private static void SmallBowel(CoronalMap map, float halfWidth, float crestZ, double amount, PlaneNoise[] noises, DeterministicRandom random)
    {
        int loops = (int)(4 * amount * random.NextDouble());
        for (int i = 0; i < loops; i++)
        {
            var at = new Vector2((float)random.Normal(0, 0.28 * halfWidth), (float)random.Uniform(crestZ - 85, 25));
            float heading = (float)random.Uniform(0, 2 * Math.PI), bend = (float)random.Normal(0, 0.35), radius = (float)random.Uniform(5, 11);
            float depth = 2 * radius * (float)random.Uniform(0.5, 1), fold = (float)random.Uniform(0, 0.25);
            int beads = 2 + random.Index(9);
            for (int k = 0; k < beads; k++)
            {
                var along = new Vector2(MathF.Cos(heading), MathF.Sin(heading));
                float own = radius * (float)random.Normal(1, 0.07);
                Pouch(map, at, along, new Vector2(1.05f * own, own), depth * (1 - (fold * (k & 1))), noises, isStool: false);
                at += 0.75f * radius * along;
                heading += bend;
            }
        }
    }

    /// <summary>A little gas between food and folds everywhere in the bowel, too little to be seen as a loop.</summary>
    private static void Foam(CoronalMap map, float halfWidth, float crestZ, float leftDomeZ, DeterministicRandom random)
    {
        PlaneNoise[] noises = [new(random, 26), new(random, 12), new(random, 6)];
        float amplitude = (float)random.Uniform(0.2, 1.8), threshold = (float)random.Uniform(-0.6, 0.5);
        var centre = new Vector2(0, 0.5f * (crestZ + leftDomeZ - 75));
        var half = new Vector2(0.85f * halfWidth, 0.5f * (leftDomeZ - crestZ) + 40);
        map.Change(centre - half, centre + half, (place, old) =>
        {
            Vector2 share = (place - centre) / half;
            float ends = Math.Clamp((1 - share.LengthSquared()) * 3, 0, 1);
            float value = noises[0].At(place) + (0.7f * noises[1].At(place)) + (0.45f * noises[2].At(place)) - threshold;
            return old + (amplitude * ends * Math.Clamp(value, 0, 2.5f));
        });
    }

    private static void Stomach(CoronalMap map, float halfWidth, float leftDomeZ, PlaneNoise noise, DeterministicRandom random)
    {
        if (!random.Chance(0.7))
        {
            return;
        }

        // The fundus lies under the left dome; what it holds of food and rugae frays its lower edge.
        var centre = new Vector2((float)random.Uniform(0.28, 0.52) * halfWidth, leftDomeZ - (float)random.Uniform(20, 45));
        var half = new Vector2((float)random.Uniform(16, 42), (float)random.Uniform(9, 26));
        float depth = (float)random.Uniform(15, DeepestMm), frayed = (float)random.Uniform(0.05, 0.25), lean = (float)random.Normal(-0.3, 0.2);
        Vector2 along = new(MathF.Cos(lean), MathF.Sin(lean)), across = new(-along.Y, along.X), reach = new(half.Length() * 1.3f);
        map.Change(centre - reach, centre + reach, (place, old) =>
        {
            float u = Vector2.Dot(place - centre, along) / half.X, v = Vector2.Dot(place - centre, across) / half.Y;
            float edge = 1 - (u * u) - (v * v * (v < 0 ? 1.6f : 1)) + (frayed * noise.At(place));
            return edge <= 0 ? old : MathF.Max(old, depth * MathF.Pow(MathF.Min(1, edge), 0.45f));
        });
    }
}
