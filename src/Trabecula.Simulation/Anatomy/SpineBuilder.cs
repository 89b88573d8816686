using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>Builds a person's vertebrae: sizes, curves, forms, wear, and mineral that amounts to the person's densities.</summary>
internal static class SpineBuilder
{
    private const int FirstLumbar = 12;

    // Mean densities of L1 to L5 over that of L2–L4 (LevelRatios, both sexes around 60 years; L5 like L4).
    private static readonly double[] TypicalRatio = [0.91, 0.97, 1.01, 1.01, 1.01];

    /// <summary>Draws sizes of T1 to the last lumbar vertebra.</summary>
    public static VertebraDimensions[] Sizes(
        double across, double along, double disc, double degeneration, SpineNumbering numbering, DeterministicRandom random)
    {
        var sizes = new VertebraDimensions[numbering.Count];
        for (int i = 0; i < sizes.Length; i++)
        {
            bool narrow = i >= 11 && random.Chance(0.18 * degeneration);
            double own = disc * random.Normal(1, 0.07) * (narrow ? random.Uniform(0.35, 0.75) : 1);
            sizes[i] = VertebraDimensions.OfLevel(i, numbering.LumbarBodies).Scaled(across * random.Normal(1, 0.012), along * random.Normal(1, 0.015), own);
        }

        // The disc below a transitional vertebra is rudimentary (constructed: a quarter to two thirds of its height).
        if (numbering.Transition != LumbosacralTransition.None)
        {
            sizes[^1] = sizes[^1] with { DiscBelow = sizes[^1].DiscBelow * random.Uniform(0.25, 0.65) };
        }

        return sizes;
    }

    /// <summary>Draws side bend and axial turn of <paramref name="count"/> vertebrae from T1 on, degrees.</summary>
    public static (double[] Bend, double[] Axial) Curve(int count, DeterministicRandom random)
    {
        // Scoliosis of 10° and more in about a fifth of the elderly (section 3.5 of the constants), rarely above 30°.
        double amplitude = random.Chance(0.18) ? random.Uniform(6, 20) : Math.Abs(random.Normal(0, 2.2));
        double sign = random.Chance(0.5) ? 1 : -1, apex = random.Uniform(11, 15), length = random.Uniform(2.6, 4.5), lean = random.Normal(0, 1.2);
        var bend = new double[count];
        var axial = new double[count];
        double turn = random.Normal(0, 2.5);
        for (int i = 0; i < bend.Length; i++)
        {
            double place = (i - apex) / length;
            bend[i] = lean + (sign * amplitude * Math.Sin(place * 1.4) * Math.Exp(-place * place / 5)) + random.Normal(0, 0.7);
            axial[i] = turn + (sign * amplitude * 0.7 * Math.Exp(-place * place / 2)) + random.Normal(0, 0.8);
        }

        return (bend, axial);
    }

    /// <summary>Draws side bend and axial turn of a scoliotic spine, degrees: a lumbar curve, a thoracic one that answers it, or both.</summary>
    public static (double[] Bend, double[] Axial) Scoliosis(int count, DeterministicRandom random)
    {
        double sign = random.Chance(0.5) ? 1 : -1, lumbarApex = random.Uniform(11.5, 14.5), thoracicApex = lumbarApex - random.Uniform(4, 6);
        double lumbar = random.Chance(0.8) ? random.Uniform(4, 30) : 0, thoracic = random.Chance(0.7) ? random.Uniform(4, 30) : 0;
        double length = random.Uniform(2.4, 3.6), lean = random.Normal(0, 1.5);
        var bend = new double[count];
        var axial = new double[count];
        for (int i = 0; i < bend.Length; i++)
        {
            double low = (i - lumbarApex) / length, high = (i - thoracicApex) / length;
            bend[i] = lean + random.Normal(0, 0.8)
                + (sign * ((lumbar * Tilt(low)) - (thoracic * Tilt(high))));

            // The bodies turn into the curve, about half as much as it is bent.
            axial[i] = random.Normal(0, 1.2) + (sign * 0.5 * ((lumbar * Math.Exp(-low * low)) - (thoracic * Math.Exp(-high * high))));
        }

        // People keep their head over their pelvis, more or less.
        double aside = bend.Average() * random.Uniform(0.6, 1.1);
        bend = [.. bend.Select(b => b - aside)];
        return (bend, axial);
    }

    // Nothing at the apex, most one length from it, straight again two lengths on.
    private static double Tilt(double place) => 1.65 * place * Math.Exp(-place * place / 2);

