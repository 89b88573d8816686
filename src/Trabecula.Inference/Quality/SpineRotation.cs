using Trabecula.Imaging;

namespace Trabecula.Inference;

/// <summary>How far a spine is turned about its long axis, from what lies to the right and to the left of the bodies' middle.</summary>
/// <remarks>
/// Turned, the spinous processes and laminae move to one side of the bodies and the pedicle of the other side comes to its edge. Finding one of
/// these by itself does not work (a pedicle is taken for a spinous process as often as not); the whole row of differences does, as a
/// weighted sum.
/// </remarks>
public static class SpineRotation
{
    // How much further the right is than the left side, from the middle outwards to one and a half half-widths of the body. Ridge regression on
    // 102 simulated films of 16 people who were turned by 0 to 25° (seed 4242), in degrees for each unit of the bodies' mean grey.
    private static readonly double[] Weights = [1.2, 1.8, 2.4, 4.0, -0.2, -5.8, -6.7, -6.9, -13.8, 1.7, 6.0, 4.9];
    private const double Reach = 1.5;

    // The mean of a body is not believed below this, as for metal: there is no bone to compare with.
    private const double LeastMean = 0.02;

    /// <summary>Measures a frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <returns>Degrees; positive where the film was taken from the patient's left of the front. The error's spread is about 7°.</returns>
    public static double Degrees(SpineFrame frame)
    {
        double[][] levels = [.. Enumerable.Range(0, 4).Select(level => Differences(frame, level)).OfType<double[]>()];
        return levels.Length == 0 ? 0 : Weights.Select((weight, place) => weight * Median.Of([.. levels.Select(differences => differences[place])])).Sum();
    }

    private static double[]? Differences(SpineFrame frame, int level)
    {
        (int first, int last, int half) = FrameMeasures.LevelBox(frame, level);
        if (last < first || half == 0)
        {
            return null;
        }

        var across = new double[SpineFrame.Width];
        for (int row = first; row <= last; row++)
        {
            for (int column = 0; column < across.Length; column++)
            {
                across[column] += frame.Pixels[(row * SpineFrame.Width) + column] / (last - first + 1.0);
            }
        }

        double mean = Math.Max(LeastMean, across.Skip((SpineFrame.Width / 2) - half).Take(2 * half).Average());
        return [.. Weights.Select((_, place) =>
        {
            double away = (place + 0.5) / Weights.Length * Reach * half;
            return (At(across, away) - At(across, -away)) / mean;
        })];
    }

    private static double At(double[] across, double away)
    {
        double place = Math.Clamp(((SpineFrame.Width - 1) / 2.0) + away, 0, across.Length - 1.001);
        int left = (int)place;
        return across[left] + ((place - left) * (across[left + 1] - across[left]));
    }
}
