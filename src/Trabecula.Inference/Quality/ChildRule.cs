using Trabecula.Domain;

namespace Trabecula.Inference;

/// <summary>Whether the person is not grown up: by age, or because bodies are so narrow as only a child's are. Open growth plates are not seen surely on a film of this kind.</summary>
public static class ChildRule
{
    // Panjabi 1992: upper endplates of L1 to L4 are 41 to 47 mm wide, spread 2 to 4 mm; the least of four grown-ups' means stays
    // above 33 mm, and a film enlarges. At 12 years they are 32 to 36 mm.
    private const double NarrowestMm = 30;

    /// <summary>Judges by the age, where it is known.</summary>
    /// <param name="subject">The person.</param>
    /// <param name="gates">What findings do.</param>
    public static IReadOnlyList<QualityFinding> JudgeAge(Subject subject, GateTable gates)
    {
        double adult = gates.LimitOf(QualityRule.Child);
        return subject.AgeYears is double age && age >= 0 && age < adult
            ? [gates.Finding(
                QualityRule.Child,
                FormattableString.Invariant($"The person is {age:0.#} years old; the model knows grown-up spines only, from {adult:0.#} years."),
                [])]
            : [];
    }

    /// <summary>Judges by the width of the bodies, where the pixel spacing is known.</summary>
    internal static IReadOnlyList<QualityFinding> Judge(IReadOnlyList<VertebraOutline> lumbar, double? mmPerPixel, GateTable gates)
    {
        if (mmPerPixel is not double pitch)
        {
            return [];
        }

        double width = lumbar.Average(v => SpineShape.Size(v).Width) * pitch;
        return width >= NarrowestMm
            ? []
            : [gates.Finding(
                QualityRule.Child,
                FormattableString.Invariant($"The vertebrae are {width:0} mm wide on average, as a child's; or the file tells a wrong pixel spacing."),
                [])];
    }
}
