using Trabecula.Domain;
using Trabecula.Imaging;

namespace Trabecula.Inference;

/// <summary>Whether an attribution is faithful: the parts that it names first must change the estimate fastest (Petsiuk 2018).</summary>
/// <param name="MostFirst">Area under the share of the density that is left, with the most attributed cells taken out first: 0 to 1 or so,
/// lower is more faithful.</param>
/// <param name="AtRandom">The same in an order by chance.</param>
/// <param name="LeastFirst">The same in the reverse order.</param>
public sealed record DeletionTest(double MostFirst, double AtRandom, double LeastFirst)
{
    private const int Steps = 20;

    internal static DeletionTest Of(SpineFrame frame, DensityEstimator density, DeterministicRandom random, CancellationToken cancellation)
    {
        double[] values = Occlusion.Of(frame, density, cancellation);
        int[] most = [.. Enumerable.Range(0, values.Length).OrderByDescending(cell => values[cell])];
        int[] chance = [.. most.Select(cell => (Cell: cell, Key: random.NextDouble())).OrderBy(pair => pair.Key).Select(pair => pair.Cell)];
        double whole = Occlusion.LumbarDensity(frame, density), none = Occlusion.LumbarDensity(Occlusion.Without(frame, most), density);
        return new DeletionTest(Area(most), Area(chance), Area([.. most.Reverse()]));

        double Area(int[] order)
        {
            double area = 0, before = 1;
            for (int step = 1; step <= Steps; step++)
            {
                cancellation.ThrowIfCancellationRequested();
                SpineFrame rest = Occlusion.Without(frame, order.Take(order.Length * step / Steps));
                double left = (Occlusion.LumbarDensity(rest, density) - none) / (whole - none);
                area += (before + left) / 2 / Steps;
                before = left;
            }

            return area;
        }
    }
}
