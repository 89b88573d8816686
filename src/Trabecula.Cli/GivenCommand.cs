using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;

namespace Trabecula.Cli;

/// <summary>The command as it was given, for a report that says how to repeat it.</summary>
internal static partial class GivenCommand
{
    /// <summary>The words as a POSIX shell reads them: whoever pastes the line runs the same command.</summary>
    /// <param name="parsed">The parsed call.</param>
    /// <param name="without">An option that only says how far the work was already; it is left out with its values.</param>
    public static string Of(ParseResult parsed, Option? without = null)
    {
        HashSet<Token> leftOut = without is not null && parsed.GetResult(without) is { IdentifierToken: { } name } given
            ? new(given.Tokens.Append(name), ReferenceEqualityComparer.Instance)
            : [];
        return string.Join(' ', parsed.Tokens.Where(token => !leftOut.Contains(token)).Select(token => token.Value).Prepend("trabecula").Select(Quoted));
    }

    private static string Quoted(string word) => Plain.IsMatch(word) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>Words in which no shell sees anything; letters of any language are among them.</summary>
    [GeneratedRegex(@"^[\p{L}\p{N}_@%+=:,./-]+\z")]
    private static partial Regex Plain { get; }
}
