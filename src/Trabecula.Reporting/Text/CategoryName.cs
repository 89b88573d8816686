using Trabecula.Domain;

namespace Trabecula.Reporting;

/// <summary>The word for a category, the same in text and JSON.</summary>
internal static class CategoryName
{
    /// <summary><c>normal</c>, <c>osteopenia</c> or <c>osteoporosis</c>.</summary>
    /// <param name="category">The category.</param>
    public static string Of(DiagnosticCategory category) => category switch
    {
        DiagnosticCategory.Normal => "normal",
        DiagnosticCategory.Osteopenia => "osteopenia",
        DiagnosticCategory.Osteoporosis => "osteoporosis",
        _ => throw new ArgumentOutOfRangeException(nameof(category), category, "No such category."),
    };
}
