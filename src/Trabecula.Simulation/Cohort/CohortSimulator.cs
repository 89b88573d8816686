using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>Makes an in-silico cohort on disk: films, DXA results, landmarks.</summary>
/// <remarks>
/// Each person depends on the seed and the person's number alone, so that the same options give the same bytes whatever the
/// number of threads, the parts it was made in, and however often the run was stopped. A film's rows are written after the film; a
/// run that is started again makes what has no rows. The tables are written by the run that finds all films there.
/// </remarks>
public sealed class CohortSimulator
{
    // The lowest vertebra that no AP lumbar field reaches from above is T8.
    private const int FirstVertebra = 7;

    // Longer side of a film's layers: half as much again as a localiser sees at once.
    private const int LayerRows = 560;

    private readonly CohortOptions _options;
    private readonly CohortFolder _folder;
    private readonly IReadOnlyList<int> _numbers;

    // One person per thread; where there are fewer people than processors, several threads work at each.
    private readonly int _threads;

    private CohortSimulator(CohortOptions options, CohortFolder folder)
    {
        (_options, _folder) = (options, folder);
        _numbers = options.Shard.Numbers(CohortNumbering.Total(options));
        _threads = Math.Max(1, Environment.ProcessorCount / Math.Max(1, _numbers.Count));
    }

    /// <summary>Makes the cohort or the part that is asked for, or the rest of it.</summary>
    /// <param name="options">What to make.</param>
    /// <param name="progress">Is told after each film, of the films of this run.</param>
    /// <param name="cancellation">Stops after the films at hand; the next run goes on.</param>
    /// <returns>How many films of the whole cohort are in the folder. The tables are there if all are.</returns>
    /// <exception cref="TrabeculaException"><c>bad_cohort_options</c>; <c>other_cohort</c> where the folder holds another cohort or
    /// something else; <c>cannot_write</c>.</exception>
    public static CohortProgress Run(CohortOptions options, IProgress<CohortProgress>? progress = null, CancellationToken cancellation = default)
    {
        if (options.Subjects < 1 || options.WrongViews < 0 || options.FullSpines < 0)
        {
            throw new TrabeculaException("bad_cohort_options", "A cohort has at least one subject and no negative number of other films.");
        }

        if (options.Rooms is < 1 or > CohortOptions.MostRooms || (options.Repeats && options.Rooms > 1))
        {
            throw new TrabeculaException(
                "bad_cohort_options", $"People are filmed in 1 to {CohortOptions.MostRooms} rooms, and either in several or repeatedly in one.");
        }

        if (!(options.PixelMm >= FilmSetup.FinestPixelMm && options.PixelMm <= FilmSetup.CoarsestPixelMm))
        {
            throw new TrabeculaException("bad_cohort_options", "A film's pixels are 0.1 to 1 mm wide.");
        }

        return new CohortSimulator(options, CohortFolder.Claim(options)).Make(progress, cancellation);
    }

    private CohortProgress Make(IProgress<CohortProgress>? progress, CancellationToken cancellation)
    {
        int total = CohortNumbering.Total(_options), done = 0;
        int wanted = _numbers.Sum(number => CohortNumbering.Films(_options, number).Count);
        void FilmDone() => progress?.Report(new CohortProgress(Interlocked.Increment(ref done), wanted));
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation };
        Parallel.For(0, _numbers.Count, parallel, i =>
        {
            int number = _numbers[i];
            if (number < _options.Subjects)
            {
                MakeSubject(number, FilmDone, cancellation);
                return;
            }

            if (number < _options.Subjects + _options.WrongViews)
            {
                MakeWrongView(number - _options.Subjects, cancellation);
            }
            else
            {
                MakeFullSpine(number - _options.Subjects - _options.WrongViews, cancellation);
            }

            FilmDone();
        });

        string[] names = [.. Enumerable.Range(0, total).SelectMany(number => CohortNumbering.Films(_options, number))];
        var there = new CohortProgress(names.Count(_folder.Holds), names.Length);
        if (there.IsWhole)
        {
            CohortTables.Write(_folder, _options);
        }

