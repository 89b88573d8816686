using System.Globalization;
using Trabecula.Benchmarks;
using Trabecula.Inference;

// Each benchmark: its name and arguments as shown, the fewest of them, and what it does with them.
(string Usage, int Fewest, Action<string[]> Run)[] benchmarks =
[
    ("spine-boxes BUNDLE FOLDER [OVERLAYS]", 2, words => WithLocalisation(words[0], localisation => SpineBoxes.Run(localisation, words[1], words.ElementAtOrDefault(2)))),
    ("cohort BUNDLE COHORT [FROM_ROW]", 2, words => WithLocalisation(words[0], localisation => CohortLandmarks.Run(localisation, words[1], Number(words.ElementAtOrDefault(2) ?? "0")))),
    ("invariance BUNDLE FILM...", 2, words =>
    {
        using var estimator = new FilmEstimator(ModelBundle.Open(words[0]), threads: 1);
        Invariance.Run(estimator, words[1..]);
    }),
    ("quality BUNDLE COHORT [FILMS]", 2, words => QualityFindings.Run(ModelBundle.Open(words[0]), words[1], Number(words.ElementAtOrDefault(2) ?? "1000"))),
    ("fractures COHORT [BUNDLE [FILMS]]", 1, words =>
        FractureLimits.Run(words[0], words.Length > 1 ? ModelBundle.Open(words[1]) : null, Number(words.ElementAtOrDefault(2) ?? "150"))),
    ("rotation BUNDLE [PEOPLE]", 1, words => Rotation.Run(ModelBundle.Open(words[0]), Number(words.ElementAtOrDefault(1) ?? "16"))),
    ("failures BUNDLE FOLDER OUT.jpg [FILMS]", 3, words => WithLocalisation(words[0], localisation => FailureSheet.Write(
        File.Exists(Path.Combine(words[1], "landmarks.csv")) ? CohortFailures.Of(localisation, words[1]) : SpineBoxes.Failures(localisation, words[1]),
        words[2],
        Number(words.ElementAtOrDefault(3) ?? "36")))),
    ("film-cost BUNDLE FILM FILMS", 3, words => FilmSpeed.Run(ModelBundle.Open(words[0]), words[1], Number(words[2]))),
    ("deletion BUNDLE COHORT [FILMS]", 2, words => DeletionTests.Run(ModelBundle.Open(words[0]), words[1], Number(words.ElementAtOrDefault(2) ?? "10"))),
    ("in-silico-cohort COHORT", 1, words => InSilicoCohort.Run(words[0])),
    ("film-likeness COHORT REAL_FOLDER [OUT]", 2, words => FilmLikeness.Run(words[0], words[1], words.ElementAtOrDefault(2))),
    ("contact-sheet COHORT OUT.jpg [COLUMNS]", 2, words => ContactSheet.Run(words[0], words[1], Number(words.ElementAtOrDefault(2) ?? "4"))),
    ("project-ct CT.nii.gz OUT.png [MASK [BODIES]]", 2, words => ProjectedCt.Run(words[0], words[1], words.ElementAtOrDefault(2), words.ElementAtOrDefault(3), filmSeed: 1)),
    ("simulation-speed ROUNDS", 1, words => SimulationSpeed.Run(Number(words[0]))),
    ("projection ROUNDS", 1, words => ProjectionPeer.Run(Number(words[0]))),
];

foreach ((string usage, int fewest, Action<string[]> run) in benchmarks)
{
    string[] shown = usage.Split(' ');
    if (args.Length > fewest && args[0] == shown[0] && (args.Length <= shown.Length || usage.EndsWith("...", StringComparison.Ordinal)))
    {
        run(args[1..]);
        return 0;
    }
}

Console.Error.WriteLine("Trabecula.Benchmarks, one of:\n" + string.Join('\n', benchmarks.Select(benchmark => "  " + benchmark.Usage)));
return 2;

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static void WithLocalisation(string bundle, Action<Localisation> run)
{
    using var localisation = new Localisation(ModelBundle.Open(bundle));
    run(localisation);
}
