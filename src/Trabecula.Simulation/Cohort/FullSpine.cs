using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>Draws AP films of the whole spine, most of them scoliotic and many of young people, as scoliosis clinics take them.</summary>
public static class FullSpine
{
    // Twice a lumbar film's: stitched films are kept coarser, and this one only trains a localiser that looks coarser still.
    private const double PixelMm = 0.8;

    // Collections of such films come from the web with their contrast evened out; the limits give the local detail of the CADMA set.
    private const double EqualisedShare = 0.75, LeastEqualisation = 2, MostEqualisation = 9;

    /// <summary>The phantom and the set-up of a film.</summary>
    /// <param name="seed">Seed of the cohort.</param>
    /// <param name="number">Number of the film, from 0.</param>
    public static (Phantom Phantom, FilmSetup Setup, ulong FilmSeed) Draw(ulong seed, int number)
    {
        var random = new DeterministicRandom(seed, 78, (ulong)number);
        ulong filmSeed = random.NextBits();

        // People of another seed, so that none is a member of the cohort.
        ulong peopleSeed = random.NextBits();
        double height = Math.Clamp(random.Normal(162, 10), 140, 190), index = Math.Clamp(random.Normal(20.5, 3), 15, 34);
        SimulatedSubject subject = RoadPopulation.Draw(peopleSeed, number) with
        {
            AgeYears = random.Uniform(12, 80),
            HeightCm = height,
            WeightKg = index * height * height / 1e4,
            LumbarL2L4Bmd = Math.Clamp(random.Normal(0.98, 0.17), 0.5, 1.5),
        };
        Phantom phantom = PhantomBuilder.Build(subject, peopleSeed, firstVertebra: 0, isScoliotic: random.Chance(0.75));

        // From the upper chest down to somewhere between L5 and the hips.
        Vector3 highest = phantom.Vertebrae[0].Frame.Origin, lowest = phantom.Vertebrae[^1].Frame.Origin;
        float top = highest.Z + (float)random.Uniform(-150, 20), bottom = lowest.Z - (float)(random.Chance(0.6) ? random.Uniform(-12, 45) : random.Uniform(45, 190));
        float middle = phantom.Vertebrae.Average(v => v.Frame.Origin.X);
        var aim = new Vector3(middle + (float)random.Normal(0, 10), 0, (top + bottom) / 2);
        double sid = random.Uniform(1500, 3000);
        FilmSetup setup = FilmSetup.At(
            phantom, aim, random.Normal(0, 2), random.Uniform(220, 430), (top - bottom) * 1.1, filmSeed, sid, PixelMm);
        double? equalisation = random.Chance(EqualisedShare) ? random.Uniform(LeastEqualisation, MostEqualisation) : null;
        return (phantom, setup with { Chain = setup.Chain with { Equalisation = equalisation } }, filmSeed);
    }
}
