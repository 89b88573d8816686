using System.Globalization;
using Trabecula.Domain;
using Trabecula.Imaging;

namespace Trabecula.Benchmarks;

/// <summary>Prints how real and simulated films look, figure by figure, as Markdown tables.</summary>
internal static class FilmLikeness
{
    // Boxes of the vertebral bodies on real abdomens, read by eye.
    private const string Abdomens = "abdomen-bodies.csv";

    // How a cohort's films of whole spines are named.
    private const string WholeSpine = "spine-";

    // Published pictures have 0.8 to 1.5 mm at the spine, films of whole spines about 2.
    private const double AbdomenGridMm = 1, SpineGridMm = 2;

    /// <summary>Compares.</summary>
    /// <param name="cohort">A cohort's folder.</param>
    /// <param name="real">A folder that holds <c>abdomen</c>, <c>spine-boxes</c> or both.</param>
    /// <param name="output">Where the tables go; the console where it is null.</param>
    public static void Run(string cohort, string real, string? output)
    {
        using TextWriter writer = output is null ? new StringWriter() : File.CreateText(output);
        ILookup<bool, FilmLandmarks> films = LandmarkTable.Read(Path.Combine(cohort, "landmarks.csv"))
            .ToLookup(film => Path.GetFileName(film.Image).StartsWith(WholeSpine, StringComparison.Ordinal));
        Group(writer, "AP abdomens against AP lumbar films", RealAbdomens(real), Simulated(cohort, films[false]), AbdomenGridMm);
        Group(writer, "Whole spines", RealSpines(real), Simulated(cohort, films[true]), SpineGridMm);
        if (output is null)
        {
            Console.Write(writer.ToString());
        }
    }

    private static void Group(TextWriter writer, string name, IEnumerable<(string Path, BodyBox[] Bodies)> real, IEnumerable<(string Path, BodyBox[] Bodies)> simulated, double gridMm)
    {
        double shortest = 2 * gridMm;
        FilmLook[] truth = Looks(real), ours = Looks(simulated);
        if (truth.Length == 0 || ours.Length == 0)
        {
            writer.WriteLine($"{name}: skipped, there are {truth.Length} real and {ours.Length} simulated films.\n");
            return;
        }

        writer.WriteLine($"{name}: {truth.Length} real, {ours.Length} simulated\n");
        writer.WriteLine("| figure | real: median (range) | simulated: median (5th to 95th percentile) | real median's percentile |");
        writer.WriteLine("|---|---|---|---|");
        foreach ((string figure, Func<FilmLook, double> value) in Figures(shortest))
        {
            writer.WriteLine(LikenessRow.Of(figure, [.. truth.Select(value)], [.. ours.Select(value)]));
        }

        writer.WriteLine();

        FilmLook[] Looks(IEnumerable<(string Path, BodyBox[] Bodies)> group) =>
            [.. group.Select(f => FilmLook.Of(FilmAtScale.Of(RadiographReader.Read(f.Path), f.Bodies, gridMm), shortest))];
    }

    private static IEnumerable<(string Name, Func<FilmLook, double> Value)> Figures(double shortestMm)
    {
        string[] percentiles = ["5th", "25th", "50th", "75th", "95th"];
        for (int i = 0; i < percentiles.Length; i++)
        {
            int at = i;
            yield return ($"grey, {percentiles[i]} percentile", look => look.Greys[at]);
        }

        yield return ("black or white altogether", look => look.Clipped);
        for (int o = 0; o < FilmLook.Octaves; o++)
        {
            int at = o;
            string size = string.Create(CultureInfo.InvariantCulture, $"{shortestMm * (1 << o):0}–{shortestMm * (2 << o):0} mm");
            yield return ($"detail of the spine, {size}", look => look.SpineDetail[at]);
            yield return ($"detail beside it, {size}", look => look.SideDetail[at]);
        }

        yield return ("detail of the spine, rise per octave of size", look => Rise(look.SpineDetail));
        yield return ("detail beside it, rise per octave of size", look => Rise(look.SideDetail));
        yield return ("body over its side", look => look.BodyOverSide);
        yield return ("body over its side, in spreads of the side", look => look.BodyOverSideSpread);
        yield return ("disc over body", look => look.DiscUnderBody);
        yield return ("pedicle over body", look => look.PedicleOverBody);
        yield return ("endplate over body", look => look.EndplateOverBody);
        yield return ("spread within a body", look => look.BodySpread);
        yield return ("grain beside the spine", look => look.Grain);
    }

    private static double Rise(double[] detail)
    {
        double[] known = [.. detail.Where(double.IsFinite).Select(d => Math.Log2(Math.Max(1e-6, d)))];
        return known.Length < 2 ? double.NaN : (known[^1] - known[0]) / (known.Length - 1);
    }

    private static IEnumerable<(string Path, BodyBox[] Bodies)> Simulated(string cohort, IEnumerable<FilmLandmarks> films) => films
        .Select(film => (Path.Combine(cohort, film.Image), film.Vertebrae.Where(v => v.Level is >= VertebralLevel.L1 and <= VertebralLevel.L4).Select(BodyBox.Around).ToArray()))
        .Where(film => film.Item2.Length == 4);

    private static IEnumerable<(string Path, BodyBox[] Bodies)> RealAbdomens(string real)
    {
        IReadOnlyDictionary<string, BodyBox[]> boxes = BodyBox.ReadTable(Path.Combine(AppContext.BaseDirectory, Abdomens));
        return boxes.Select(film => (Path.Combine(real, "abdomen", film.Key), film.Value)).Where(film => File.Exists(film.Item1));
    }

    // The four boxes above the lowest.
    private static IEnumerable<(string Path, BodyBox[] Bodies)> RealSpines(string real)
    {
        string images = Path.Combine(real, "spine-boxes", "images"), labels = Path.Combine(real, "spine-boxes", "labels");
        return !Directory.Exists(images) ? [] : Directory.EnumerateFiles(images).Order(StringComparer.Ordinal)
            .Select(image => (image, Boxes(image, Path.Combine(labels, Path.ChangeExtension(Path.GetFileName(image), ".txt")))))
            .Where(film => film.Item2.Length == 4);
    }

    private static BodyBox[] Boxes(string image, string labels)
    {
        Radiograph film = RadiographReader.Read(image);
        return [.. File.ReadLines(labels)
            .Select(line => line.Split(' ').Skip(1).Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray())
            .Where(row => row.Length == 4)
            .Select(row => new BodyBox((row[0] - (row[2] / 2)) * film.Width, (row[1] - (row[3] / 2)) * film.Height, (row[0] + (row[2] / 2)) * film.Width, (row[1] + (row[3] / 2)) * film.Height))
            .OrderByDescending(box => box.MiddleY)
            .Skip(1).Take(4).Reverse()];
    }
}
