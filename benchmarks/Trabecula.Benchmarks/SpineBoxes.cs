using System.Globalization;
using Trabecula.Domain;
using Trabecula.Imaging;
using Trabecula.Reporting;

namespace Trabecula.Benchmarks;

/// <summary>Films of whole spines with a box for each vertebra, whole and cut to a lumbar field.</summary>
internal static class SpineBoxes
{
    private const double Match = 0.5;
    private const string Whole = "whole";

    // Levels that were corrected by looking: the lowest box's level where it is not L5.
    private const string Corrections = "spine-boxes-lowest-level.csv";

    public static void Run(Localisation localisation, string folder, string? overlays)
    {
        Dictionary<string, VertebralLevel> lowest = ReadCorrections();
        var table = new Dictionary<(string View, string Labels), Tally>();
        int films = 0;
        foreach ((string name, string view, Radiograph film, Box[] truth) in Views(folder))
        {
            films += view == Whole ? 1 : 0;
            var found = localisation.Find(film);
            foreach (string labels in (ReadOnlySpan<string>)["as they are", "corrected"])
            {
                VertebralLevel bottom = labels == "corrected" ? lowest.GetValueOrDefault(name, VertebralLevel.L5) : VertebralLevel.L5;
                if (!table.TryGetValue((view, labels), out Tally? tally))
                {
                    table[(view, labels)] = tally = new Tally();
                }

                Outcome outcome = Judge(found.Lumbar, truth, bottom);
                tally.Add(outcome, found.Reason);
                if (overlays is not null && labels == "corrected")
                {
                    Draw(film, found.Lumbar.Count > 0 ? found.Lumbar : found.All, Path.Combine(overlays, view.Replace(' ', '-'), $"{outcome}-{Path.GetFileNameWithoutExtension(name)}.png"));
                }
            }
        }

        Console.WriteLine($"{films} films");
        Console.WriteLine($"{"view",-14}{"labels",-14}{"all four right",16}{"answered",10}{"wrong level",13}{"place only",12}  refused for");
        foreach (((string view, string labels), Tally tally) in table.OrderBy(entry => entry.Key))
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{view,-14}{labels,-14}{tally.Share(Outcome.Right),15:0.0%}{tally.Answered,10}{tally.WrongLevelShare,13:0.0%}{tally.Share(Outcome.WrongPlace),12:0.0%}  {tally.Reasons}"));
        }
    }

    /// <summary>Films, cut and whole, on which not all of L1 to L4 were found in their places, by the corrected levels.</summary>
    public static IEnumerable<FailedFilm> Failures(Localisation localisation, string folder)
    {
        Dictionary<string, VertebralLevel> lowest = ReadCorrections();
        foreach ((string name, string view, Radiograph film, Box[] truth) in Views(folder))
        {
            (IReadOnlyList<VertebraOutline> all, IReadOnlyList<VertebraOutline> lumbar, string refusal) = localisation.Find(film);
            VertebralLevel bottom = lowest.GetValueOrDefault(name, VertebralLevel.L5);
            if (Judge(lumbar, truth, bottom) is var outcome && outcome != Outcome.Right)
            {
                // Boxes above L1 help nobody who looks for the reason.
                var shown = truth.Take((int)bottom + 1).Select((box, i) => ((bottom - i).ToString(), box.Corners)).ToArray();
                string reason = outcome switch
                {
                    Outcome.Refused => "refused: " + refusal,
                    Outcome.WrongLevel => "wrong level",
                    _ => "wrong place",
                };
                yield return new FailedFilm(name, $"{reason} ({view})", film, all, shown);
            }
        }
    }

    private static IEnumerable<(string Name, string View, Radiograph Film, Box[] Boxes)> Views(string folder)
    {
        foreach (string image in Directory.EnumerateFiles(Path.Combine(folder, "images")).Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileName(image);
            Radiograph whole = RadiographReader.Read(image);
            Box[] boxes = [.. ReadBoxes(Path.Combine(folder, "labels", Path.ChangeExtension(name, ".txt")), whole)];
            (Radiograph field, Box[] fieldBoxes) = Crop(whole, boxes);
            yield return (name, "lumbar field", field, fieldBoxes);
            yield return (name, Whole, whole, boxes);
        }
    }

    private static Outcome Judge(IReadOnlyList<VertebraOutline> lumbar, Box[] truth, VertebralLevel bottom)
    {
        if (lumbar.Count == 0)
        {
            return Outcome.Refused;
        }

        int right = 0, shifted = 0;
        foreach (VertebraOutline vertebra in lumbar)
        {
            Box box = Box.Around(vertebra.Corners);
            int best = Enumerable.Range(0, truth.Length).MaxBy(i => truth[i].Overlap(box));
            if (truth[best].Overlap(box) >= Match)
            {
                bool same = (int)bottom - best == (int)vertebra.Level;
                right += same ? 1 : 0;
                shifted += same ? 0 : 1;
            }
        }

        return right == 4 ? Outcome.Right : shifted >= 2 ? Outcome.WrongLevel : Outcome.WrongPlace;
    }

    /// <summary>Boxes from the lowest upwards, in pixels.</summary>
    private static IEnumerable<Box> ReadBoxes(string file, Radiograph film) => File.ReadLines(file)
        .Select(line => line.Split(' ').Skip(1).Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray())
        .Where(row => row.Length == 4)
        .Select(row => new Box((row[0] - (row[2] / 2)) * film.Width, (row[1] - (row[3] / 2)) * film.Height, (row[0] + (row[2] / 2)) * film.Width, (row[1] + (row[3] / 2)) * film.Height))
        .OrderByDescending(box => box.Top + box.Bottom);

    /// <summary>Full width; from half a vertebra above the sixth box from below to two heights below the lowest.</summary>
    private static (Radiograph Film, Box[] Boxes) Crop(Radiograph film, Box[] boxes)
    {
        Box upper = boxes[Math.Min(5, boxes.Length - 1)], lower = boxes[0];
        int top = (int)Math.Max(0, upper.Top - ((upper.Bottom - upper.Top) / 2));
        int bottom = (int)Math.Min(film.Height, lower.Bottom + (2 * (lower.Bottom - lower.Top)));
        float[] pixels = film.Pixels[(top * film.Width)..(bottom * film.Width)];
        return (film with { Height = bottom - top, Pixels = pixels }, [.. boxes.Select(box => box.Lower(-top))]);
    }

    private static Dictionary<string, VertebralLevel> ReadCorrections()
    {
        string path = Path.Combine(AppContext.BaseDirectory, Corrections);
        return File.Exists(path)
            ? File.ReadLines(path).Skip(1).Select(line => line.Split(',')).ToDictionary(cells => cells[0], cells => Enum.Parse<VertebralLevel>(cells[1]))
            : [];
    }

    private static void Draw(Radiograph film, IReadOnlyList<VertebraOutline> vertebrae, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        GreyPicture grey = GreyPicture.From(film, 800);
        var result = new FilmResult(Path.GetFileName(path), null, film.Subject, vertebrae, [], [], null, [], []);
        File.WriteAllBytes(path, OverlayPicture.Png(result, new FilmPicture(grey.Pixels, grey.Width, grey.Height, film.Width, film.Height)));
    }

    private enum Outcome
    {
        Right,
        WrongLevel,
        WrongPlace,
        Refused,
    }

    private sealed class Tally
    {
        private readonly Dictionary<Outcome, int> _outcomes = [];
        private readonly SortedDictionary<string, int> _reasons = [];

        private int All => _outcomes.Values.Sum();

        public int Answered => All - _outcomes.GetValueOrDefault(Outcome.Refused);

        /// <summary>Of the films that are answered.</summary>
        public double WrongLevelShare => _outcomes.GetValueOrDefault(Outcome.WrongLevel) / (double)Math.Max(1, Answered);

        public string Reasons => string.Join(", ", _reasons.Select(reason => $"{reason.Key} {reason.Value}"));

        public double Share(Outcome outcome) => _outcomes.GetValueOrDefault(outcome) / (double)All;

        public void Add(Outcome outcome, string reason)
        {
            _outcomes[outcome] = _outcomes.GetValueOrDefault(outcome) + 1;
            if (outcome == Outcome.Refused)
            {
                _reasons[reason] = _reasons.GetValueOrDefault(reason) + 1;
            }
        }
    }

    private readonly record struct Box(double Left, double Top, double Right, double Bottom)
    {
        public static Box Around(IReadOnlyList<ImagePoint> points) =>
            new(points.Min(p => p.X), points.Min(p => p.Y), points.Max(p => p.X) + 1, points.Max(p => p.Y) + 1);

        public Box Lower(double by) => this with { Top = Top + by, Bottom = Bottom + by };

        public IReadOnlyList<ImagePoint> Corners => [new(Left, Top), new(Right - 1, Top), new(Right - 1, Bottom - 1), new(Left, Bottom - 1)];

        /// <summary>Intersection over union.</summary>
        public double Overlap(Box other)
        {
            double width = Math.Min(Right, other.Right) - Math.Max(Left, other.Left), height = Math.Min(Bottom, other.Bottom) - Math.Max(Top, other.Top);
            double common = Math.Max(0, width) * Math.Max(0, height);
            return common / (Area + other.Area - common);
        }

        private double Area => (Right - Left) * (Bottom - Top);
    }
}
