using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>What a person's skeleton has beyond age, size and density: variants, fractures, implants.</summary>
/// <param name="Numbering">Number and transitions of the vertebrae.</param>
/// <param name="Fractures">Compression fractures of T11 to L4, from above.</param>
/// <param name="Implants">What was put in.</param>
public sealed record PersonFindings(SpineNumbering Numbering, IReadOnlyList<VertebralFracture> Fractures, Implants Implants)
{
    /// <summary>The usual skeleton.</summary>
    public static PersonFindings Usual { get; } = new(SpineNumbering.Usual, [], Implants.None);

    /// <summary>Draws a person's. The same person and seed always have the same.</summary>
    /// <param name="subject">The person.</param>
    /// <param name="seed">Seed of the cohort.</param>
    public static PersonFindings Draw(SimulatedSubject subject, ulong seed)
    {
        DeterministicRandom Stream(ulong of) => new(seed, (ulong)subject.Number, 40, of);
        SpineNumbering numbering = SpineNumbering.Draw(Stream(0));
        IReadOnlyList<VertebralFracture> fractures = FractureModel.Draw(subject, Stream(1));
        return new PersonFindings(numbering, fractures, Implants.Draw(subject, numbering.LumbarBodies, fractures, Stream(2)));
    }

    /// <summary>The name of a vertebra, <c>T11</c> to <c>L6</c>.</summary>
    /// <param name="number">0 for T1.</param>
    public static string Name(int number) =>
        number <= SpineNumbering.LastThoracic ? FormattableString.Invariant($"T{number + 1}") : FormattableString.Invariant($"L{number - SpineNumbering.LastThoracic}");
}
