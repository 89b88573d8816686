using Trabecula.Domain;

namespace Trabecula.Inference;

/// <summary>Bodies that are much lower than their neighbours, as after a compression fracture.</summary>
/// <remarks>
/// Genant 1993: a loss of 20 to 25 % of height is grade 1, to 40 % grade 2, more is grade 3. An AP film shows the mean of the anterior
/// and the posterior height at most, so a wedge is seen later here than on a lateral film.
/// </remarks>
internal static class FractureRule
{
    /// <summary>Judges L1 to L4, T12 and L5 being neighbours only.</summary>
    public static IReadOnlyList<QualityFinding> Judge(IReadOnlyList<VertebraOutline> vertebrae, GateTable gates)
    {
        double limit = gates.LimitOf(QualityRule.PossibleFracture);
        var standing = vertebrae.OrderBy(v => v.Level).ToList();
        var findings = new List<QualityFinding>();

        // The lowest first: it is no measure for those beside it any more.
        while (true)
        {
            (VertebraOutline Body, double Loss)? worst = null;
            for (int i = 0; i < standing.Count; i++)
            {
                VertebraOutline body = standing[i];
                VertebraOutline[] neighbours = [.. new[] { i - 1, i + 1 }.Where(at => at >= 0 && at < standing.Count).Select(at => standing[at])];
                if (body.Level is < VertebralLevel.L1 or > VertebralLevel.L4 || neighbours.Length == 0)
                {
                    continue;
                }

                double loss = 1 - (SpineShape.Size(body).Height / neighbours.Average(v => SpineShape.Size(v).Height));
                if (loss > limit && !(worst?.Loss >= loss))
                {
                    worst = (body, loss);
                }
            }

            if (worst is not (VertebraOutline fractured, double lost))
            {
                return findings;
            }

            standing.Remove(fractured);
            findings.Add(gates.Finding(
                QualityRule.PossibleFracture,
                FormattableString.Invariant($"{fractured.Level} is {100 * lost:0} % lower than its neighbours, as after a compression fracture."),
                fractured.Corners,
                fractured.Level));
        }
    }
}
