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
    /// <param name="findings">Variants, fractures and implants; those that the person was drawn with where they are left out.</param>
    public static Phantom Build(
        SimulatedSubject subject, ulong seed, int firstVertebra = 0, bool isScoliotic = false, int threads = 1, PersonFindings? findings = null)
    {
        findings ??= PersonFindings.Draw(subject, seed);
        var random = new DeterministicRandom(seed, (ulong)subject.Number, 2);
        bool female = subject.Sex == Sex.Female;

        // Women's bodies are 10 % narrower and 3 % lower than men's; heights follow stature^0.7 (section 3.3 of the constants).
        double across = (female ? 0.94 : 1.03) * Math.Pow(subject.HeightCm / (female ? 152 : 165), 0.4) * random.Normal(1, 0.035);
        double along = Math.Pow(subject.HeightCm / 162, 0.7) * random.Normal(1, 0.03);
        double disc = Math.Clamp(random.Normal(0.95, 0.12), 0.6, 1.3);
        double degeneration = Math.Clamp(((subject.AgeYears - 40) / 45) + random.Normal(0, 0.35), 0, 1.3);
        VertebraDimensions[] sizes = SpineBuilder.Sizes(across, along, disc, degeneration, findings.Numbering, random);
        (double[] bend, double[] axial) = isScoliotic ? SpineBuilder.Scoliosis(sizes.Length, random) : SpineBuilder.Curve(sizes.Length, random);
        Dictionary<int, FractureShape> fractures = findings.Fractures.ToDictionary(f => f.Number, f => new FractureShape(f, sizes[f.Number]));
        double lordosis = Math.Clamp(random.Normal(1, 0.3), 0.2, 1.8);
        double[] disorder = SpinePose.Disorder(sizes.Length, random);
        (RigidFrame[] whole, RigidFrame sacrumBefore) = SpinePose.Place(sizes, lordosis, bend, axial, disorder);
        (RigidFrame[] frames, RigidFrame sacrumFrame) = SpinePose.Place(sizes, lordosis, bend, axial, disorder, fractures);

        float size = (float)(0.5 * (across + (subject.HeightCm / 160)));
        var pelvisRandom = new DeterministicRandom(seed, (ulong)subject.Number, 21);
        PelvisShape pelvis = PelvisShape.Draw(female, pelvisRandom);
        var sacrum = new Sacrum(pelvis, pelvisRandom);
        SacralWings? wings = sacrum.Wings(findings.Numbering, whole[^1], sacrumBefore, size);

        SpineHabit habit = SpineHabit.Draw(random);
        var built = new PhantomVertebra[sizes.Length - firstVertebra];
        PixelBlocks.ForBlocks(built.Length, 1, threads, (from, _) =>
        {
            int i = firstVertebra + from;
            built[from] = SpineBuilder.Build(
                i,
                whole[i],
                sizes[i],
                subject,
                habit,
                degeneration,
                i == sizes.Length - 1 ? wings : null,
                new DeterministicRandom(seed, (ulong)subject.Number, 3, (ulong)i));
        });

        double relative = subject.LumbarL2L4Bmd;
        float inside = (float)Math.Clamp((0.16 * relative) - 0.03, 0.03, 0.25), cortex = (float)(0.55 + (0.35 * relative));
        TrabecularTexture Texture() => new(random, random.Uniform(2.2, 3.2), 0.25);
        Vector3 lowest = frames[^1].Origin;

        // The iliac crests stand at the L4–L5 disc, give or take half a vertebra (Tuffier's line).
        var crest = new Vector3(lowest.X, lowest.Y - 22, lowest.Z + (float)((sizes[^1].Height / 2) + 4 + random.Normal(0, 9)));
        IReadOnlyList<BoneVolume> pelvicBones = PelvisBuilder.Build(sacrumFrame, crest, size, pelvis, sacrum, inside, cortex, pelvisRandom, threads);

        // With four lumbar vertebrae sacrum and ilia reach into L4's window.
        Vector3 settled = sacrumBefore.Origin - sacrumFrame.Origin;
        BoneVolume[] near = findings.Numbering.LumbarBodies == 4 ? [.. pelvicBones.Select(bone => bone.At(bone.Frame with { Origin = bone.Frame.Origin + settled }))] : [];

        // A vertebra breaks after it has its mineral, and keeps it.
        IReadOnlyList<PhantomVertebra> vertebrae =
            [.. SpineCalibration.Apply(built, subject.LumbarL2L4Bmd, near).Select(v => v.Settled(frames[v.Number], fractures.GetValueOrDefault(v.Number)))];
        List<BoneVolume> volumes = [.. vertebrae.Select(v => v.Volume), .. pelvicBones];
        int scanned = findings.Implants.ScannedHip ?? 1;
        Vector3 Head(int side) => crest + (size * FemurBuilder.HeadFromCrest * new Vector3(side, 1, 1));
        Vector3 head = Head(scanned);
        BoneVolume femur = FemurBuilder.Build(head, scanned, size, (float)(0.20 * subject.FemoralNeckBmd), 0.75f, Texture());
        FemurCalibration.Apply(femur, scanned, head, size, subject);
        BoneVolume other = FemurBuilder.Build(Head(-scanned), -scanned, size, 0.16f * (float)relative, cortex * 0.9f, Texture());
        volumes.Add(femur);
        volumes.Add(other);
        var implanted = new List<MetalRod>();
        foreach (int side in (ReadOnlySpan<int>)[1, -1])
        {
            if (side > 0 ? findings.Implants.LeftHip : findings.Implants.RightHip)
            {
                HipProsthesis.Resect(side == scanned ? femur : other, side, size);
                implanted.AddRange(HipProsthesis.Parts(Head(side), side, size, new DeterministicRandom(seed, (ulong)subject.Number, 41, (ulong)(side + 1))));
            }
        }

        implanted.AddRange(SpinalImplants.Parts(vertebrae, findings.Implants, new DeterministicRandom(seed, (ulong)subject.Number, 42)));

        float spineBack = -(float)((sizes[14].Depth / 2) + sizes[14].CanalDepth + sizes[14].SpinousLength);
        float diaphragm = frames[10].Origin.Z + (float)random.Normal(-8, 18);
        var course = new SpineCourse([.. frames.Select(f => f.Origin)]);
        SoftTissue tissue = SoftTissueBuilder.Build(subject, spineBack, crest.Z, diaphragm, course, new DeterministicRandom(seed, (ulong)subject.Number, 4));
        BoneRibbon[] ribs = [.. RibCage.Build(frames, sizes, tissue.MuscleWall, subject.AgeYears, cortex, inside, findings.Numbering.Thoracolumbar, new DeterministicRandom(seed, (ulong)subject.Number, 5))];

        if (findings.Implants.Catheter is { } catheter)
        {
            implanted.AddRange(Catheters.Parts(catheter, course, tissue.MuscleWall, crest.Z, new DeterministicRandom(seed, (ulong)subject.Number, 43)));
        }

        tissue = tissue with { Metal = [.. tissue.Metal, .. implanted] };

        // Marrow fat rises from 35 % at 30 to 60 % at 70 years (section 3.4 of the constants).
        float marrow = (float)Math.Clamp(0.35 + ((subject.AgeYears - 30) * 0.00625) + random.Normal(0, 0.07), 0.2, 0.85);
        return new Phantom(subject, vertebrae, volumes, [], femur, head, size, tissue, marrow) { Ribs = ribs, Findings = findings, Degeneration = degeneration };
    }
}
