using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>Draws a person's vertebral fractures by sex, age and density.</summary>
internal static class FractureModel
{
    // One fracture and more, anywhere in the spine, in percent, of people in their thirties and younger, forties, …, eighties and older:
    // ROAD, third survey (Horii 2019; section 3.5 of the constants). The 17.4 % of men under 40 rest on few people; the forties' stand for it.
    private static readonly double[] Women = [2.9, 2.4, 7.3, 10.3, 27.1, 53.0], Men = [7.9, 7.9, 18.5, 25.6, 26.3, 41.5];

    // Of those with a fracture, only mild ones (grade 1): 10.0 of 19.1 % of women, 21.2 of 25.9 % of men (the same).
    private const double MildWomen = 0.52, MildMen = 0.82;

    // Of the rest, grade 2 (constructed).
    private const double Moderate = 0.7;

    // Risk by one standard deviation of spine density: 2.3 (Marshall 1996, BMJ 312:1254).
    private const double LogRisk = 0.83, SpreadOfDensity = 0.16, MostRelative = 4;

    // Where they lie: T4 to T10, then T11, T12, L1 … L4. Peaks at mid-thorax and T12–L1, a third from L1 to L4 (section 3.5; the shares of
    // single levels are constructed).
    private static readonly double[] Places = [0.40, 0.10, 0.17, 0.17, 0.07, 0.05, 0.04];
    private const int Highest = 10;

    // Another fracture after each: about a third of those fractured have several (constructed).
    private const double Another = 0.33;

    // Wedge, biconcave, crush: wedges are most common, biconcave ones next (Ismail 1999, Osteoporos Int 9:206); and lower down more are
    // biconcave. Constructed shares.
    private static readonly double[] Kinds = [0.58, 0.27, 0.15];

    /// <summary>Draws the fractures of T11 to L4; each vertebra has at most one.</summary>
    /// <param name="subject">The person.</param>
    /// <param name="random">A stream of its own.</param>
    public static IReadOnlyList<VertebralFracture> Draw(SimulatedSubject subject, DeterministicRandom random)
    {
        bool female = subject.Sex == Sex.Female;
        double prevalence = (female ? Women : Men)[Math.Clamp((int)(subject.AgeYears / 10) - 3, 0, 5)] / 100;

        // On average over normal deviations the factor is 1.
        double z = (subject.LumbarL2L4Bmd - Expected(female, subject.AgeYears)) / SpreadOfDensity;
        double relative = Math.Min(MostRelative, Math.Exp((-LogRisk * z) - (LogRisk * LogRisk / 2)));
        var found = new List<VertebralFracture>();
        bool goesOn = random.Chance(Math.Min(0.95, prevalence * relative));
        while (goesOn)
        {
            int place = Choose(Places, random);
            VertebralFracture one = DrawOne(Highest - 1 + place, female, random);
            if (place > 0 && found.All(f => f.Number != one.Number))
            {
                found.Add(one);
            }

            goesOn = random.Chance(Another);
        }

        return [.. found.OrderBy(f => f.Number)];
    }

    /// <summary>One fracture of a vertebra.</summary>
    internal static VertebralFracture DrawOne(int number, bool female, DeterministicRandom random)
    {
        var kind = (FractureKind)Choose(Kinds, random);
        double grade = random.NextDouble(), mild = female ? MildWomen : MildMen;
        double loss = grade < mild ? random.Uniform(VertebralFracture.FirstFrom, VertebralFracture.SecondFrom)
            : grade < mild + ((1 - mild) * Moderate) ? random.Uniform(VertebralFracture.SecondFrom, VertebralFracture.ThirdFrom)
            : random.Uniform(VertebralFracture.ThirdFrom, VertebralFracture.Most);
        return new VertebralFracture(number, kind, loss, random.TruncatedNormal(0, 0.1, -0.25, 0.25));
    }

    // The mean lumbar density by age of section 2.4 of the constants (Japanese people).
    private static double Expected(bool female, double age) =>
        !female ? 1.024 : 1.02 - (0.0117 * Math.Clamp(age - 46, 0, 14)) - (0.0035 * Math.Max(0, age - 60));

    private static int Choose(double[] shares, DeterministicRandom random)
    {
        double place = random.NextDouble();
        int i = 0;
        while (i < shares.Length - 1 && place >= shares[i])
        {
            place -= shares[i++];
        }

        return i;
    }
}
