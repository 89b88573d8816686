using System.Globalization;
using Trabecula.Domain;
using Trabecula.Imaging;

namespace Trabecula.Benchmarks;

/// <summary>Simulated films with known corners, and films of other views that must be refused.</summary>
internal static class CohortLandmarks
{
    public static void Run(Localisation localisation, string folder, int fromRow)
    {
        List<double> errors = [];
        int films = 0, wrongLevels = 0, levels = 0;
        var refused = new SortedDictionary<string, int>();
        foreach (FilmLandmarks row in LandmarkTable.Read(Path.Combine(folder, "landmarks.csv")).Skip(fromRow))
        {
            VertebraOutline[] truth = [.. row.Vertebrae.Where(v => v.Level is >= VertebralLevel.L1 and <= VertebralLevel.L4)];
            if (truth.Length < 4)
            {
                continue;
            }

            films++;
            Radiograph film = RadiographReader.Read(Path.Combine(folder, row.Image));
            var found = localisation.Find(film);
            if (found.Lumbar.Count == 0)
            {
                refused[found.Reason] = refused.GetValueOrDefault(found.Reason) + 1;
                continue;
            }

            foreach (VertebraOutline vertebra in found.Lumbar)
            {
                VertebraOutline nearest = row.Vertebrae.MinBy(v => Distance(v.Centre, vertebra.Centre))!;
                levels++;
                wrongLevels += nearest.Level == vertebra.Level ? 0 : 1;
                if (nearest.Level == vertebra.Level)
                {
                    errors.AddRange(vertebra.Corners.Zip(nearest.Corners, (a, b) => Distance(a, b) * (film.MmPerPixel ?? double.NaN)));
                }
            }
        }

        errors.Sort();
        string Percentile(double share) => errors.Count == 0 ? "-" : errors[(int)(share * (errors.Count - 1))].ToString("0.00", CultureInfo.InvariantCulture);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"films with all of L1-L4: {films}, refused: {refused.Values.Sum() / (double)Math.Max(1, films):0.0%} ({string.Join(", ", refused.Select(r => $"{r.Key} {r.Value}"))})"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"wrong level: {wrongLevels / (double)Math.Max(1, levels):0.0%} of {levels} vertebrae"));
        Console.WriteLine($"corner error at the detector, mm: median {Percentile(0.5)}, 95th percentile {Percentile(0.95)}");
        string[] wrong = [.. File.ReadLines(Path.Combine(folder, "wrong-views.csv")).Skip(1)];
        string[] accepted = [.. wrong.Where(line => localisation.Find(RadiographReader.Read(Path.Combine(folder, line.Split(',')[0]))).Lumbar.Count > 0)];
        Console.WriteLine($"wrong views accepted: {accepted.Length} of {wrong.Length} {string.Join("; ", accepted)}");
    }

    private static double Distance(ImagePoint a, ImagePoint b) => Math.Sqrt(((a.X - b.X) * (a.X - b.X)) + ((a.Y - b.Y) * (a.Y - b.Y)));
}
