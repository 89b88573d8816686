using System.CommandLine;
using System.Text.RegularExpressions;

namespace Trabecula.Cli;

/// <summary>The command as it was given, for a report that says how to repeat it.</summary>
internal static partial class GivenCommand
{
    /// <summary>The words as a POSIX shell reads them: whoever pastes the line runs the same command.</summary>
    /// <param name="parsed">The parsed call.</param>
    /// <param name="leftOut">A word that is left out, or null.</param>
    public static string Of(ParseResult parsed, string? leftOut = null) =>
        string.Join(' ', parsed.Tokens.Select(token => token.Value).Where(word => word != leftOut).Prepend("trabecula").Select(Quoted));

    private static string Quoted(string word) => Plain.IsMatch(word) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>Words in which no shell sees anything; letters of any language are among them.</summary>
    [GeneratedRegex(@"^[\p{L}\p{N}_@%+=:,./-]+\z")]
    private static partial Regex Plain { get; }
}