        return there;
    }

    private void MakeSubject(int number, Action filmDone, CancellationToken cancellation)
    {
        Phantom? phantom = null;
        for (int film = 1; film <= _options.FilmsEach; film++)
        {
            if (!_folder.Holds(CohortNumbering.Subject(number, film)))
            {
                phantom ??= PhantomBuilder.Build(_options.Preset.Draw(_options.Seed, number), _options.Seed, FirstVertebra, threads: _threads);
                cancellation.ThrowIfCancellationRequested();
                MakeFilm(phantom, film, cancellation);
            }

            filmDone();
        }
    }

    private void MakeFilm(Phantom phantom, int film, CancellationToken cancellation)
    {
        int number = phantom.Subject.Number;
        string name = CohortNumbering.Subject(number, film);

        // A repeat is taken in the same room with the same technique: only the pose and the chance are others. In another room all is drawn anew.
        ulong firstSeed = new DeterministicRandom(_options.Seed, (ulong)number, 6).NextBits();
        ulong filmSeed = film == 1 ? firstSeed : new DeterministicRandom(_options.Seed, (ulong)number, 6, (ulong)film).NextBits();
        ulong roomSeed = _options.Repeats ? firstSeed : filmSeed;
        FilmSetup setup = Scaled(FilmSetup.Draw(phantom, roomSeed, roomSeed == filmSeed ? null : Repositioning.Draw(filmSeed)));
        setup = _options.Equipment == Equipment.Other ? setup.InOtherRoom(roomSeed) : setup;

        // Film and scan only read the phantom; one person alone has them side by side.
        DxaExamination Scan() => PhantomDxa.Examine(phantom, filmSeed ^ 0xD8A, threads: _threads);
        Task<DxaExamination>? beside = _threads > 1 ? Task.Run(Scan, cancellation) : null;
        WriteFilm(phantom, setup, filmSeed, name, number, film, cancellation);
        _folder.WritePart(name, new SimulatedFilm(
            CohortFolder.Image(name),
            phantom.Subject,
            beside is null ? Scan() : beside.GetAwaiter().GetResult(),
            PhantomProjector.Outlines(phantom, setup.Geometry, setup.Frame),
            phantom.Degeneration,
            setup.Chain.Vendor,
            setup.Technique.KVp));
    }

    private void MakeWrongView(int number, CancellationToken cancellation)
    {
        string name = CohortNumbering.WrongView(number);
        if (_folder.Holds(name))
        {
            return;
        }

        (WrongViewKind kind, Phantom phantom, FilmSetup setup) = WrongView.Draw(_options.Seed, number);
        WriteFilm(phantom, Scaled(setup), (ulong)number + 0x3A0, name, _options.Subjects + number, 1, cancellation);
        _folder.WritePart(name, new WrongViewFilm(CohortFolder.Image(name), kind));
    }

    private void MakeFullSpine(int number, CancellationToken cancellation)
    {
        string name = CohortNumbering.FullSpine(number);
        if (_folder.Holds(name))
        {
            return;
        }

        (Phantom phantom, FilmSetup setup, ulong filmSeed) = FullSpine.Draw(_options.Seed, number);
        setup = Scaled(setup);
        WriteFilm(phantom, setup, filmSeed, name, _options.Subjects + _options.WrongViews + number, 1, cancellation);
        _folder.WritePart(name, new FilmLandmarks(CohortFolder.Image(name), PhantomProjector.Outlines(phantom, setup.Geometry, setup.Frame)));
    }

    private FilmSetup Scaled(FilmSetup setup) => setup.WithPixelsScaled(_options.PixelMm / FilmSetup.PixelMm);

    private void WriteFilm(
        Phantom phantom, FilmSetup setup, ulong noiseSeed, string name, int patient, int filmNumber, CancellationToken cancellation)
    {
        ProjectionMaps maps = PhantomProjector.Project(phantom, setup.Geometry, cancellation, _threads);
        DetectorImage exposed = FilmExposure.Expose(maps, setup.Technique, new DetectorModel(), noiseSeed, _threads, cancellation, setup.Frame);
        ProcessedFilm film = VendorProcessing.ForPresentation(exposed, setup.Chain, _threads, cancellation, setup.Frame);
        SimulatedSubject person = phantom.Subject;
        var subject = new Subject(person.Sex, person.AgeYears, person.HeightCm, person.WeightKg, "dicom");
        _folder.WriteFilm(name, film, exposed, new FilmIdentity(_options.Seed, patient, filmNumber, subject));
        if (_options.Layers)
        {
            // No larger than a localiser keeps films, and without blades or letters, which its training adds.
            double longest = Math.Max(setup.Geometry.Width, setup.Geometry.Height);
            ProjectionGeometry geometry = setup.Geometry.WithPixelsScaled(Math.Max(1, longest / LayerRows));
            _folder.WriteLayers(name, PhantomLayers.Project(phantom, geometry, cancellation, _threads), PhantomProjector.Outlines(phantom, geometry));
        }
    }
}
