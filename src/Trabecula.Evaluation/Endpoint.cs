using Trabecula.Domain;

namespace Trabecula.Evaluation;

/// <summary>A question with two answers; the thresholds are those of the categories, fixed before any data are seen.</summary>
public enum Endpoint
{
    /// <summary>Osteopenia or osteoporosis (WHO: T below −1.0) against normal.</summary>
    OsteopeniaOrWorse,

    /// <summary>Osteoporosis (WHO: T −2.5 or below) against the rest.</summary>
    Osteoporosis,
}

/// <summary>What the endpoints mean for rows and words.</summary>
public static class Endpoints
{
    /// <summary>The endpoint in words.</summary>
    /// <param name="endpoint">The endpoint.</param>
    public static string DisplayName(this Endpoint endpoint) =>
        endpoint == Endpoint.OsteopeniaOrWorse ? "osteopenia or worse" : "osteoporosis";

    /// <summary>The code in files: <c>osteopenia_or_worse</c>, <c>osteoporosis</c>.</summary>
    /// <param name="endpoint">The endpoint.</param>
    public static string Code(this Endpoint endpoint) => endpoint.DisplayName().Replace(' ', '_');

    /// <summary>Whether a category answers the question with yes.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="category">The category.</param>
    public static bool Holds(this Endpoint endpoint, DiagnosticCategory category) =>
        category >= (endpoint == Endpoint.OsteopeniaOrWorse ? DiagnosticCategory.Osteopenia : DiagnosticCategory.Osteoporosis);

    /// <summary>The row's probability of yes, where it states one.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="row">The row.</param>
    public static double? Probability(this Endpoint endpoint, PredictionRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return endpoint == Endpoint.OsteopeniaOrWorse ? row.ProbabilityOsteopeniaOrWorse : row.ProbabilityOsteoporosis;
    }
}
