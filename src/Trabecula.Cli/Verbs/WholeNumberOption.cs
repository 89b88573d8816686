using System.CommandLine;
using System.Globalization;

namespace Trabecula.Cli;

/// <summary>Makes options that take a whole number.</summary>
internal static class WholeNumberOption
{
    /// <summary>An option whose value lies between two bounds; anything else is wrong usage.</summary>
    /// <param name="name">The option, with its dashes.</param>
    /// <param name="description">What it means.</param>
    /// <param name="low">Lowest value.</param>
    /// <param name="high">Highest value.</param>
    /// <param name="usual">The value where the option is not given.</param>
    public static Option<int> Create(string name, string description, int low, int high, int usual) => new(name)
    {
        HelpName = "N",
        Description = description,
        DefaultValueFactory = _ => usual,
        CustomParser = argument =>
        {
            var text = argument.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= low && value <= high)
                return value;
            argument.AddError($"{name} is a whole number from {low} to {high}, not '{text}'.");
            return usual;
        },
    };
}
