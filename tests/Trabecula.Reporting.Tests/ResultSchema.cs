using System.Text.Json;

namespace Trabecula.Reporting.Tests;

/// <summary>Judges JSON by docs/reference/result.schema.json, with the few words of JSON Schema that it uses.</summary>
internal sealed class ResultSchema(JsonElement root)
{
    private static readonly HashSet<string> KnownWords =
    [
        "$schema", "$id", "$defs", "$ref", "title", "description", "type", "enum", "properties", "required",
        "additionalProperties", "items", "minItems", "maxItems", "minimum", "maximum",
    ];

    public static ResultSchema Published()
    {
        var path = Path.Combine(RepositoryRoot.Path, "docs", "reference", "result.schema.json");
        return new ResultSchema(JsonDocument.Parse(File.ReadAllText(path)).RootElement);
    }

    public IReadOnlyList<string> Complaints(JsonElement value)
    {
        var complaints = new List<string>();
        Judge(value, root, "$", complaints);
        return complaints;
    }

    private void Judge(JsonElement value, JsonElement schema, string place, List<string> complaints)
    {
        foreach (var word in schema.EnumerateObject().Where(word => !KnownWords.Contains(word.Name)))
            throw new InvalidOperationException($"This test does not know the schema's word {word.Name}.");
        if (schema.TryGetProperty("$ref", out var reference))
        {
            var name = reference.GetString()!["#/$defs/".Length..];
            Judge(value, root.GetProperty("$defs").GetProperty(name), place, complaints);
            return;
        }

        if (schema.TryGetProperty("type", out var type) && !IsOfType(value, type))
        {
            complaints.Add($"{place} is {value.ValueKind}, not {type}");
            return;
        }

        if (schema.TryGetProperty("enum", out var allowed) && !allowed.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)))
            complaints.Add($"{place} is {value}, not one of {allowed}");
        if (value.ValueKind == JsonValueKind.Number)
            JudgeNumber(value.GetDouble(), schema, place, complaints);
        else if (value.ValueKind == JsonValueKind.Array)
            JudgeArray(value, schema, place, complaints);
        else if (value.ValueKind == JsonValueKind.Object)
            JudgeObject(value, schema, place, complaints);
    }

    private static void JudgeNumber(double value, JsonElement schema, string place, List<string> complaints)
    {
        if (schema.TryGetProperty("minimum", out var low) && value < low.GetDouble())
            complaints.Add($"{place} is below {low}");
        if (schema.TryGetProperty("maximum", out var high) && value > high.GetDouble())
            complaints.Add($"{place} is above {high}");
    }

    private void JudgeArray(JsonElement value, JsonElement schema, string place, List<string> complaints)
    {
        if (schema.TryGetProperty("minItems", out var fewest) && value.GetArrayLength() < fewest.GetInt32())
            complaints.Add($"{place} has fewer than {fewest} items");
        if (schema.TryGetProperty("maxItems", out var most) && value.GetArrayLength() > most.GetInt32())
            complaints.Add($"{place} has more than {most} items");
        if (!schema.TryGetProperty("items", out var items))
            return;
        foreach (var (index, item) in value.EnumerateArray().Index())
            Judge(item, items, $"{place}[{index}]", complaints);
    }

    private void JudgeObject(JsonElement value, JsonElement schema, string place, List<string> complaints)
    {
        var properties = schema.GetProperty("properties");
        foreach (var required in schema.GetProperty("required").EnumerateArray())
        {
            if (!value.TryGetProperty(required.GetString()!, out _))
                complaints.Add($"{place} lacks {required}");
        }

        foreach (var property in value.EnumerateObject())
        {
            if (properties.TryGetProperty(property.Name, out var inner))
                Judge(property.Value, inner, $"{place}.{property.Name}", complaints);
            else
                complaints.Add($"{place} has the unknown key {property.Name}");
        }
    }

    private static bool IsOfType(JsonElement value, JsonElement type) => type.ValueKind == JsonValueKind.Array
        ? type.EnumerateArray().Any(one => IsOfType(value, one))
        : type.GetString() switch
        {
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "object" => value.ValueKind == JsonValueKind.Object,
            "array" => value.ValueKind == JsonValueKind.Array,
            "string" => value.ValueKind == JsonValueKind.String,
            "number" => value.ValueKind == JsonValueKind.Number,
            "null" => value.ValueKind == JsonValueKind.Null,
            var other => throw new InvalidOperationException($"This test does not know the schema's type {other}."),
        };
}
