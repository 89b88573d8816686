using System.CommandLine;

namespace Trabecula.Cli;

/// <summary>One verb of the command line.</summary>
internal sealed class Verb : Command
{
    /// <summary>Makes a verb without options.</summary>
    /// <param name="name">The word.</param>
    /// <param name="description">What it does, for a clinician.</param>
    /// <param name="examples">Lines shown below the help.</param>
    public Verb(string name, string description, params string[] examples)
        : base(name, description) => Examples = examples;

    /// <summary>Lines shown below the help.</summary>
    public IReadOnlyList<string> Examples { get; }
}
