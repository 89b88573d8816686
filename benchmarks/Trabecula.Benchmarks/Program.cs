using Trabecula.Benchmarks;
using Trabecula.Inference;

if (args.Length == 2 && args[0] == "in-silico-cohort")
{
    InSilicoCohort.Run(args[1]);
    return 0;
}

if (args.Length == 2 && args[0] is ("simulation-speed" or "projection"))
{
    int rounds = int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture);
    (args[0] == "projection" ? (Action<int>)ProjectionPeer.Run : SimulationSpeed.Run)(rounds);
    return 0;
}

if (args.Length is 3 or 4 && args[0] == "film-likeness")
{
    FilmLikeness.Run(args[1], args[2], args.ElementAtOrDefault(3));
    return 0;
}

if (args.Length == 3 || (args.Length == 5 && args[3] == "--columns"))
{
    if (args[0] == "contact-sheet")
    {
        ContactSheet.Run(args[1], args[2], int.Parse(args.ElementAtOrDefault(4) ?? "4", System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    }
}

if (args.Length is >= 3 and <= 5 && args[0] == "project-ct")
{
    ProjectedCt.Run(args[1], args[2], args.ElementAtOrDefault(3), args.ElementAtOrDefault(4), filmSeed: 1);
    return 0;
}

if (args.Length < 3)
{
    Console.Error.WriteLine("Trabecula.Benchmarks spine-boxes BUNDLE FOLDER [OVERLAYS] | cohort BUNDLE COHORT [FROM_ROW] | in-silico-cohort COHORT | film-likeness COHORT REAL_FOLDER [OUT] | contact-sheet COHORT OUT.jpg [--columns N] | project-ct CT.nii.gz OUT.png [MASK [BODIES]] | simulation-speed ROUNDS | projection ROUNDS | quality BUNDLE COHORT | deletion BUNDLE COHORT [FILMS]");
    return 2;
}

using var localisation = new Localisation(ModelBundle.Open(args[1]));
switch (args[0])
{
    case "spine-boxes":
        SpineBoxes.Run(localisation, args[2], args.ElementAtOrDefault(3));
        return 0;
    case "cohort":
        CohortLandmarks.Run(localisation, args[2], int.Parse(args.ElementAtOrDefault(3) ?? "0", System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    case "quality":
        QualityFindings.Run(ModelBundle.Open(args[1]), args[2]);
        return 0;
    case "deletion":
        DeletionTests.Run(ModelBundle.Open(args[1]), args[2], int.Parse(args.ElementAtOrDefault(3) ?? "10", System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    default:
        Console.Error.WriteLine($"There is no benchmark '{args[0]}'.");
        return 2;
}
