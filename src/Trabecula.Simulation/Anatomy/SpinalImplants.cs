using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>Pedicle screws with rods, and bone cement within vertebral bodies.</summary>
internal static class SpinalImplants
{
    // Titanium as the copper that attenuates alike at 60 keV; see DenseObjects. Cement: acrylic of 1.4 g/cm³ with 30 % of barium sulphate
    // holds 0.25 g/cm³ of barium, whose mass attenuation there is about five times copper's (8.5 and 1.593 cm²/g; barium from memory).
    private const float Titanium = 2.2f, Cement = 1.3f;

    // Screws of 5.5 to 6.5 mm and 40 to 50 mm, rods of 5.5 mm, heads of 12 mm: sizes of common products.
    private const float RodRadius = 2.75f, HeadRadius = 5.8f;

    /// <summary>All metal and cement of a spine.</summary>
    public static IEnumerable<MetalRod> Parts(IReadOnlyList<PhantomVertebra> vertebrae, Implants implants, DeterministicRandom random)
    {
        PhantomVertebra[] screwed = [.. vertebrae.Where(v => v.Number >= implants.FirstScrewed && v.Number <= implants.LastScrewed)];
        if (implants.HasScrews && screwed.Length > 1)
        {
            foreach (float side in (float[])[-1, 1])
            {
                PedicleScrew[] screws = [.. screwed.Select(v => PedicleScrew.Of(v, side, random))];
                foreach (PedicleScrew screw in screws)
                {
                    yield return new MetalRod([screw.Head, screw.Tip], screw.Radius, Titanium);
                    yield return new MetalRod([screw.Head, screw.Head + (6 * screw.Backwards)], HeadRadius, Titanium);
                }

                // Rods run through the heads and end a little beyond them.
                Vector3[] line = [.. screws.Select(s => s.Head + (7 * s.Backwards))];
                Vector3 upper = line[0] + (9 * Vector3.Normalize(line[0] - line[1])), lower = line[^1] + (8 * Vector3.Normalize(line[^1] - line[^2]));
                yield return new MetalRod([upper, .. line, lower], RodRadius, Titanium);
            }
        }

        foreach (PhantomVertebra vertebra in vertebrae.Where(v => implants.Cemented.Contains(v.Number)))
        {
            foreach (MetalRod part in Filling(vertebra, random))
            {
                yield return part;
            }
        }
    }

    /// <summary>One or two irregular lumps in the front two thirds of a body, and now and then a tail towards the pedicle.</summary>
    private static IEnumerable<MetalRod> Filling(PhantomVertebra vertebra, DeterministicRandom random)
    {
        VertebraDimensions size = vertebra.Size;
        bool bothSides = random.Chance(0.7);
        float height = 0.42f * Vector3.Distance((vertebra.Corners[0] + vertebra.Corners[1]) / 2, (vertebra.Corners[2] + vertebra.Corners[3]) / 2);
        Vector3 middle = vertebra.Frame.ToOwn(vertebra.Corners.Aggregate(Vector3.Zero, (sum, c) => sum + c) / 4);
        float one = random.Chance(0.5) ? 1 : -1;
        foreach (float side in bothSides ? new[] { -1f, 1f } : [one])
        {
            var centre = middle + new Vector3(side * (float)(size.Width * random.Uniform(0.12, 0.22)), (float)(size.Depth * random.Uniform(0, 0.15)), 0);
            var radii = new Vector3((float)(size.Width * random.Uniform(0.14, 0.22)), (float)(size.Depth * 0.24), height * (float)random.Uniform(0.6, 0.9));
            for (int i = 0; i < 26; i++)
            {
                Vector3 Somewhere() => centre + (radii * new Vector3((float)random.Uniform(-0.75, 0.75), (float)random.Uniform(-0.75, 0.75), (float)random.Uniform(-0.75, 0.75)));
                Vector3 from = Somewhere();
                Vector3 to = from + (0.35f * (Somewhere() - from));
                yield return new MetalRod([vertebra.Frame.ToPatient(from), vertebra.Frame.ToPatient(to)], (float)random.Uniform(1.2, 0.26 * height + 1.8), 0.5f * Cement);
            }

            if (random.Chance(0.25))
            {
                PedicleScrew way = PedicleScrew.Of(vertebra, side, random);
                yield return new MetalRod([vertebra.Frame.ToPatient(centre), Vector3.Lerp(way.Tip, way.Head, 0.55f)], 1.3f, Cement);
            }
        }
    }
}

/// <summary>A screw that lies in a pedicle; patient's coordinates, mm.</summary>
/// <param name="Head">Where it enters the bone behind.</param>
/// <param name="Tip">Its end in the body.</param>
/// <param name="Radius">Its radius.</param>
/// <param name="Backwards">Unit vector from tip to head.</param>
internal sealed record PedicleScrew(Vector3 Head, Vector3 Tip, float Radius, Vector3 Backwards)
{
    // Inward lean of 6° to 14° (common practice: 5° at L1 to 15° and more at L5); placed within about a millimetre.
    private const double LeastLean = 0.10, MostLean = 0.25, Aside = 0.4;

    /// <summary>The screw of one side.</summary>
    /// <param name="vertebra">The vertebra.</param>
    /// <param name="side">−1 for the right, 1 for the left.</param>
    /// <param name="random">Draws length and placement.</param>
    public static PedicleScrew Of(PhantomVertebra vertebra, float side, DeterministicRandom random)
    {
        VertebraDimensions size = vertebra.Size;
        Vector3 middle = PosteriorElements.PedicleMiddle(size, side) + new Vector3((float)random.Normal(0, Aside), 0, (float)random.Normal(0, Aside));
        var forwards = Vector3.Normalize(new Vector3(-side * (float)random.Uniform(LeastLean, MostLean), 1, (float)random.Normal(-0.03, 0.03)));
        float ahead = (float)(size.Depth * random.Uniform(0.6, 0.75)), behind = (float)random.Uniform(15, 18);
        float radius = (float)Math.Min(3.25, 0.36 * size.PedicleWidth);
        return new PedicleScrew(
            vertebra.Frame.ToPatient(middle - (behind * forwards)),
            vertebra.Frame.ToPatient(middle + (ahead * forwards)),
            radius,
            (forwards.X * -vertebra.Frame.Left) + (forwards.Y * -vertebra.Frame.Front) + (forwards.Z * -vertebra.Frame.Up));
    }
}
