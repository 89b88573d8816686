namespace Trabecula.Evaluation;

/// <summary>Area under the receiver operating characteristic, by DeLong's method.</summary>
/// <remarks>
/// DeLong, DeLong and Clarke-Pearson 1988 (Biometrics 44:837), computed from midranks as Sun and Xu 2014 (IEEE Signal Process Lett
/// 21:1389). R: <c>pROC::ci.auc</c>, <c>pROC::roc.test(method = "delong", paired = TRUE)</c>.
/// </remarks>
public static class Auroc
{
    /// <summary>The area: the chance that an ill case has a higher score than another, ties counting one half.</summary>
    /// <param name="ill">The truth.</param>
    /// <param name="scores">Scores, in the same order; higher means more likely ill. Finite.</param>
    /// <returns>0 to 1, with DeLong's interval cut to 0 to 1; NaN without either class; ends NaN with fewer than two of either.</returns>
    public static Measure Of(IReadOnlyList<bool> ill, IReadOnlyList<double> scores)
    {
        var places = Placements.Of(ill, scores);
        var half = Confidence.Z * Math.Sqrt(Placements.Covariance(places, places));
        return new Measure(places.Area, Math.Max(0, places.Area - half), Math.Min(1, places.Area + half));
    }

    /// <summary>Compares two scores on the same cases.</summary>
    /// <param name="ill">The truth.</param>
    /// <param name="first">Scores of the first.</param>
    /// <param name="second">Scores of the second, for the same cases.</param>
    /// <returns>Difference of the areas (first minus second) with its interval, and the two-sided probability of one as large by
    /// chance; the probability is NaN where the difference has no spread.</returns>
    public static (Measure Difference, double Probability) Compare(
        IReadOnlyList<bool> ill, IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        var (a, b) = (Placements.Of(ill, first), Placements.Of(ill, second));
        var variance = Placements.Covariance(a, a) + Placements.Covariance(b, b) - (2 * Placements.Covariance(a, b));
        var error = Math.Sqrt(Math.Max(0, variance));
        var difference = a.Area - b.Area;
        return (
            new Measure(difference, difference - (Confidence.Z * error), difference + (Confidence.Z * error)),
            error > 0 ? Confidence.TwoSidedZ(difference / error) : double.NaN);
    }

    /// <summary>For each ill case the share of others below it, and for each other the share of ill above it.</summary>
    private sealed record Placements(double[] Ill, double[] Others)
    {
        public double Area => Ill.Length > 0 && Others.Length > 0 ? Ill.Average() : double.NaN;

        public static Placements Of(IReadOnlyList<bool> ill, IReadOnlyList<double> scores)
        {
            ArgumentNullException.ThrowIfNull(ill);
            ArgumentNullException.ThrowIfNull(scores);
            if (ill.Count != scores.Count)
                throw new ArgumentException("There must be one score for each case.", nameof(scores));
            var all = Midranks(scores);
            var illCases = Enumerable.Range(0, ill.Count).Where(i => ill[i]).ToArray();
            var others = Enumerable.Range(0, ill.Count).Where(i => !ill[i]).ToArray();
            var withinIll = Midranks([.. illCases.Select(i => scores[i])]);
            var withinOthers = Midranks([.. others.Select(i => scores[i])]);
            return new Placements(
                [.. illCases.Select((i, place) => (all[i] - withinIll[place]) / others.Length)],
                [.. others.Select((i, place) => 1 - ((all[i] - withinOthers[place]) / illCases.Length))]);
        }

        public static double Covariance(Placements a, Placements b) =>
            (Covariance(a.Ill, b.Ill) / a.Ill.Length) + (Covariance(a.Others, b.Others) / a.Others.Length);

        private static double Covariance(double[] a, double[] b)
        {
            if (a.Length < 2)
                return double.NaN;
            var (meanA, meanB, sum) = (a.Average(), b.Average(), 0.0);
            for (var i = 0; i < a.Length; i++)
                sum += (a[i] - meanA) * (b[i] - meanB);
            return sum / (a.Length - 1);
        }

        private static double[] Midranks(IReadOnlyList<double> values)
        {
            var order = Enumerable.Range(0, values.Count).OrderBy(i => values[i]).ToArray();
            var ranks = new double[values.Count];
            for (var i = 0; i < order.Length;)
            {
                var end = i;
                while (end < order.Length && values[order[end]] == values[order[i]])
                    end++;
                for (var k = i; k < end; k++)
                    ranks[order[k]] = (i + end + 1) / 2.0;
                i = end;
            }

            return ranks;
        }
    }
}
