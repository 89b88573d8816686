using System.Globalization;
using System.Numerics;
using Trabecula.Domain;
using Trabecula.Imaging;
using Trabecula.Inference;
using Trabecula.Simulation;

namespace Trabecula.Benchmarks;

/// <summary>How well a turn about the long axis is told from films of simulated people that are turned by a known angle.</summary>
internal static class Rotation
{
    // Not the seed on whose people the weights were fitted (4242).
    private const ulong Seed = 4343;
    private const int HighestVertebra = 5;
    private static readonly double[] Turns = [0, -6, 10, -15, 20, -25];

    /// <summary>Prints a table.</summary>
    public static void Run(ModelBundle bundle, int people)
    {
        using var estimator = new FilmEstimator(bundle, threads: 1);
        string file = Path.Combine(Directory.CreateTempSubdirectory("trabecula-rotation").FullName, "film.dcm");
        var films = new List<(double Turn, double Truth, double? Measured, bool IsSaid)>();
        for (int number = 0; number < people; number++)
        {
            Phantom phantom = PhantomBuilder.Build(RoadPopulation.Draw(Seed, number), Seed, HighestVertebra);
            double own = SkeletalSite.LumbarL1L4.Levels().Select(level => phantom.Vertebra(level)).OfType<PhantomVertebra>()
                .Average(v => Math.Atan2(-v.Frame.Front.X, v.Frame.Front.Y) * 180 / Math.PI);
            foreach (double turn in Turns)
            {
                Film(phantom, turn, file);
                FilmAnalysis analysis = estimator.Analyse(RadiographReader.Read(file));
                films.Add((turn, turn - own, analysis.Frame is { } frame ? SpineRotation.Degrees(frame) : null, analysis.Findings.Any(f => f.Code == "rotated")));
            }
        }

        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        Console.WriteLine("| film turned by | films | refused | rotation said | error of the turn, root mean square |\n|---|---|---|---|---|");
        foreach (var group in films.GroupBy(film => film.Turn).OrderBy(group => Math.Abs(group.Key)))
        {
            double[] errors = [.. group.Where(film => film.Measured is not null).Select(film => film.Measured!.Value - film.Truth)];
            double spread = errors.Length == 0 ? double.NaN : Math.Sqrt(errors.Average(e => e * e));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {group.Key}° | {group.Count()} | {group.Count(f => f.Measured is null)} | {group.Count(f => f.IsSaid)} | {spread:0.0}° |"));
        }
    }

    private static void Film(Phantom phantom, double turn, string file)
    {
        ulong seed = new DeterministicRandom(Seed, (ulong)phantom.Subject.Number, (ulong)(turn + 90)).NextBits();
        FilmSetup setup = FilmSetup.At(phantom, Vector3.Zero, turn, 350, 430, seed);
        DetectorImage exposed = FilmExposure.Expose(PhantomProjector.Project(phantom, setup.Geometry), setup.Technique, new DetectorModel(), seed, frame: setup.Frame);
        ProcessedFilm film = VendorProcessing.ForPresentation(exposed, setup.Chain, frame: setup.Frame);
        SimulatedSubject person = phantom.Subject;
        FilmWriter.Write(
            file, film, exposed, new FilmIdentity(Seed, person.Number, 1, new Subject(person.Sex, person.AgeYears, person.HeightCm, person.WeightKg, "dicom")));
    }
}
