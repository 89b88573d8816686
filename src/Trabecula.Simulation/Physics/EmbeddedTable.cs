using System.Globalization;

namespace Trabecula.Simulation;

/// <summary>Reads the comma-separated tables that are compiled into this assembly.</summary>
internal static class EmbeddedTable
{
    /// <summary>The rows below the heading, split into cells.</summary>
    public static IEnumerable<string[]> Rows(string name)
    {
        using var stream = typeof(EmbeddedTable).Assembly.GetManifestResourceStream("Trabecula.Simulation.Physics." + name)
            ?? throw new InvalidOperationException($"The table {name} was left out of the build.");
        using var reader = new StreamReader(stream);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0)
                yield return line.Split(',');
        }
    }

    /// <summary>A cell as a number.</summary>
    public static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
