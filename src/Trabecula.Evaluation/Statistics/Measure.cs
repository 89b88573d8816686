namespace Trabecula.Evaluation;

/// <summary>A number with the ends of its confidence interval; NaN where it is not defined for the data.</summary>
/// <param name="Value">The number.</param>
/// <param name="Lower">Lower end, 95 % unless said otherwise.</param>
/// <param name="Upper">Upper end.</param>
public readonly record struct Measure(double Value, double Lower, double Upper)
{
    /// <summary>A number that the data do not define.</summary>
    public static Measure Undefined { get; } = new(double.NaN, double.NaN, double.NaN);
}
