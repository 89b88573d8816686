namespace Trabecula.Domain;

/// <summary>Which comparison a person's age, sex and menopause call for.</summary>
internal enum Comparison
{
    /// <summary>Sex unknown: none.</summary>
    None,

    /// <summary>Postmenopausal women, men from 50 years, and adults of unknown age: T-score and category.</summary>
    YoungAdults,

    /// <summary>Premenopausal women, men under 50: Z-score, no category.</summary>
    OwnAge,
}

/// <summary>The comparison and what a reader must know about the choice.</summary>
/// <param name="Comparison">The comparison.</param>
/// <param name="Notes">Sentences for a clinician.</param>
/// <remarks>ISCD: T-scores and WHO categories for postmenopausal women and men from 50 years, Z-scores before.</remarks>
internal sealed record ComparisonGroup(Comparison Comparison, IReadOnlyList<string> Notes)
{
    private const double Threshold = 50;

    /// <summary>Chooses the comparison.</summary>
    /// <param name="subject">The person.</param>
    /// <param name="isPostmenopausal">Whether a woman is past the menopause; null where unknown; without meaning in a man.</param>
    public static ComparisonGroup Of(Subject subject, bool? isPostmenopausal)
    {
        if (subject.Sex is null)
            return new ComparisonGroup(Comparison.None, ["The sex is unknown, so no T-score, Z-score, % YAM or category is given."]);
        if (subject.Sex == Sex.Female && isPostmenopausal == true)
            return Older();
        if (subject.Sex == Sex.Female && isPostmenopausal == false)
            return Younger("The woman is premenopausal", subject.AgeYears);
        if (subject.AgeYears is not { } age)
            return Older("The age is unknown: the category holds only for postmenopausal women and men from 50 years; there is no Z-score.");
        if (subject.Sex == Sex.Male)
            return age >= Threshold ? Older() : Younger("The man is under 50 years", age);
        return age >= Threshold
            ? Older("The menopause is not stated; a woman from 50 years is taken as postmenopausal.")
            : Younger("The menopause is not stated; a woman under 50 years is taken as premenopausal", age);
    }

    private static ComparisonGroup Older(params string[] notes) => new(Comparison.YoungAdults, notes);

    private static ComparisonGroup Younger(string why, double? ageYears) => new(
        Comparison.OwnAge,
        [ageYears is null
            ? $"{why} and her age is unknown, so no T-score, Z-score or category is given."
            : $"{why}, so Z-scores are given and no T-score or category."]);
}