    /// <summary>Builds one vertebra.</summary>
    /// <param name="index">0 for T1, 12 for L1.</param>
    /// <param name="frame">Where it lies.</param>
    /// <param name="size">Its size.</param>
    /// <param name="subject">Whose it is.</param>
    /// <param name="habit">What all vertebrae of the person share.</param>
    /// <param name="degeneration">0 to 1.3.</param>
    /// <param name="wings">How it meets the sacrum, if it is transitional.</param>
    /// <param name="random">A stream of its own.</param>
    public static PhantomVertebra Build(
        int index,
        RigidFrame frame,
        VertebraDimensions size,
        SimulatedSubject subject,
        SpineHabit habit,
        double degeneration,
        SacralWings? wings,
        DeterministicRandom random)
    {
        bool lumbar = index >= FirstLumbar;

        // No scan measures thoracic vertebrae, L5 or a sixth lumbar one; the latter are like L4.
        double ratio = lumbar ? TypicalRatio[Math.Min(index - FirstLumbar, TypicalRatio.Length - 1)] : 0.80 - (0.02 * (11 - index));
        double own = lumbar ? subject.Levels.Of(SkeletalSite.L1 + Math.Min(3, index - FirstLumbar)) : ratio * random.Normal(1, 0.045);
        double target = Math.Max(0.3, subject.LumbarL2L4Bmd * own);

        // Trabecular density against areal density: 80 mg/cm³ at 0.8 g/cm², 175 at 1.05 (section 3.4 of the constants).
        double trabecular = Math.Clamp(0.08 + ((target / ratio) - 0.8) * 0.38, 0.035, 0.26) * Math.Exp(random.Normal(0, 0.10));
        var form = new VertebraForm(
            Math.Clamp(random.Normal(habit.Waist, 0.02), 0.04, 0.22),
            Math.Clamp(random.Normal(1.4, 0.6) + Math.Max(0, (0.8 - target) * 3), 0.2, 4.5),
            random.Normal(0, 0.6),
            Math.Max(0, random.Normal(0.01, 0.02)),
            random.Uniform(1.2, 3.5),
            lumbar,
            habit.Posterior(random),
            DrawWear(degeneration * random.Uniform(0.3, 1), random)) { Wings = wings };
        double dense = Math.Clamp(trabecular / 0.15, 0.4, 1.4);
        var material = new VertebraMaterial(
            trabecular, 0.034 * habit.Shell * random.Normal(1, 0.1), habit.EndplateFactor, habit.CortexGcm3, habit.CortexMm * random.Normal(1, 0.08), 0.12 + (0.10 * dense), habit.RoughnessMm);

        // The lower the density, the wider the meshes and the more uneven the picture.
        var texture = new TrabecularTexture(random, 1.5 + (0.9 / dense), Math.Clamp(0.20 / dense, 0.12, 0.45));
        BoneVolume volume = VertebraBuilder.Build(frame, size, form, material, texture);
        Calibrate(volume, size, target, Math.Clamp(habit.PosteriorShare + (0.15 * (1 - target)) + random.Normal(0, 0.02), 0.25, 0.65));
        VertebraBuilder.Wear(volume, size, form, material);
        IReadOnlyList<Vector3> corners = [.. VertebraBuilder.Corners(size, form).Select(frame.ToPatient)];
        return new PhantomVertebra(index, frame, size, volume, corners, lumbar ? target : 0);
    }

    /// <summary>Osteophytes in nearly half, osteochondrosis in a fifth of women of 63 years (section 3.5 of the constants).</summary>
    internal static VertebraWear DrawWear(double worn, DeterministicRandom random)
    {
        double[] osteophytes = [.. Enumerable.Range(0, 4).Select(_ => random.Chance(0.4 * worn) ? random.Uniform(1, 9) * Math.Min(1, worn) : random.Uniform(0, 0.8))];
        double plates = random.Chance(0.25 * worn) ? random.Uniform(0.05, 0.35) : 0;
        double facets = random.Chance(0.35 * worn) ? random.Uniform(0.1, 0.7) : 0;
        return new VertebraWear(osteophytes, plates, facets);
    }

    /// <summary>Shares the areal density out between body and posterior elements; <see cref="SpineCalibration"/> sets the whole spine's afterwards.</summary>
    private static void Calibrate(BoneVolume volume, VertebraDimensions size, double target, double posteriorShare)
    {
        float half = (float)(size.Width / 2) + 9, height = (float)(size.Height + size.DiscBelow) / 2, back = -(float)(size.Depth / 2) - 1;
        (double body, double posterior, double area) = volume.Content(p => MathF.Abs(p.X) < half && MathF.Abs(p.Z) < height, p => p.Y < back);
        double all = target * area;
        double behind = Math.Clamp(posteriorShare * all / posterior, 0.4, 1.8);
        double front = Math.Clamp((all - (behind * posterior)) / body, 0.5, 1.9);
        double rest = all / ((front * body) + (behind * posterior));
        float frontFactor = (float)(front * rest), behindFactor = (float)(behind * rest);

        // From body to pedicle the factor changes over 6 mm, so that no step is seen.
        volume.Change((p, value) => value * (frontFactor + ((behindFactor - frontFactor) * Math.Clamp((back + 3 - p.Y) / 6, 0, 1))));
    }
}
