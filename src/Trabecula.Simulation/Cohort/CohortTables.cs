using Trabecula.Domain;
using Trabecula.Imaging;

namespace Trabecula.Simulation;

/// <summary>Writes the tables of a cohort whose films are all there.</summary>
internal static class CohortTables
{
    /// <summary>Writes <c>manifest.csv</c>, <c>landmarks.csv</c>, <c>truth.csv</c> and <c>wrong-views.csv</c>.</summary>
    /// <exception cref="TrabeculaException"><c>other_cohort</c> where a film's rows are damaged or another person's.</exception>
    public static void Write(CohortFolder folder, CohortOptions options)
    {
        SimulatedFilm[] films = [.. Enumerable.Range(0, options.Subjects * options.FilmsEach).Select(
            i => ReadFilm(folder, options, i / options.FilmsEach, 1 + (i % options.FilmsEach)))];
        ManifestWriter.Write(folder.In("manifest.csv"), [.. films.Select((film, i) => Row(film, options.Repeats ? "film" : "room", options.FilmsEach > 1 ? 1 + (i % options.FilmsEach) : null))]);
        IEnumerable<FilmLandmarks> spines = Enumerable.Range(0, options.FullSpines).Select(n => folder.ReadPart<FilmLandmarks>(CohortNumbering.FullSpine(n)));
        LandmarkTable.Write(
            folder.In("landmarks.csv"), [.. films.Select(f => new FilmLandmarks(f.Image, f.Vertebrae)).Concat(spines).Where(f => f.Vertebrae.Count > 0)]);
        folder.WriteText("truth.csv", TruthTable(films.Where((_, i) => i % options.FilmsEach == 0), options.Seed));
        IEnumerable<WrongViewFilm> wrong = Enumerable.Range(0, options.WrongViews).Select(n => folder.ReadPart<WrongViewFilm>(CohortNumbering.WrongView(n)));
        folder.WriteText("wrong-views.csv", WrongTable(wrong));
        if (options.Layers)
        {
            WriteLayerTables(folder, options);
        }
    }

    /// <summary>The tables of the films' layers, which lie beside them.</summary>
    private static void WriteLayerTables(CohortFolder folder, CohortOptions options)
    {
        IEnumerable<string> people = Enumerable.Range(0, options.Subjects * options.FilmsEach).Select(
            i => CohortNumbering.Subject(i / options.FilmsEach, 1 + (i % options.FilmsEach)));
        IEnumerable<string> spines = Enumerable.Range(0, options.FullSpines).Select(CohortNumbering.FullSpine);
        LandmarkTable.Write(
            folder.In(Path.Combine(CohortFolder.LayerFolder, "landmarks.csv")),
            [.. people.Concat(spines).Select(name => folder.ReadPart<FilmLandmarks>(CohortFolder.LayerPart(name))).Where(f => f.Vertebrae.Count > 0)]);
        folder.WriteText(
            Path.Combine(CohortFolder.LayerFolder, "wrong-views.csv"),
            WrongTable(Enumerable.Range(0, options.WrongViews).Select(
                n => folder.ReadPart<WrongViewFilm>(CohortNumbering.WrongView(n)) with { Image = CohortNumbering.WrongView(n) + FilmLayers.Extension })));
    }

    private static string WrongTable(IEnumerable<WrongViewFilm> films) =>
        "image,view\n" + string.Concat(films.Select(w => $"{w.Image},{w.View.ToString().ToLowerInvariant()}\n"));

    // The person in the rows must be the one that the cohort has at this number: parts of two cohorts, copied together, show here.
    private static SimulatedFilm ReadFilm(CohortFolder folder, CohortOptions options, int number, int film)
    {
        string name = CohortNumbering.Subject(number, film);
        SimulatedFilm read = folder.ReadPart<SimulatedFilm>(name);
        return read.Subject == options.Preset.Draw(options.Seed, number) ? read : throw folder.Damaged(name);
    }

