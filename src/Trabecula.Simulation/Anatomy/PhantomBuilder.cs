using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>Builds a person's phantom so that its vertebrae and femur have the person's densities.</summary>
public static class PhantomBuilder
{
    /// <summary>Builds the phantom of a person; the same seed and person give the same phantom.</summary>
    /// <param name="subject">The person.</param>
    /// <param name="seed">Seed of the cohort.</param>
    /// <param name="firstVertebra">The highest vertebra that is built, 0 for T1; those above it are left out of the field.</param>
    /// <param name="isScoliotic">Whether the person was chosen for a scoliosis, to 60° and with one curve or two.</param>
    /// <param name="threads">How many threads may work, 0 for all; the result does not depend on it.</param>
    public static Phantom Build(SimulatedSubject subject, ulong seed, int firstVertebra = 0, bool isScoliotic = false, int threads = 1)
    {
        var random = new DeterministicRandom(seed, (ulong)subject.Number, 2);
        bool female = subject.Sex == Sex.Female;

        // Women's bodies are 10 % narrower and 3 % lower than men's; heights follow stature^0.7 (section 3.3 of the constants).
        double across = (female ? 0.94 : 1.03) * Math.Pow(subject.HeightCm / (female ? 152 : 165), 0.4) * random.Normal(1, 0.035);
        double along = Math.Pow(subject.HeightCm / 162, 0.7) * random.Normal(1, 0.03);
        double disc = Math.Clamp(random.Normal(0.95, 0.12), 0.6, 1.3);
        double degeneration = Math.Clamp(((subject.AgeYears - 40) / 45) + random.Normal(0, 0.35), 0, 1.3);
        VertebraDimensions[] sizes = SpineBuilder.Sizes(across, along, disc, degeneration, random);
        (double[] bend, double[] axial) = isScoliotic ? SpineBuilder.Scoliosis(random) : SpineBuilder.Curve(random);
        (RigidFrame[] frames, RigidFrame sacrum) = SpinePose.Place(sizes, Math.Clamp(random.Normal(1, 0.3), 0.2, 1.8), bend, axial, random);

        SpineHabit habit = SpineHabit.Draw(random);
        var built = new PhantomVertebra[sizes.Length - firstVertebra];
        PixelBlocks.ForBlocks(built.Length, 1, threads, (from, _) =>
        {
            int i = firstVertebra + from;
            built[from] = SpineBuilder.Build(i, frames[i], sizes[i], subject, habit, degeneration, new DeterministicRandom(seed, (ulong)subject.Number, 3, (ulong)i));
        });
        IReadOnlyList<PhantomVertebra> vertebrae = SpineCalibration.Apply(built, subject.LumbarL2L4Bmd);

        double relative = subject.LumbarL2L4Bmd;
        float size = (float)(0.5 * (across + (subject.HeightCm / 160)));
        float inside = (float)Math.Clamp((0.16 * relative) - 0.03, 0.03, 0.25), cortex = (float)(0.55 + (0.35 * relative));
        TrabecularTexture Texture() => new(random, random.Uniform(2.2, 3.2), 0.25);
        Vector3 l5 = frames[^1].Origin;

        // The iliac crests stand at the L4–L5 disc, give or take half a vertebra (Tuffier's line).
        var crest = new Vector3(l5.X, l5.Y - 22, l5.Z + (float)((sizes[^1].Height / 2) + 4 + random.Normal(0, 9)));
        var volumes = new List<BoneVolume>(vertebrae.Select(v => v.Volume));
        volumes.AddRange(PelvisBuilder.Build(sacrum, crest, size, female, inside, cortex, new DeterministicRandom(seed, (ulong)subject.Number, 21), threads));
        Vector3 head = crest + (size * FemurBuilder.HeadFromCrest);
        BoneVolume femur = FemurBuilder.Build(head, 1, size, (float)(0.20 * subject.FemoralNeckBmd), 0.75f, Texture());
        FemurCalibration.Apply(femur, head, size, subject);
        Vector3 mirrored = crest + (size * FemurBuilder.HeadFromCrest * new Vector3(-1, 1, 1));
        volumes.Add(femur);
        volumes.Add(FemurBuilder.Build(mirrored, -1, size, 0.16f * (float)relative, cortex * 0.9f, Texture()));

        float spineBack = -(float)((sizes[14].Depth / 2) + sizes[14].CanalDepth + sizes[14].SpinousLength);
        float diaphragm = frames[10].Origin.Z + (float)random.Normal(-8, 18);
        var course = new SpineCourse([.. frames.Select(f => f.Origin)]);
        SoftTissue tissue = SoftTissueBuilder.Build(subject, spineBack, crest.Z, diaphragm, course, new DeterministicRandom(seed, (ulong)subject.Number, 4));
        BoneRibbon[] ribs = [.. RibCage.Build(frames, sizes, tissue.MuscleWall, subject.AgeYears, cortex, inside, new DeterministicRandom(seed, (ulong)subject.Number, 5))];

        // Marrow fat rises from 35 % at 30 to 60 % at 70 years (section 3.4 of the constants).
        float marrow = (float)Math.Clamp(0.35 + ((subject.AgeYears - 30) * 0.00625) + random.Normal(0, 0.07), 0.2, 0.85);
        return new Phantom(subject, vertebrae, volumes, [], femur, head, size, tissue, marrow) { Ribs = ribs };
    }
}
