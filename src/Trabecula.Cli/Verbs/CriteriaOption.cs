using System.CommandLine;
using Trabecula.Domain;

namespace Trabecula.Cli;

/// <summary>The option <c>--criteria</c>: by which rules densities become categories.</summary>
internal static class CriteriaOption
{
    private const string Who = "who", Japan2012 = "japan2012";

    /// <summary>Makes the option.</summary>
    public static Option<string> Create()
    {
        var criteria = new Option<string>("--criteria")
        {
            HelpName = $"{Who}|{Japan2012}",
            Description = "WHO categories as the ISCD applies them, or the Japanese criteria of 2012.",
            DefaultValueFactory = _ => Who,
        };
        criteria.AcceptOnlyFromAmong(Who, Japan2012);
        return criteria;
    }

    /// <summary>What was chosen.</summary>
    /// <param name="word">The option's value.</param>
    public static DiagnosticCriteria Of(string? word) => word == Japan2012 ? DiagnosticCriteria.Japan2012 : DiagnosticCriteria.Who;
}
