using System.Text.Json;
using Trabecula.Imaging.Reading;

namespace Trabecula.Imaging.Tests.Reading;

/// <summary>What pydicom makes of the same values; made by <c>Golden/make_golden.py</c>.</summary>
internal static class Golden
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static GreyScales Grey { get; } = Load<GreyScales>("grey_scale.json");

    public static Film[] Films { get; } = Load<Film[]>("films.json");

    public static WindowFunction Function(string? name) => name switch
    {
        "SIGMOID" => WindowFunction.Sigmoid,
        "LINEAR_EXACT" => WindowFunction.LinearExact,
        _ => WindowFunction.Linear,
    };

    private static T Load<T>(string name) =>
        JsonSerializer.Deserialize<T>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Reading", "Golden", name)), Options)!;

    internal sealed record GreyScales(Case[] Cases, Curve[] Windows);

    internal sealed record Curve(string Function, double Center, double Width, double[] X, double[] Y);

    internal sealed record Case(
        string Name, int Bits, bool Signed, int[] Samples, double? Slope, double? Intercept, JsonElement? Modality,
        double[]? Window, string? Function, JsonElement? Voi, double[] Expected);

    internal sealed record Film(string File, int Rows, int Columns, double Mean, double Sd, double[][] Places);
}