    private static ManifestRow Row(SimulatedFilm film, string column, int? filmNumber)
    {
        var extra = new Dictionary<string, string>
        {
            ["vendor"] = film.Vendor,
            ["kvp"] = FormattableString.Invariant($"{film.KVp}"),
            ["degeneration"] = Degeneration(film.Degeneration),
        };
        if (filmNumber is { } number)
        {
            extra[column] = FormattableString.Invariant($"{number}");
        }

        return new ManifestRow
        {
            SubjectId = $"S{film.Subject.Number:000000}",
            Image = film.Image,
            Sex = film.Subject.Sex,
            AgeYears = Math.Round(film.Subject.AgeYears, 1),
            HeightCm = Math.Round(film.Subject.HeightCm, 1),
            WeightKg = Math.Round(film.Subject.WeightKg, 1),
            LumbarLevels = film.Examination.LumbarLevels,
            Densities = film.Examination.Densities.ToDictionary(d => d.Key, d => Math.Round(d.Value, 4)),
            Manufacturer = DxaManufacturer.Hologic,
            Centre = "in-silico",
            Extra = extra,
        };
    }

    // By these bounds 68 % of people of 63 years have more than slight wear and 21 % marked wear; section 3.5 of the constants has osteophytes in
    // 46 % and osteochondrosis in 21.5 % of women of that age, and any degeneration in 35 to 80 % from 55 to 70 years.
    private static string Degeneration(double amount) => amount switch { < 0.35 => "slight", < 0.8 => "moderate", _ => "marked" };

    /// <summary>What the phantoms were built to: the densities that were drawn, before any scanner saw them, and what else is in the skeleton.</summary>
    private static string TruthTable(IEnumerable<SimulatedFilm> films, ulong seed)
    {
        string[] names = ["l1_bmd", "l2_bmd", "l3_bmd", "l4_bmd", "lumbar_l1_l4_bmd", "lumbar_l2_l4_bmd", "femoral_neck_bmd", "total_hip_bmd"];
        string[] skeleton = ["lumbar_bodies", "transitional", "castellvi", "thoracolumbar", "fractures", "hardware", "metal_levels"];
        string header = $"subject_id,menopause_age_years,{string.Join(',', names)},{string.Join(',', skeleton)}\n";
        return header + string.Concat(films.Select(f => $"{TruthRow(f.Subject)},{Skeleton(PersonFindings.Draw(f.Subject, seed), f.Examination)}\n"));
    }

    // In the order of the sites. Empty for men, and for women who have their menopause before them.
    private static string TruthRow(SimulatedSubject person)
    {
        string menopause = person.MenopauseAgeYears is { } age && age <= person.AgeYears ? FormattableString.Invariant($"{age:0.0}") : "";
        IEnumerable<string> densities = Enum.GetValues<SkeletalSite>().Select(site => FormattableString.Invariant($"{person.Bmd(site):0.0000}"));
        return FormattableString.Invariant($"S{person.Number:000000},{menopause},{string.Join(',', densities)}");
    }

    private static string Skeleton(PersonFindings findings, DxaExamination examination)
    {
        SpineNumbering spine = findings.Numbering;
        string[] cells =
        [
            FormattableString.Invariant($"{spine.LumbarBodies}"),
            spine.Transition.ToString().ToLowerInvariant(),
            spine.Castellvi,
            Ribs(spine.Thoracolumbar),
            string.Join(' ', findings.Fractures.Select(f => FormattableString.Invariant($"{PersonFindings.Name(f.Number)}:{f.Grade}"))),
            string.Join(' ', findings.Implants.Words),
            string.Join(' ', examination.MetalLevels),
        ];
        return string.Join(',', cells);
    }

    private static string Ribs(ThoracolumbarVariant variant) => variant switch
    {
        ThoracolumbarVariant.ShortTwelfthRibs => "short_twelfth_ribs",
        ThoracolumbarVariant.AbsentTwelfthRibs => "absent_twelfth_ribs",
        ThoracolumbarVariant.LumbarRibs => "lumbar_ribs",
        _ => "usual",
    };
}
