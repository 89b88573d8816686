using System.Text.Json;
using System.Text.Json.Serialization;
using Trabecula.Domain;

namespace Trabecula.Inference;

/// <summary>The format of a table of gates: strict, so that a slip of the pen never lets a film through unseen.</summary>
internal static class GateFile
{
    private const int MaximumBytes = 1 << 16;
    private const int LongestName = 64;

    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        MaxDepth = 8,
    };

    /// <summary>Reads and checks a table.</summary>
    /// <param name="stream">JSON text, UTF-8.</param>
    /// <param name="file">The name that errors give it.</param>
    /// <param name="usual">What holds where the file says nothing; empty where it must say everything.</param>
    public static GateTable Read(Stream stream, string file, IReadOnlyDictionary<QualityRule, Gate> usual)
    {
        if (stream.Length > MaximumBytes)
        {
            throw Invalid(file, $"the file has {stream.Length} bytes; a table of gates has at most {MaximumBytes}");
        }

        TableText text;
        try
        {
            text = JsonSerializer.Deserialize<TableText>(stream, Strict) ?? throw Invalid(file, "the file holds nothing");
        }
        catch (JsonException e)
        {
            throw new TrabeculaException("invalid_gates", $"{file}, {e.Path ?? "$"}, line {e.LineNumber + 1}: {e.Message}", e);
        }

        if (string.IsNullOrWhiteSpace(text.Name) || text.Name.Length > LongestName || text.Name.Any(char.IsControl))
        {
            throw Invalid(file, $"name must be 1 to {LongestName} plain characters");
        }

        var gates = new Dictionary<QualityRule, Gate>(usual);
        foreach ((string code, GateText? gate) in text.Gates)
        {
            QualityRule rule = QualityRule.All.FirstOrDefault(rule => rule.Code == code)
                ?? throw Invalid(file, $"there is no finding \"{code}\" with a gate; there are {string.Join(", ", QualityRule.All.Select(rule => rule.Code))}");
            gates[rule] = Checked(file, rule, gate ?? throw Invalid(file, $"{code} is null"), usual.GetValueOrDefault(rule)?.Limit);
        }

        QualityRule? absent = QualityRule.All.FirstOrDefault(rule => !gates.ContainsKey(rule));
        return absent is null ? new GateTable(text.Name, gates) : throw Invalid(file, $"{absent.Code} is missing");
    }

    private static Gate Checked(string file, QualityRule rule, GateText text, double? usualLimit)
    {
        QualityAction[] named = [.. rule.Allowed.Where(action => action.Code() == text.Action)];
        if (named.Length == 0)
        {
            throw Invalid(file, $"{rule.Code}.action is \"{text.Action}\"; allowed: {string.Join(", ", rule.Allowed.Select(action => action.Code()))}");
        }

        if (text.Limit is double limit && (rule.Limit is null || !(limit >= rule.Limit.Lowest && limit <= rule.Limit.Highest)))
        {
            throw Invalid(file, rule.Limit is null
                ? $"{rule.Code}.limit is given, and this finding has none"
                : FormattableString.Invariant($"{rule.Code}.limit is {limit}; expected {rule.Limit.Lowest} to {rule.Limit.Highest} ({rule.Limit.Meaning})"));
        }

        double? chosen = text.Limit ?? usualLimit;
        return rule.Limit is not null && chosen is null ? throw Invalid(file, $"{rule.Code}.limit is missing") : new Gate(named[0], chosen);
    }

    private static TrabeculaException Invalid(string file, string reason) => new("invalid_gates", $"{file}: {reason}.");

    private sealed record TableText(string Name, IReadOnlyDictionary<string, GateText?> Gates);

    private sealed record GateText(string Action, double? Limit = null);
}
