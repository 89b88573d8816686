using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>Builds a person's phantom so that its vertebrae and femur have the person's densities.</summary>
public static class PhantomBuilder
{
    private const int FirstLumbar = 12;

    // Young women's Hologic means by level over that of L2–L4 (0.925, 1.028, 1.084, 1.116 over 1.079; from memory).
    private static readonly double[] LevelRatio = [0.857, 0.953, 1.005, 1.034, 1.03];

    /// <summary>Builds the phantom of a person; the same seed and person give the same phantom.</summary>
    /// <param name="subject">The person.</param>
    /// <param name="seed">Seed of the cohort.</param>
    /// <param name="firstVertebra">The highest vertebra that is built, 0 for T1; those above it are left out of the field.</param>
    public static Phantom Build(SimulatedSubject subject, ulong seed, int firstVertebra = 0)
    {
        var random = new DeterministicRandom(seed, (ulong)subject.Number, 2);
        bool female = subject.Sex == Sex.Female;

        // Women's bodies are 10 % narrower and 3 % lower than men's; heights follow stature^0.7 (section 3.3 of the constants).
        double across = (female ? 0.94 : 1.03) * Math.Pow(subject.HeightCm / (female ? 152 : 165), 0.4) * random.Normal(1, 0.035);
        double along = Math.Pow(subject.HeightCm / 162, 0.7) * random.Normal(1, 0.03);
        double disc = Math.Clamp(random.Normal(0.95, 0.12), 0.6, 1.3);
        double degeneration = Math.Clamp(((subject.AgeYears - 40) / 45) + random.Normal(0, 0.35), 0, 1.3);
        VertebraDimensions[] sizes = Sizes(across, along, disc, degeneration, random);
        (double[] bend, double[] axial) = Curve(random);
        (RigidFrame[] frames, RigidFrame sacrum) = SpinePose.Place(sizes, Math.Clamp(random.Normal(1, 0.3), 0.2, 1.8), bend, axial, random);

        var vertebrae = new List<PhantomVertebra>();
        for (int i = firstVertebra; i < sizes.Length; i++)
        {
            vertebrae.Add( Vertebra(i, frames[i], sizes[i], subject, degeneration, new DeterministicRandom(seed, (ulong)subject.Number, 3, (ulong)i)));
        }

        double relative = subject.LumbarL2L4Bmd;
        float size = (float)(0.5 * (across + (subject.HeightCm / 160)));
        float inside = (float)Math.Clamp((0.16 * relative) - 0.03, 0.03, 0.25), cortex = (float)(0.55 + (0.35 * relative));
        TrabecularTexture Texture() => new(random, random.Uniform(2.2, 3.2), 0.25);
        Vector3 l5 = frames[^1].Origin;

        // The iliac crests stand at the L4–L5 disc, give or take half a vertebra (Tuffier's line).
        var crest = new Vector3(l5.X, l5.Y - 22, l5.Z + (float)((sizes[^1].Height / 2) + 4 + random.Normal(0, 9)));
        float flare = (float)Math.Clamp(random.Normal(female ? 1.0 : 0.95, 0.07), 0.75, 1.2);
        var volumes = new List<BoneVolume>(vertebrae.Select(v => v.Volume))
        {
            PelvisBuilder.Sacrum(sacrum, size, inside, cortex, Texture()),
            PelvisBuilder.Ilium(crest, 1, size, flare, inside, cortex, Texture()),
            PelvisBuilder.Ilium(crest, -1, size, flare, inside, cortex, Texture()),
        };
        Vector3 head = crest + (size * FemurBuilder.HeadFromCrest);
        BoneVolume femur = Femur(head, size, subject, Texture());
        Vector3 mirrored = crest + (size * FemurBuilder.HeadFromCrest * new Vector3(-1, 1, 1));
        volumes.Add(femur);
        volumes.Add(FemurBuilder.Build(mirrored, -1, size, 0.16f * (float)relative, cortex * 0.9f, Texture()));

        var tubes = new List<BoneTube>();
        tubes.AddRange(PelvisBuilder.Rami(crest, 1, size, cortex, inside));
        tubes.AddRange(PelvisBuilder.Rami(crest, -1, size, cortex, inside));
        float spineBack = -(float)((sizes[14].Depth / 2) + sizes[14].CanalDepth + sizes[14].SpinousLength);
        float diaphragm = frames[10].Origin.Z + (float)random.Normal(-8, 18);
        SoftTissue tissue = SoftTissueBuilder.Build(subject, spineBack, crest.Z, diaphragm, new DeterministicRandom(seed, (ulong)subject.Number, 4));
        tubes.AddRange(RibCage.Build(frames, sizes, tissue.MuscleWall, cortex, inside, new DeterministicRandom(seed, (ulong)subject.Number, 5)));

        // Marrow fat rises from 35 % at 30 to 60 % at 70 years (section 3.4 of the constants).
        float marrow = (float)Math.Clamp(0.35 + ((subject.AgeYears - 30) * 0.00625) + random.Normal(0, 0.07), 0.2, 0.85);
        return new Phantom(subject, vertebrae, volumes, tubes, femur, head, size, tissue, marrow);
    }

