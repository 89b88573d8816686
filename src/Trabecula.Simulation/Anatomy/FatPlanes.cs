using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>Where fat outlines muscles and organs and lies between loops of bowel: what makes a film's background restless.</summary>
internal static class FatPlanes
{
    // Over the spine the exchange is smaller: bowel and mesentery lie beside it, and great vessels without fat upon it.
    private const float OverSpine = 0.6f;

    /// <summary>Draws a person's map of fat in the place of lean, mm.</summary>
    /// <param name="wall">The inside of the subcutaneous fat.</param>
    /// <param name="spine">The spine's course.</param>
    /// <param name="crestZ">Height of the iliac crests.</param>
    /// <param name="domeZ">Height of the right dome of the diaphragm.</param>
    /// <param name="fatness">About 1; scales what fat there is to outline anything.</param>
    /// <param name="random">A stream of its own.</param>
    public static CoronalMap Draw(EllipticTrunk wall, SpineCourse spine, float crestZ, float domeZ, float fatness, DeterministicRandom random)
    {
        var map = new CoronalMap(0);
        float strength = fatness * (float)random.Uniform(0.4, 1.3);
        Texture(map, wall, spine, crestZ, domeZ, strength, random);
        Psoas(map, spine, crestZ, strength, random);
        for (int side = -1; side <= 1; side += 2)
        {
            // The right kidney stands lower; the upper poles lean to the spine.
            var kidney = new Vector2(spine.At(25).X + (side * (float)random.Normal(60, 5)), (float)random.Normal(side < 0 ? 14 : 28, 12));
            Outline(map, kidney, side * (float)random.Normal(0.25, 0.08), new Vector2((float)random.Normal(27, 2.5), (float)random.Normal(52, 5)), strength * (float)random.Uniform(5, 22), 12);
            Flank(map, wall, side, crestZ, strength, random);
        }

        Liver(map, wall.HalfWidth, strength * (float)random.Uniform(4, 20), random);
        var spleen = new Vector2(0.66f * wall.HalfWidth, (float)random.Normal(82, 12));
        Outline(map, spleen, (float)random.Normal(-0.5, 0.15), new Vector2(26, (float)random.Uniform(38, 55)), strength * (float)random.Uniform(2, 14), 14);
        var bladder = new Vector2((float)random.Normal(0, 5), crestZ - (float)random.Uniform(150, 175));
        Outline(map, bladder, 0, new Vector2((float)random.Uniform(30, 52), (float)random.Uniform(18, 38)), strength * (float)random.Uniform(4, 16), 9);
        if (random.Chance(0.35))
        {
            Folds(map, wall, random);
        }

        return map.Moved(0.7f);
    }

    private static void Texture(CoronalMap map, EllipticTrunk wall, SpineCourse spine, float crestZ, float domeZ, float strength, DeterministicRandom random)
    {
        PlaneNoise[] noises = [new(random, 60), new(random, 30), new(random, 15), new(random, 7.5), new(random, 4)];
        PlaneNoise ridges = new(random, 22), fineRidges = new(random, 11);
        float[] weights = [1.0f, 1.1f, 0.9f, 0.55f, 0.3f];
        float amplitude = strength * (float)random.Uniform(1.5, 4), ridged = strength * (float)random.Uniform(0, 6);
        float bottom = crestZ - 185, top = domeZ - 10;
        map.Change(new Vector2(-wall.HalfWidth, bottom), new Vector2(wall.HalfWidth, top), (place, old) =>
        {
            float envelope = Smooth((1 - (MathF.Abs(place.X) / (0.92f * wall.HalfWidth))) * 5)
                * Smooth((place.Y - bottom) / 50) * Smooth((top - place.Y) / 60);
            if (envelope <= 0)
            {
                return old;
            }

            float sum = 0;
            for (int i = 0; i < noises.Length; i++)
            {
                sum += weights[i] * noises[i].At(place);
            }

            // Fat that fills the gaps between loops: narrow crests where a noise passes zero.
            float crest = Crest(ridges.At(place)) + (0.6f * Crest(fineRidges.At(place)));
            float beside = Smooth((MathF.Abs(place.X - spine.At(place.Y).X) - 18) / 22);
            float value = (amplitude * sum) + (ridged * crest);
            return old + (Math.Clamp(value, -8, 8) * envelope * (OverSpine + ((1 - OverSpine) * beside)));
        });
    }

    private static void Psoas(CoronalMap map, SpineCourse spine, float crestZ, float strength, DeterministicRandom random)
    {
        for (int side = -1; side <= 1; side += 2)
        {
            float reach = (float)random.Uniform(58, 78), top = (float)random.Uniform(35, 60), bottom = crestZ - 75, bulge = (float)random.Uniform(0, 9);
            float amplitude = strength * (float)random.Uniform(4, 24), fade = (float)random.Uniform(14, 30), blurred = (float)random.Uniform(1.5, 4);
            float lateral = (float)random.Uniform(70, 84), quadratus = strength * (float)random.Uniform(0, 10);
            int own = side;
            map.Change(new Vector2(side < 0 ? -140 : -20, bottom), new Vector2(side < 0 ? 20 : 140, top), (place, old) =>
            {
                float share = (top - place.Y) / (top - bottom), x = own * (place.X - spine.At(place.Y).X);
                float edge = 25 + ((reach - 25) * share) + (bulge * MathF.Sin(MathF.PI * share));
                float ends = Smooth(share * 5) * Smooth((1 - share) * 4);
                float beyondQuadratus = x - (lateral - 8 + (8 * share));
                return old + (ends * ((amplitude * Beside(x - edge, blurred, fade)) + (quadratus * Beside(beyondQuadratus, blurred, 12))));
            });
        }
    }

