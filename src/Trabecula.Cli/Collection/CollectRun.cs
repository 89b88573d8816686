using System.Globalization;
using Trabecula.Cli.Deidentification;
using Trabecula.Dicom;
using Trabecula.Domain;
using Trabecula.Simulation;

namespace Trabecula.Cli.Collection;

/// <summary>Makes a cohort of an archive: films matched with DXA results, de-identified, and a manifest for <c>study</c>.</summary>
internal sealed class CollectRun(CollectRequest request, Terminal terminal)
{
    private const string FilmsFolder = "films";
    private readonly DeidentificationOptions _options = new(
        RetainPatientCharacteristics: true, RetainModifiedDates: true, request.ArePixelsChecked);

    /// <summary>Runs.</summary>
    /// <param name="ct">Stops between two films; the same command goes on there.</param>
    /// <returns>The exit code.</returns>
    public int Run(CancellationToken ct)
    {
        SafePlaces.Check([.. request.Films, .. request.Dxa], request.Output, request.Key, request.Report, request.LinkingTable);
        var key = KeyFile.Open(request.Key, terminal);
        var folder = DeidentifiedFolder.Open(request.Output, FilmsFolder, key, _options);
        var progress = new CountedProgress(terminal);
        using var flow = new Flow(request.Report);
        var results = ReadResults(flow, ct);
        var patientIds = results.Select(result => result.PatientId).ToHashSet(StringComparer.Ordinal);
        var films = new CandidateFilms(patientIds, _options, flow).Find(request.Films, progress, ct);
        var matches = CohortMatching.Match(films, results, request.Days);
        foreach (var one in matches.LeftOut)
            flow.Leave(one);
        var rows = Write(matches.Pairs, key, folder, flow, progress, ct);
        ManifestWriter.Write(Path.Combine(request.Output, "manifest.csv"), [.. rows.OrderBy(row => row.Image, StringComparer.Ordinal)]);
        flow.Complete(Path.Combine(request.Output, "collect-report.csv"));
        Tell(flow, rows);
        return rows.Count > 0 && !flow.HasFaults ? ExitCode.Done : ExitCode.InputNotUsable;
    }

    // A run that finds no result at all still leaves the report that says why.
    private List<DxaResult> ReadResults(Flow flow, CancellationToken ct)
    {
        try
        {
            return DxaSources.Read(request.Dxa, flow, ct);
        }
        catch (TrabeculaException refusal) when (refusal.Code == "no_dxa_results")
        {
            flow.Complete(Path.Combine(request.Output, "collect-report.csv"));
            throw;
        }
    }

    private List<ManifestRow> Write(
        IReadOnlyList<FilmWithDxa> pairs, DeidentificationKey key, DeidentifiedFolder folder, Flow flow, CountedProgress progress, CancellationToken ct)
    {
        var deidentifier = new Deidentifier(key, _options);
        var rows = new List<ManifestRow>();
        var people = new Dictionary<string, LinkedPerson>(StringComparer.Ordinal);
        if (request.LinkingTable is { } table)
            LinkingTable.Read(table);
        try
        {
            foreach (var pair in pairs)
            {
                ct.ThrowIfCancellationRequested();
                if (One(pair, deidentifier, folder, flow) is not { } film)
                    continue;
                rows.Add(Row(pair, film));
                people[pair.Film.PatientId] = new LinkedPerson(pair.Film.PatientId, film.Pseudonym, film.DateShiftDays);
                flow.Use();
                progress.Show(() => $"{rows.Count} of {pairs.Count} films written");
            }
        }
        finally
        {
            if (request.LinkingTable is { } path)
                LinkingTable.Add(path, people.Values);
        }

        return rows;
    }

    private static DeidentifiedObject? One(FilmWithDxa pair, Deidentifier deidentifier, DeidentifiedFolder folder, Flow flow)
    {
        try
        {
            var film = deidentifier.Deidentify(DicomSource.Open(pair.Film.Path));
            folder.Write(film);
            return film;
        }
        catch (TrabeculaException refusal) when (refusal.Code != "cannot_write")
        {
            flow.Leave(new LeftOut(LeftOut.Film, pair.Film.Path, pair.Film.PatientId, refusal.Code, refusal.Message));
            flow.Leave(new LeftOut(LeftOut.Dxa, pair.Dxa.Source, pair.Dxa.PatientId, "film_left_out", "Its film could not be used."));
            return null;
        }
    }

    private static ManifestRow Row(FilmWithDxa pair, DeidentifiedObject film)
    {
        var (source, dxa) = pair;
        var dataset = DicomFile.Read(film.Content).Dataset;
        var extra = new Dictionary<string, string>();
        if (dataset.GetDouble(DicomTags.KVP) is { } kvp)
            extra["kvp"] = kvp.ToString("R", CultureInfo.InvariantCulture);
        if (dataset.GetString(DicomTags.Manufacturer) is { } maker)
            extra["vendor"] = maker.TrimStart('=', '+', '-', '@', '\t', '\r', '\'');
        return new ManifestRow
        {
            SubjectId = film.Pseudonym,
            Image = $"{FilmsFolder}/{DeidentifiedFolder.NameOf(film)}",
            Sex = dxa.Sex ?? source.Sex,
            AgeYears = AgeYears(pair),
            HeightCm = dxa.HeightCm ?? source.HeightCm,
            WeightKg = dxa.WeightKg ?? source.WeightKg,
            Densities = dxa.Densities,
            LumbarLevels = dxa.LumbarLevels,
            Manufacturer = dxa.Manufacturer,
            DxaDate = dxa.Date.AddDays(film.DateShiftDays!.Value),
            RadiographDate = source.Date.AddDays(film.DateShiftDays.Value),
            // Simulated people stay simulated, whatever the table calls the place: their model must say so.
            Centre = dataset.GetString(DicomTags.Manufacturer) == FilmWriter.Maker ? PredictionRow.InSilico : dxa.Centre?.TrimStart('=', '+', '-', '@', '\t', '\r', '\''),
            Extra = extra,
        };
    }

    // Completed years at the film: a day of birth could be found again from a finer age and a date.
    private static double? AgeYears(FilmWithDxa pair)
    {
        if ((pair.Film.BirthDate ?? pair.Dxa.BirthDate) is { } birth)
            return DicomDates.CompletedYears(birth, pair.Film.Date);
        return (pair.Film.AgeYears ?? pair.Dxa.AgeYears) is { } years ? Math.Min(Math.Floor(years), DicomDates.OldestToldApart) : null;
    }

    private void Tell(Flow flow, List<ManifestRow> rows)
    {
        terminal.Tell(Path.Combine(request.Output, "manifest.csv"));
        terminal.Tell($"  {rows.Count} films of {rows.Select(row => row.SubjectId).Distinct().Count()} people, each with a DXA result at most {request.Days} days away");
        foreach (var (kind, reason, count) in flow.Counts)
            terminal.Tell($"  {kind,-5}{count,8}  {reason}");
        if (rows.Count == 0)
            terminal.Say($"no film could be matched; {request.Report} says why for each.");
        else if (flow.HasFaults)
            terminal.Say($"what was left out, and why: {request.Report}");
    }
}
