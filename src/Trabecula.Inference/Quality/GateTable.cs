using System.Security.Cryptography;
using System.Text;
using Trabecula.Domain;

namespace Trabecula.Inference;

/// <summary>What each kind of finding does to an estimate: the table that a hospital can edit.</summary>
public sealed class GateTable
{
    private const string BuiltInFile = "default-gates.json";

    private static readonly Lazy<GateTable> BuiltIn = new(() =>
    {
        using Stream stream = typeof(GateTable).Assembly.GetManifestResourceStream(BuiltInFile)
            ?? throw new TrabeculaException("invalid_gates", "The built-in table of gates is missing from this build.");
        return GateFile.Read(stream, BuiltInFile, new Dictionary<QualityRule, Gate>());
    });

    private readonly IReadOnlyDictionary<QualityRule, Gate> _gates;

    internal GateTable(string name, IReadOnlyDictionary<QualityRule, Gate> gates)
    {
        _gates = gates;
        string text = string.Join('\n', QualityRule.All.Select(rule => FormattableString.Invariant($"{rule.Code} {gates[rule].Action} {gates[rule].Limit:R}")));
        Identity = new GateIdentity(name, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }

    /// <summary>The table that ships.</summary>
    public static GateTable Default => BuiltIn.Value;

    /// <summary>Name and hash, as results carry them.</summary>
    public GateIdentity Identity { get; }

    /// <summary>The gate of a kind of finding.</summary>
    /// <param name="rule">The kind.</param>
    public Gate this[QualityRule rule] => _gates[rule];

    /// <summary>Reads a hospital's table; what it does not name stays as it ships.</summary>
    /// <param name="path">A JSON file as docs/how-to/edit-the-gates.md describes it, at most 64 kB.</param>
    /// <exception cref="TrabeculaException"><c>gates_unreadable</c> where the file cannot be read, <c>invalid_gates</c> where a code,
    /// an action or a number is not allowed; the sentence names it.</exception>
    public static GateTable Load(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            return GateFile.Read(stream, Path.GetFileName(path), Default._gates);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new TrabeculaException("gates_unreadable", $"The table of gates {path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The number a kind of finding is set by.</summary>
    /// <param name="rule">A kind that has one.</param>
    internal double LimitOf(QualityRule rule) => _gates[rule].Limit!.Value;

    /// <summary>A finding with the action that this table gives it.</summary>
    internal QualityFinding Finding(QualityRule rule, string message, IReadOnlyList<ImagePoint> where, VertebralLevel? level = null) =>
        new(rule.Code, _gates[rule].Action, message, where) { Level = level };
}
