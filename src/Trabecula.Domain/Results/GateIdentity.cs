namespace Trabecula.Domain;

/// <summary>Under which table of quality gates a result was made.</summary>
/// <param name="Name">The table's name, for instance <c>default</c>.</param>
/// <param name="Sha256">SHA-256 of what the table says of every finding, lower-case hexadecimal: alike where the gates are alike,
/// however the file is written.</param>
public sealed record GateIdentity(string Name, string Sha256);
