using Trabecula.Domain;

namespace Trabecula.Reporting;

/// <summary>What a clinician may do with a result, in the words of guidelines: an estimate suggests a measurement, it is none.</summary>
/// <remarks>
/// DXA of the hip and the lumbar spine is the measurement that WHO categories are defined for (ISCD Official Positions 2023, adult);
/// risk factors call for it whatever an estimate says.
/// </remarks>
internal static class NextStep
{
    /// <summary>A sentence or two.</summary>
    /// <param name="result">The result.</param>
    public static string Of(FilmResult result) => result switch
    {
        { IsRejected: true } =>
            "Use another AP film of the lumbar spine with L1 to L4 in the field, or measure by DXA.",
        { Diagnosis.Category: DiagnosticCategory.Osteoporosis or DiagnosticCategory.Osteopenia } =>
            "Low bone density is suspected; this suggests DXA of the hip and the lumbar spine. An estimate is no diagnosis.",
        { Diagnosis.Category: DiagnosticCategory.Normal } =>
            "Nothing here suggests low bone density; risk factors or a fragility fracture call for DXA all the same. "
            + "An estimate is no diagnosis.",
        _ => "No category is given. An estimate is no diagnosis; where bone density matters, measure by DXA.",
    };
}
