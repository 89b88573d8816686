using System.Globalization;
using Trabecula.Domain;
using Trabecula.Imaging;

namespace Trabecula.Benchmarks;

/// <summary>Simulated films on which the localiser failed: refused, a wrong level, a corner far aside; and other views that were accepted.</summary>
internal static class CohortFailures
{
    // Twice the 95th percentile that is wanted: beyond the disc.
    private const double FarMm = 8;

    /// <summary>Looks at all films of a cohort.</summary>
    public static IEnumerable<FailedFilm> Of(Localisation localisation, string folder)
    {
        foreach (FilmLandmarks row in LandmarkTable.Read(Path.Combine(folder, "landmarks.csv")))
        {
            if (SkeletalSite.LumbarL1L4.Levels().Any(level => row.Vertebrae.All(v => v.Level != level)))
            {
                continue;
            }

            Radiograph film = RadiographReader.Read(Path.Combine(folder, row.Image));
            (IReadOnlyList<VertebraOutline> all, IReadOnlyList<VertebraOutline> lumbar, string refusal) = localisation.Find(film);
            string? reason = lumbar.Count == 0 ? "refused: " + refusal : Fault(lumbar, row.Vertebrae, film.MmPerPixel ?? 1);
            if (reason is not null)
            {
                yield return new FailedFilm(row.Image, reason, film, all, [.. row.Vertebrae.Select(v => (v.Level.ToString(), (IReadOnlyList<ImagePoint>)v.Corners))]);
            }
        }

        foreach (string[] wrong in File.ReadLines(Path.Combine(folder, "wrong-views.csv")).Skip(1).Select(line => line.Split(',')))
        {
            Radiograph film = RadiographReader.Read(Path.Combine(folder, wrong[0]));
            (IReadOnlyList<VertebraOutline> all, IReadOnlyList<VertebraOutline> lumbar, _) = localisation.Find(film);
            if (lumbar.Count > 0)
            {
                yield return new FailedFilm(wrong[0], "accepted: " + wrong[1], film, all, []);
            }
        }
    }

    private static string? Fault(IReadOnlyList<VertebraOutline> found, IReadOnlyList<VertebraOutline> truth, double mmPerPixel)
    {
        double worst = 0;
        foreach (VertebraOutline vertebra in found)
        {
            VertebraOutline nearest = truth.MinBy(v => Distance(v.Centre, vertebra.Centre))!;
            if (nearest.Level != vertebra.Level)
            {
                return $"wrong level: {nearest.Level} called {vertebra.Level}";
            }

            worst = Math.Max(worst, mmPerPixel * vertebra.Corners.Zip(nearest.Corners, Distance).Max());
        }

        return worst > FarMm ? string.Create(CultureInfo.InvariantCulture, $"corner aside: {worst:0} mm") : null;
    }

    private static double Distance(ImagePoint a, ImagePoint b) => Math.Sqrt(((a.X - b.X) * (a.X - b.X)) + ((a.Y - b.Y) * (a.Y - b.Y)));
}
