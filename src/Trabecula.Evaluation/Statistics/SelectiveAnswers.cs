namespace Trabecula.Evaluation;

/// <summary>What becomes of the error when only the surest cases are answered.</summary>
/// <param name="Answered">Share of cases that are answered, above 0 to 1.</param>
/// <param name="Count">Their number.</param>
/// <param name="Value">Mean loss over them: mean absolute error, or share of wrong answers.</param>
public readonly record struct SelectivePoint(double Answered, int Count, double Value);

/// <summary>Answering only when sure.</summary>
public static class SelectiveAnswers
{
    /// <summary>The mean loss of the surest share of cases, for each share: the risk–coverage curve.</summary>
    /// <remarks>El-Yaniv and Wiener 2010 (J Mach Learn Res 11:1605).</remarks>
    /// <param name="doubt">How unsure the model is of each case: the width of its interval, or the smaller probability.</param>
    /// <param name="loss">What the answer costs: the absolute error, or 1 where it is wrong.</param>
    /// <param name="shares">Shares to look at, above 0 to 1; the ⌈share · n⌉ surest cases are answered.</param>
    /// <returns>One point for each share; none without cases. Cases of equal doubt stay in the given order.</returns>
    public static IReadOnlyList<SelectivePoint> Curve(
        IReadOnlyList<double> doubt, IReadOnlyList<double> loss, IReadOnlyList<double> shares)
    {
        ArgumentNullException.ThrowIfNull(doubt);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(shares);
        if (doubt.Count == 0)
            return [];
        var sorted = Enumerable.Range(0, doubt.Count).OrderBy(i => doubt[i]).Select(i => loss[i]).ToArray();
        return [.. shares.Select(share =>
        {
            // 0.3 · 10 is a little above 3 in binary.
            var count = Math.Clamp((int)Math.Ceiling((share * sorted.Length) - 1e-9), 1, sorted.Length);
            return new SelectivePoint((double)count / sorted.Length, count, sorted.AsSpan(0, count).ToArray().Average());
        })];
    }
}
