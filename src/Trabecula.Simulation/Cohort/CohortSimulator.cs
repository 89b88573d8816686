using System.Text;
using System.Text.Json;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>Makes an in-silico cohort on disk: films, DXA results, landmarks.</summary>
/// <remarks>
/// Each person depends on the seed and the person's number alone, so that the same options give the same bytes whatever the
/// number of threads and however often the run was stopped. A film's row is written after the film; a run that is started
/// again goes on with the first number that has no row.
/// </remarks>
public sealed class CohortSimulator
{
    private const string CohortFile = "cohort.json", PartFolder = "parts", FilmFolder = "films";

    // The lowest vertebra that no AP lumbar field reaches from above is T8.
    private const int FirstVertebra = 7;

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = false, Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } };
    private readonly CohortOptions _options;

    private CohortSimulator(CohortOptions options) => _options = options;

    /// <summary>Makes the cohort, or the rest of it.</summary>
    /// <param name="options">What to make.</param>
    /// <param name="progress">Is told after each film.</param>
    /// <param name="cancellation">Stops after the films at hand; the next run goes on.</param>
    /// <exception cref="TrabeculaException"><c>bad_cohort_options</c>; <c>other_cohort</c> where the folder holds another cohort.</exception>
    public static void Run(CohortOptions options, IProgress<CohortProgress>? progress = null, CancellationToken cancellation = default)
    {
        if (options.Subjects < 1 || options.WrongViews < 0 || options.FullSpines < 0)
        {
            throw new TrabeculaException("bad_cohort_options", "A cohort has at least one subject and no negative number of other films.");
        }

        new CohortSimulator(options).Make(progress, cancellation);
    }

    private void Make(IProgress<CohortProgress>? progress, CancellationToken cancellation)
    {
        Claim();
        int total = _options.Subjects + _options.WrongViews + _options.FullSpines, done = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation };
        Parallel.For(0, total, parallel, number =>
        {
            if (number < _options.Subjects)
            {
                MakeSubject(number, cancellation);
            }
            else if (number < _options.Subjects + _options.WrongViews)
            {
                MakeWrongView(number - _options.Subjects, cancellation);
            }
            else
            {
                MakeFullSpine(number - _options.Subjects - _options.WrongViews, cancellation);
            }

            progress?.Report(new CohortProgress(Interlocked.Increment(ref done), total));
        });
        WriteTables();
    }

    /// <summary>Marks the folder as this cohort's, or finds that it is.</summary>
    private void Claim()
    {
        Directory.CreateDirectory(In(FilmFolder));
        Directory.CreateDirectory(In(PartFolder));
        string path = In(CohortFile);
        string mine = JsonSerializer.Serialize(new { preset = "road", subjects = _options.Subjects, seed = _options.Seed, wrong_views = _options.WrongViews, full_spines = _options.FullSpines, format = 2 }) + "\n";
        if (!File.Exists(path))
        {
            if (Directory.EnumerateFileSystemEntries(In(PartFolder)).Any())
            {
                throw new TrabeculaException("other_cohort", $"'{_options.Directory}' holds parts of a cohort whose {CohortFile} is missing; choose another folder.");
            }

            WriteWhole(path, mine);
        }
        else if (File.ReadAllText(path) != mine)
        {
            throw new TrabeculaException("other_cohort", $"'{_options.Directory}' holds another cohort ({CohortFile} differs); choose another folder or the same options.");
        }
    }

    private void MakeSubject(int number, CancellationToken cancellation)
    {
        string part = In(PartFolder, $"{number:000000}.json");
        if (File.Exists(part))
        {
            return;
        }

        SimulatedSubject subject = RoadPopulation.Draw(_options.Seed, number);
        Phantom phantom = PhantomBuilder.Build(subject, _options.Seed, FirstVertebra);
        cancellation.ThrowIfCancellationRequested();
        ulong filmSeed = new DeterministicRandom(_options.Seed, (ulong)number, 6).NextBits();
        FilmSetup setup = FilmSetup.Draw(phantom, filmSeed);
        string image = $"{FilmFolder}/{number:000000}.dcm";
        WriteFilm(phantom, setup, filmSeed, image, number, cancellation);
        var film = new SimulatedFilm(
            image,
            subject,
            PhantomDxa.Measure(phantom, filmSeed ^ 0xD8A),
            PhantomProjector.Outlines(phantom, setup.Geometry, setup.Frame),
            setup.Chain.Vendor,
            setup.Technique.KVp);
        WriteWhole(part, JsonSerializer.Serialize(film, Json));
    }

    private void MakeWrongView(int number, CancellationToken cancellation)
    {
        string part = In(PartFolder, $"wrong-{number:000000}.json");
        if (File.Exists(part))
        {
            return;
        }

        (WrongViewKind kind, Phantom phantom, FilmSetup setup) = WrongView.Draw(_options.Seed, number);
        string image = $"{FilmFolder}/wrong-{number:000000}.dcm";
        WriteFilm(phantom, setup, (ulong)number + 0x3A0, image, _options.Subjects + number, cancellation);
        WriteWhole(part, JsonSerializer.Serialize(new WrongViewRow(image, kind), Json));
    }

    private void MakeFullSpine(int number, CancellationToken cancellation)
    {
        string part = In(PartFolder, $"spine-{number:000000}.json");
        if (File.Exists(part))
        {
            return;
        }

        (Phantom phantom, FilmSetup setup, ulong filmSeed) = FullSpine.Draw(_options.Seed, number);
        string image = $"{FilmFolder}/spine-{number:000000}.dcm";
        WriteFilm(phantom, setup, filmSeed, image, _options.Subjects + _options.WrongViews + number, cancellation);
        WriteWhole(part, JsonSerializer.Serialize(new FilmLandmarks(image, PhantomProjector.Outlines(phantom, setup.Geometry, setup.Frame)), Json));
    }

    private void WriteFilm(Phantom phantom, FilmSetup setup, ulong filmSeed, string image, int number, CancellationToken cancellation)
    {
        ProjectionMaps maps = PhantomProjector.Project(phantom, setup.Geometry, cancellation);
        DetectorImage exposed = FilmExposure.Expose(maps, setup.Technique, new DetectorModel(), filmSeed, 1, cancellation, setup.Frame);
        ProcessedFilm film = VendorProcessing.ForPresentation(exposed, setup.Chain, 1, cancellation, setup.Frame);
        SimulatedSubject person = phantom.Subject;
        var subject = new Subject(person.Sex, person.AgeYears, person.HeightCm, person.WeightKg, "dicom");
        FilmWriter.Write(In(image), film, exposed, new FilmIdentity(_options.Seed, number, 1, subject));
    }

    private void WriteTables()
    {
        SimulatedFilm[] films = [.. Enumerable.Range(0, _options.Subjects).Select(n => ReadPart<SimulatedFilm>($"{n:000000}.json"))];
        ManifestWriter.Write(In("manifest.csv"), [.. films.Select(Row)]);
        IEnumerable<FilmLandmarks> spines = Enumerable.Range(0, _options.FullSpines).Select(n => ReadPart<FilmLandmarks>($"spine-{n:000000}.json"));
        LandmarkTable.Write(
            In("landmarks.csv"), [.. films.Select(f => new FilmLandmarks(f.Image, f.Vertebrae)).Concat(spines).Where(f => f.Vertebrae.Count > 0)]);
        WriteWhole(In("truth.csv"), TruthTable(films));
        IEnumerable<WrongViewRow> wrong = Enumerable.Range(0, _options.WrongViews).Select(n => ReadPart<WrongViewRow>($"wrong-{n:000000}.json"));
        WriteWhole(In("wrong-views.csv"), "image,view\n" + string.Concat(wrong.Select(w => $"{w.Image},{w.View.ToString().ToLowerInvariant()}\n")));
    }

    private static ManifestRow Row(SimulatedFilm film) => new()
    {
        SubjectId = $"S{film.Subject.Number:000000}",
        Image = film.Image,
        Sex = film.Subject.Sex,
        AgeYears = Math.Round(film.Subject.AgeYears, 1),
        HeightCm = Math.Round(film.Subject.HeightCm, 1),
        WeightKg = Math.Round(film.Subject.WeightKg, 1),
        Densities = film.Densities.ToDictionary(d => d.Key, d => Math.Round(d.Value, 4)),
        Manufacturer = DxaManufacturer.Hologic,
        Centre = "in-silico",
        Extra = new Dictionary<string, string>
        {
            ["vendor"] = film.Vendor,
            ["kvp"] = FormattableString.Invariant($"{film.KVp}"),
        },
    };

    /// <summary>What the phantoms were built to: the mineral itself, before any scanner saw it.</summary>
    private static string TruthTable(IEnumerable<SimulatedFilm> films) =>
        "subject_id,lumbar_l2_l4_bmd,femoral_neck_bmd,total_hip_bmd\n" + string.Concat(films.Select(f => FormattableString.Invariant(
            $"S{f.Subject.Number:000000},{f.Subject.LumbarL2L4Bmd:0.0000},{f.Subject.FemoralNeckBmd:0.0000},{f.Subject.TotalHipBmd:0.0000}\n")));

    private T ReadPart<T>(string name)
    {
        string path = In(PartFolder, name);
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllText(path), Json) ?? throw new JsonException("It is empty.");
        }
        catch (JsonException exception)
        {
            throw new TrabeculaException("other_cohort", $"'{path}' is damaged; delete it and run the command again.", exception);
        }
    }

    private static void WriteWhole(string path, string text) =>
        ReplacedFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    private string In(params string[] path) => Path.Combine([_options.Directory, .. path]);

    private sealed record WrongViewRow(string Image, WrongViewKind View);
}