    /// <summary>Fat around an ellipse.</summary>
    private static void Outline(CoronalMap map, Vector2 centre, float lean, Vector2 half, float amplitude, float fade)
    {
        Vector2 along = new(MathF.Cos(lean), MathF.Sin(lean)), across = new(-along.Y, along.X), reach = new(MathF.Max(half.X, half.Y) + (3 * fade));
        map.Change(centre - reach, centre + reach, (place, old) =>
        {
            float u = Vector2.Dot(place - centre, along) / half.X, v = Vector2.Dot(place - centre, across) / half.Y;
            float away = (MathF.Sqrt((u * u) + (v * v)) - 1) * MathF.Sqrt(half.X * half.Y);
            return old + (amplitude * Beside(away, 2.5f, fade)) - (0.3f * amplitude * Smooth(-away / 4));
        });
    }

    private static void Liver(CoronalMap map, float halfWidth, float amplitude, DeterministicRandom random)
    {
        float tip = (float)random.Normal(8, 20), slope = (float)random.Uniform(0.25, 0.6), curve = (float)random.Uniform(6, 20);
        map.Change(new Vector2(-0.88f * halfWidth, tip - 60), new Vector2(10, 130), (place, old) =>
        {
            float from = (place.X + (0.80f * halfWidth)) / halfWidth;
            float edge = tip + (slope * halfWidth * MathF.Max(0, from)) + (curve * MathF.Abs(from - 0.25f));
            float ends = Smooth(-place.X / 35) * Smooth((place.X + (0.88f * halfWidth)) / 12);
            return old + (ends * ((amplitude * Beside(edge - place.Y, 3, 14)) - (0.25f * amplitude * Smooth((place.Y - edge) / 5))));
        });
    }

    /// <summary>The stripe of fat before the peritoneum and fainter ones between the muscles of the belly's wall.</summary>
    private static void Flank(CoronalMap map, EllipticTrunk wall, int side, float crestZ, float strength, DeterministicRandom random)
    {
        float inward = (float)random.Uniform(11, 20), amplitude = strength * (float)random.Uniform(8, 30), width = (float)random.Uniform(1.5, 4);
        float layer = strength * (float)random.Uniform(0, 12), bottom = crestZ - 15, top = 70;
        int own = side;
        map.Change(new Vector2(side < 0 ? -230 : 0, bottom), new Vector2(side < 0 ? 0 : 230, top), (place, old) =>
        {
            float within = wall.FlankAt(own, place.Y) - MathF.Abs(place.X);
            float ends = Smooth((place.Y - bottom) / 30) * Smooth((top - place.Y) / 40);
            return old + (ends * ((amplitude * Bell((within - inward) / width)) + (layer * Bell((within - (0.55f * inward)) / 1.3f))));
        });
    }

    /// <summary>Folds of skin: bands of more tissue from a flank inwards, sharp on one side.</summary>
    private static void Folds(CoronalMap map, EllipticTrunk wall, DeterministicRandom random)
    {
        int side = random.Chance(0.5) ? 1 : -1;
        for (int count = 1 + random.Index(3); count > 0; count--)
        {
            float height = (float)random.Uniform(-110, 110), slope = (float)random.Normal(0, 0.25), curve = (float)random.Normal(0, 0.0015);
            float reach = (float)random.Uniform(0.2, 0.7) * wall.HalfWidth, amplitude = (float)random.Uniform(4, 16);
            int own = random.Chance(0.7) ? side : -side;
            map.Change(new Vector2(-220, height - 90), new Vector2(220, height + 90), (place, old) =>
            {
                float inward = wall.HalfWidth + 10 - (own * place.X), below = height + (slope * inward) + (curve * inward * inward) - place.Y;
                return old - (amplitude * Smooth((reach - inward) / 30) * Beside(below, 1.5f, 14));
            });
        }
    }

    /// <summary>0 within, 1 just outside, falling off further out.</summary>
    private static float Beside(float away, float edge, float fade) => away <= -edge ? 0 : Smooth((away + edge) / (2 * edge)) * MathF.Exp(-MathF.Max(0, away) / fade);

    private static float Bell(float t) => MathF.Abs(t) > 4 ? 0 : MathF.Exp(-0.5f * t * t);

    private static float Crest(float noise) => MathF.Max(0, 1 - (MathF.Abs(noise) / 0.22f));

    private static float Smooth(float t)
    {
        t = Math.Clamp(t, 0, 1);
        return t * t * (3 - (2 * t));
    }
}