    private static VertebraDimensions[] Sizes(double across, double along, double disc, double degeneration, DeterministicRandom random)
    {
        var sizes = new VertebraDimensions[VertebraDimensions.Count];
        for (int i = 0; i < sizes.Length; i++)
        {
            bool narrow = i >= 11 && random.Chance(0.18 * degeneration);
            double own = disc * random.Normal(1, 0.07) * (narrow ? random.Uniform(0.35, 0.75) : 1);
            sizes[i] = VertebraDimensions.OfLevel(i).Scaled(across * random.Normal(1, 0.012), along * random.Normal(1, 0.015), own);
        }

        return sizes;
    }

    private static (double[] Bend, double[] Axial) Curve(DeterministicRandom random)
    {
        // Scoliosis of 10° and more in about a fifth of the elderly (section 3.5 of the constants), rarely above 30°.
        double amplitude = random.Chance(0.18) ? random.Uniform(6, 20) : Math.Abs(random.Normal(0, 2.2));
        double sign = random.Chance(0.5) ? 1 : -1, apex = random.Uniform(11, 15), length = random.Uniform(2.6, 4.5), lean = random.Normal(0, 1.2);
        var bend = new double[VertebraDimensions.Count];
        var axial = new double[VertebraDimensions.Count];
        double turn = random.Normal(0, 2.5);
        for (int i = 0; i < bend.Length; i++)
        {
            double place = (i - apex) / length;
            bend[i] = lean + (sign * amplitude * Math.Sin(place * 1.4) * Math.Exp(-place * place / 5)) + random.Normal(0, 0.7);
            axial[i] = turn + (sign * amplitude * 0.7 * Math.Exp(-place * place / 2)) + random.Normal(0, 0.8);
        }

        return (bend, axial);
    }

    private static PhantomVertebra Vertebra(int index, RigidFrame frame, VertebraDimensions size, SimulatedSubject subject, double degeneration, DeterministicRandom random)
    {
        bool lumbar = index >= FirstLumbar;
        double ratio = lumbar ? LevelRatio[index - FirstLumbar] : 0.80 - (0.02 * (11 - index));
        double target = Math.Max(0.3, subject.LumbarL2L4Bmd * ratio * random.Normal(1, 0.045));

        // Trabecular density against areal density: 80 mg/cm³ at 0.8 g/cm², 175 at 1.05 (section 3.4 of the constants).
        double trabecular = Math.Clamp(0.08 + ((target / ratio) - 0.8) * 0.38, 0.035, 0.26) * Math.Exp(random.Normal(0, 0.10));
        double worn = degeneration * random.Uniform(0.3, 1);
        bool fractured = random.Chance((index is 11 or 12 ? 0.05 : 0.015) * Math.Clamp((1.0 - subject.LumbarL2L4Bmd) * 3, 0.1, 1.5));
        var form = new VertebraForm(
            Math.Clamp(random.Normal(0.13, 0.025), 0.05, 0.2),
            Math.Clamp(random.Normal(1.4, 0.6) + Math.Max(0, (0.8 - target) * 3), 0.2, 4.5),
            random.Normal(0, 0.6),
            fractured ? random.Uniform(0.15, 0.4) : Math.Max(0, random.Normal(0.01, 0.02)),
            random.Chance(0.35 * worn) ? random.Uniform(1, 5) * worn : random.Uniform(0, 0.8),
            lumbar);
        double dense = Math.Clamp(trabecular / 0.15, 0.4, 1.4);
        var material = new VertebraMaterial(trabecular, 0.034 * random.Normal(1, 0.1), 0.75, 0.12 + (0.10 * dense));

        // The lower the density, the wider the meshes and the more uneven the picture.
        var texture = new TrabecularTexture(random, 1.5 + (0.9 / dense), Math.Clamp(0.20 / dense, 0.12, 0.45));
        BoneVolume volume = VertebraBuilder.Build(frame, size, form, material, texture);
        if (lumbar)
        {
            Calibrate(volume, size, target);
        }

        IReadOnlyList<Vector3> corners = [.. VertebraBuilder.Corners(size, form).Select(frame.ToPatient)];
        return new PhantomVertebra(frame, size, volume, corners, lumbar ? target : 0);
    }

