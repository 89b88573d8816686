namespace Trabecula.Learning.Training;

/// <summary>The schedule of the learning rate: a linear rise, then a cosine to nearly nothing (Loshchilov and Hutter 2017).</summary>
internal static class LearningRate
{
    private const double WarmUpShare = 0.04;
    private const double FinalShare = 0.01;

    /// <summary>Factor on the highest rate.</summary>
    /// <param name="step">Number of the step, from 1.</param>
    /// <param name="steps">All steps.</param>
    public static double Factor(long step, long steps)
    {
        var rise = Math.Max(1, Math.Round(WarmUpShare * steps));
        if (step <= rise) return step / rise;
        var done = (step - rise) / Math.Max(1, steps - rise);
        return FinalShare + (1 - FinalShare) * (1 + Math.Cos(Math.PI * done)) / 2;
    }
}
