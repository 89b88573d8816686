using System.Text.Json;

namespace Trabecula.Learning.Tests.Golden;

/// <summary>What PyTorch computed; made by make_golden.py, which also holds the formula of all numbers.</summary>
internal static class GoldenFile
{
    private static readonly Dictionary<string, double[]> Values = JsonSerializer.Deserialize<Dictionary<string, double[]>>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "golden.json")))!;

    public static void AssertEqual(string name, IEnumerable<float> actual, double tolerance = 2e-6)
    {
        var (expected, found) = (Values[name], actual.ToArray());
        Assert.Equal(expected.Length, found.Length);
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, tolerance * Math.Max(1, Math.Abs(pair.First))));
    }

    public static float[] Fill(int group, int count, double scale = 1, double offset = 0) =>
        [.. Enumerable.Range(0, count).Select(i => (float)(offset + scale * Math.Sin(group + 0.37 * i)))];
}