    /// <summary>Scales the posterior elements, and if need be all, so that the body's window holds the areal density.</summary>
    private static void Calibrate(BoneVolume volume, VertebraDimensions size, double target)
    {
        float half = (float)(size.Width / 2) + 6, height = (float)(size.Height / 2) + 3, back = -(float)(size.Depth / 2) - 1;
        (double body, double posterior, double area) = Content(volume, p => MathF.Abs(p.X) < half && MathF.Abs(p.Z) < height, p => p.Y < back);
        double factor = Math.Clamp(((target * area) - body) / posterior, 0.45, 1.9);
        volume.Scale((float)factor, p => p.Y < back);
        double rest = target * area / (body + (factor * posterior));
        volume.Scale((float)rest, _ => true);
    }

    private static BoneVolume Femur(Vector3 head, float size, SimulatedSubject subject, TrabecularTexture texture)
    {
        BoneVolume femur = FemurBuilder.Build(head, 1, size, (float)(0.20 * subject.FemoralNeckBmd), 0.75f, texture);
        bool Neck(Vector3 p) => HipRegions.InNeck(p / size);
        bool Rest(Vector3 p) => HipRegions.InTotalHip(p / size) && !Neck(p);
        (double neck, _, double neckArea) = Content(femur, Neck, _ => false);
        double factor = subject.FemoralNeckBmd * neckArea / neck;
        (double rest, _, double restArea) = Content(femur, Rest, _ => false);
        double restFactor = Math.Clamp(
            ((subject.TotalHipBmd * (neckArea + restArea)) - (subject.FemoralNeckBmd * neckArea)) / rest, 0.4 * factor, 2.2 * factor);
        femur.Scale((float)factor, p => Neck(p) || p.X < 12 * size);
        femur.Scale((float)restFactor, p => !(Neck(p) || p.X < 12 * size));
        return femur;
    }

    /// <summary>Mineral (g) in and outside of a part of the columns that a region holds, and the columns' area (cm²), seen along Y.</summary>
    private static (double Other, double Part, double Area) Content(BoneVolume volume, Func<Vector3, bool> region, Func<Vector3, bool> isPart)
    {
        double other = 0, part = 0, area = 0;
        int index = 0;
        double cell = volume.SpacingMm / 10.0;
        for (int z = 0; z < volume.CountZ; z++)
        {
            for (int x = 0; x < volume.CountX; x++)
            {
                double column = 0;
                for (int y = 0; y < volume.CountY; y++, index++)
                {
                    float value = volume.Mineral[index];
                    if (value <= 0)
                    {
                        continue;
                    }

                    Vector3 point = volume.Low + (volume.SpacingMm * new Vector3(x, y, z));
                    if (!region(point))
                    {
                        continue;
                    }

                    column += value;
                    if (isPart(point))
                    {
                        part += value;
                    }
                    else
                    {
                        other += value;
                    }
                }

                // DXA counts a column as bone from about 0.2 g/cm² (section 4.5 of the constants).
                area += column * cell > 0.2 ? cell * cell : 0;
            }
        }

        double voxel = cell * cell * cell;
        return (other * voxel, part * voxel, area);
    }
}
