using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>Gives a trunk a little less fat over the spine than beside it.</summary>
/// <remarks>
/// The bodies, the great vessels upon them and the muscles behind them stand where the belly's fat would be; beside them lie the fat of the
/// mesentery and that around the kidneys. Cross-sections of real people have some millimetres less fat over the spine than where scanners
/// take their reference (Tothill and Pye 1992, from memory; spread of 5 mm: section 4.5 of the constants).
/// </remarks>
internal static class SpinalFat
{
    // Less fat over the spine, mm: mean and spread over people, and along one spine.
    private const double LessMm = 5, SpreadMm = 4, AlongMm = 1.5;

    // From the middle: the spine's width, and the strips beside it that a scanner compares with; between them the fat changes.
    private const int WithinMm = 26, StripFromMm = 40, StripToMm = 66;
    private const float EvenMm = 24, EdgeMm = 38;

    // From L5 to T11, fading out over some mm; steps along the spine; the reach over which differences are smoothed.
    private const int BottomMm = -110, TopMm = 130, StepMm = 5, ReachSteps = 4;
    private const float FadeMm = 30;

    /// <summary>Changes a map of fat.</summary>
    /// <param name="map">Mm of fat besides what lies in solids.</param>
    /// <param name="solids">Mm of fat in solids along an AP ray, by x and z.</param>
    /// <param name="spine">The spine's course.</param>
    /// <param name="fatness">About 1; scales how far fat can be apart.</param>
    /// <param name="random">A stream of its own.</param>
    public static void Settle(CoronalMap map, Func<float, float, float> solids, SpineCourse spine, float fatness, DeterministicRandom random)
    {
        double less = fatness * random.Normal(LessMm, SpreadMm);
        float[] excess = [.. Enumerable.Range(0, ((TopMm - BottomMm) / StepMm) + 1).Select(i => Excess(BottomMm + (StepMm * i)) + (float)(fatness * random.Normal(0, AlongMm * Math.Sqrt((2 * ReachSteps) + 1))))];
        float[] smooth = [.. excess.Select((_, i) => excess[Math.Max(0, i - ReachSteps)..Math.Min(excess.Length, i + ReachSteps + 1)].Average())];
        map.Change(new Vector2(-200, BottomMm), new Vector2(200, TopMm), (place, old) =>
        {
            float away = MathF.Abs(place.X - spine.At(place.Y).X), share = Ease((EdgeMm - away) / (EdgeMm - EvenMm));
            if (share <= 0)
            {
                return old;
            }

            float ends = Ease((place.Y - BottomMm) / FadeMm) * Ease((TopMm - place.Y) / FadeMm);
            float step = (place.Y - BottomMm) / StepMm;
            int low = Math.Min((int)step, smooth.Length - 2);
            return old - (share * ends * (smooth[low] + ((step - low) * (smooth[low + 1] - smooth[low])) + (float)less));
        });

        float Excess(int z)
        {
            float x = spine.At(z).X;
            float Mean(IEnumerable<int> places) => places.Average(dx => solids(x + dx, z) + map.At(x + dx, z));
            int[] strip = [.. Enumerable.Range(0, (StripToMm - StripFromMm) / 2).Select(i => StripFromMm + (2 * i))];
            return Mean(Enumerable.Range(-WithinMm / 2, WithinMm + 1).Select(i => 2 * i)) - Mean(strip.Concat(strip.Select(dx => -dx)));
        }
    }

    private static float Ease(float t)
    {
        t = Math.Clamp(t, 0, 1);
        return t * t * (3 - (2 * t));
    }
}
