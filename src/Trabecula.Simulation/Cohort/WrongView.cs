using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>A film that is no AP film of the lumbar spine.</summary>
public enum WrongViewKind
{
    /// <summary>From the side.</summary>
    Lateral,

    /// <summary>Turned by 30° to 60°.</summary>
    Oblique,

    /// <summary>The chest from the front.</summary>
    Chest,

    /// <summary>The pelvis and hips from the front.</summary>
    Pelvis,

    /// <summary>An arm or a leg.</summary>
    Limb,
}

/// <summary>Draws films that the localiser must refuse.</summary>
public static class WrongView
{
    /// <summary>The phantom and the set-up of a wrong view.</summary>
    /// <param name="seed">Seed of the cohort.</param>
    /// <param name="number">Number of the wrong view; the kinds take turns.</param>
    public static (WrongViewKind Kind, Phantom Phantom, FilmSetup Setup) Draw(ulong seed, int number)
    {
        WrongViewKind[] kinds = Enum.GetValues<WrongViewKind>();
        WrongViewKind kind = kinds[number % kinds.Length];
        var random = new DeterministicRandom(seed, 77, (ulong)number);
        ulong filmSeed = random.NextBits();

        // People of another seed, so that no wrong view shows a member of the cohort.
        ulong peopleSeed = random.NextBits();
        SimulatedSubject subject = RoadPopulation.Draw(peopleSeed, number);
        if (kind == WrongViewKind.Limb)
        {
            Phantom limb = LimbBuilder.Build(subject, random);
            return (kind, limb, FilmSetup.At(limb, new Vector3(0, 0, (float)random.Uniform(-120, 120)), random.Uniform(0, 360), random.Uniform(180, 350), random.Uniform(240, 430), filmSeed));
        }

        Phantom phantom = PhantomBuilder.Build(subject, peopleSeed, kind == WrongViewKind.Chest ? 0 : 5);
        float crest = phantom.Vertebrae[^1].Frame.Origin.Z;
        FilmSetup setup = kind switch
        {
            WrongViewKind.Lateral => FilmSetup.At(phantom, new Vector3(0, (float)random.Normal(-5, 12), (float)random.Normal(-5, 30)), (random.Chance(0.5) ? 90 : -90) + random.Normal(0, 6), random.Uniform(220, 350), 430, filmSeed),
            WrongViewKind.Oblique => FilmSetup.At(phantom, new Vector3(0, 0, (float)random.Normal(-5, 20)), (random.Chance(0.5) ? 1 : -1) * random.Uniform(32, 62), random.Uniform(240, 350), 430, filmSeed),
            WrongViewKind.Chest => FilmSetup.At(phantom, new Vector3((float)random.Normal(0, 8), 0, (float)random.Uniform(245, 310)), random.Normal(0, 4), 350, random.Chance(0.5) ? 350 : 430, filmSeed),
            _ => FilmSetup.At(phantom, new Vector3((float)random.Normal(0, 10), 0, crest - (float)random.Uniform(120, 190)), random.Normal(0, 4), random.Uniform(300, 430), random.Uniform(180, 260), filmSeed),
        };
        return (kind, phantom, setup);
    }
}
