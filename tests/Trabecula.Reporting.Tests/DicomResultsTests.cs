using System.Text;
using CsCheck;
using Trabecula.Dicom;
using Trabecula.Domain;

namespace Trabecula.Reporting.Tests;

public sealed class DicomResultsTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2025, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("trabecula-dicom-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string> Results => ["estimated", "rejected", "unreadable", "left out"];

    [Theory]
    [MemberData(nameof(Results))]
    public void Every_object_passes_dciodvfy_without_an_error(string which)
    {
        foreach (var path in Saved(Made(which)))
        {
            var said = OtherTool.Run("dciodvfy", "dicom3tools", path);
            Assert.DoesNotContain("Error", said);
            Assert.Contains(Path.GetFileName(path) switch { "report.dcm" => "Comprehensive3DSR", "overlay.dcm" => "SCImage", _ => "EncapsulatedPDF" }, said);
        }
    }

    [Fact]
    public void Dsrdump_prints_the_report()
    {
        var said = OtherTool.Run("dsrdump", "dcmtk", "+Pc", "+Pl", Saved(Made("estimated"))[0]);
        Assert.DoesNotContain("E: ", said);
        Assert.Contains("Areal BMD estimated from a radiograph", said);
        Assert.Contains("0.742", said);
        Assert.Contains("g/cm2", said);
        Assert.Contains("Osteoporosis", said);
        Assert.Contains("Algorithm Version", said);
        Assert.Contains("There is metal beside L3.", said);
        Assert.Contains("Research use only", said);
    }

    [Fact]
    public void A_refused_film_gets_a_report_that_says_why()
    {
        var said = OtherTool.Run("dsrdump", "dcmtk", "+Pc", "+Pl", Saved(Made("rejected"))[0]);
        Assert.DoesNotContain("E: ", said);
        Assert.Contains("Not analysable", said);
        Assert.Contains("not lumbar ap", said);
        Assert.Contains("This is no AP film of the lumbar spine.", said);
        Assert.DoesNotContain("g/cm2", said);
    }

    [Fact]
    public void Pydicom_reads_every_object_and_the_name_in_it()
    {
        var film = ExampleFilms.Ordinary("Yamada^Tarou=山田^太郎=やまだ^たろう");
        var paths = Saved(DicomResults.Create(ExampleResults.Estimated, film, ExampleResults.BlackFilm, Printed, Noon));
        const string Script =
            """
            import sys
            try:
                import pydicom
            except ImportError:
                print("no pydicom"); sys.exit()
            for path in sys.argv[1:]:
                one = pydicom.dcmread(path)
                list(one.iterall())
                print(one.SOPClassUID, one.PatientName.ideographic == "\u5c71\u7530^\u592a\u90ce", one.StudyInstanceUID)
            """;
        var said = OtherTool.Run("/usr/bin/python3", "python3-pydicom", ["-c", Script, .. paths]);
        if (said.Contains("no pydicom"))
            Assert.Skip("pydicom is not installed (Debian's package python3-pydicom).");
        Assert.Equal(3, said.Split('\n').Count(line => line.EndsWith($"True {ExampleFilms.Study}", StringComparison.Ordinal)));
    }

    [Fact]
    public void Results_lie_in_the_films_study_in_series_of_their_own_and_refer_back_to_it()
    {
        var set = Made("estimated");
        var objects = new[] { set.Report, set.Overlay!, set.Document! }.Select(file => file.Dataset).ToArray();
        Assert.All(objects, one => Assert.Equal(ExampleFilms.Study, one.GetString(DicomTags.StudyInstanceUID)));
        Assert.All(objects, one => Assert.Equal("Doe^Jane", one.GetString(DicomTags.PatientName)));
        Assert.All(objects, one => Assert.Equal("A-77", one.GetString(DicomTags.AccessionNumber)));
        Assert.Equal(4, objects.Select(one => one.GetString(DicomTags.SeriesInstanceUID)).Append(ExampleFilms.Series).Distinct().Count());
        var evidence = objects[0].GetItems(DicomTags.CurrentRequestedProcedureEvidenceSequence)[0].GetItems(DicomTags.ReferencedSeriesSequence)[0];
        Assert.Equal(ExampleFilms.Instance, evidence.GetItems(DicomTags.ReferencedSOPSequence)[0].GetString(DicomTags.ReferencedSOPInstanceUID));
        Assert.Equal(ExampleFilms.Instance, objects[1].GetItems(DicomTags.SourceImageSequence)[0].GetString(DicomTags.ReferencedSOPInstanceUID));
        Assert.Equal(ExampleFilms.Instance, objects[2].GetItems(DicomTags.SourceInstanceSequence)[0].GetString(DicomTags.ReferencedSOPInstanceUID));
    }

    [Theory]
    [InlineData("L\\F", "L", "F")]
    [InlineData("R\\F", "R", "F")]
    [InlineData("links\\unten")]
    [InlineData("L")]
    public void An_overlay_tells_the_patients_sides_as_the_film_does(string orientation, params string[] sides)
    {
        var film = ExampleFilms.Ordinary().SetBytes(DicomTags.PatientOrientation, DicomVr.CS, Encoding.ASCII.GetBytes(orientation));
        var overlay = DicomResults.Create(ExampleResults.Estimated, film, ExampleResults.BlackFilm, Printed, Noon).Overlay!.Dataset;
        Assert.Equal(sides, overlay.GetStrings(DicomTags.PatientOrientation));
    }

    [Fact]
    public void Body_part_and_target_region_are_the_lumbar_spine_only_where_one_was_found()
    {
        var (found, other) = (Made("estimated"), Made("rejected"));
        Assert.Equal("LSPINE", found.Overlay!.Dataset.GetString(DicomTags.BodyPartExamined));
        Assert.Contains("Target Region", OtherTool.Run("dsrdump", "dcmtk", "+Pc", "+Pl", Saved(found)[0]));
        Assert.False(other.Overlay!.Dataset.Contains(DicomTags.BodyPartExamined));
        Assert.DoesNotContain("Target Region", OtherTool.Run("dsrdump", "dcmtk", "+Pc", "+Pl", Saved(other)[0]));
    }

    [Fact]
    public void The_same_film_delivered_twice_gives_the_same_UIDs_and_another_model_gives_others()
    {
        var other = ExampleResults.Estimated with { Model = ExampleResults.Model with { Version = "2" } };
        Assert.Equal(Uids(Made("estimated")), Uids(Made("estimated")));
        Assert.Empty(Uids(Made("estimated")).Intersect(Uids(
            DicomResults.Create(other, ExampleFilms.Ordinary(), ExampleResults.BlackFilm, Printed, Noon))));
    }

    [Fact]
    public void UIDs_lie_under_the_root_that_was_chosen()
    {
        var set = DicomResults.Create(ExampleResults.Estimated, ExampleFilms.Ordinary(), ExampleResults.BlackFilm, Printed, Noon, "1.2.392.200036.9999");
        Assert.All(Uids(set), uid => Assert.StartsWith("1.2.392.200036.9999.", uid));
        Assert.All(Uids(set), uid => Assert.True(DicomUid.IsValid(uid)));
        Assert.All(Uids(Made("estimated")), uid => Assert.StartsWith("2.25.", uid));
    }

    [Theory]
    [InlineData("ISO_IR 100", "4DFC6C6C65725E4AF672670020", "Müller^Jörg")]
    [InlineData("ISO_IR 192", "E5B1B1E794B05EE5A4AAE9838E", "山田^太郎")]
    [InlineData("\\ISO 2022 IR 87", "59616D6164615E5461726F753D1B24423B3345441B28425E1B244242404F3A1B2842", "Yamada^Tarou=山田^太郎")]
    public void Names_in_any_character_set_are_carried_over(string characterSet, string bytes, string expected)
    {
        var film = ExampleFilms.WithBytes(characterSet, Convert.FromHexString(bytes));
        var set = DicomResults.Create(ExampleResults.Estimated, film, null, null, Noon);
        Assert.Equal(expected.TrimEnd('\0'), DicomFile.Read(set.Report.ToBytes()).Dataset.GetString(DicomTags.PatientName)!.TrimEnd('\0'));
    }

    [Fact]
    public void A_name_with_markup_is_carried_over_and_control_characters_are_left_out()
    {
        const string Name = "<script>alert('x')</script> & \"Co\"^%s{0}";
        var film = ExampleFilms.WithBytes("ISO_IR 192", Encoding.UTF8.GetBytes(Name + "\n\u0007"));
        var set = DicomResults.Create(ExampleResults.Estimated, film, ExampleResults.BlackFilm, null, Noon);
        Assert.Equal(Name, set.Report.Dataset.GetString(DicomTags.PatientName));
        Assert.DoesNotContain("Error", OtherTool.Run("dciodvfy", "dicom3tools", Saved(set)[0]));
    }

    [Fact]
    public void Names_and_descriptions_beyond_what_DICOM_allows_are_cut_and_a_patient_id_never_is()
    {
        var film = ExampleFilms.Ordinary(new string('N', 70) + "^B^C^D^E^F").Set(DicomTags.StudyDescription, DicomVr.LO, new string('S', 3000));
        var set = DicomResults.Create(ExampleResults.Rejected, film, ExampleResults.BlackFilm, Printed, Noon);
        Assert.Equal(new string('N', 64), set.Report.Dataset.GetString(DicomTags.PatientName));
        Assert.Equal(new string('S', 64), set.Report.Dataset.GetString(DicomTags.StudyDescription));
        foreach (var path in Saved(set))
            Assert.DoesNotContain("Error", OtherTool.Run("dciodvfy", "dicom3tools", path));
        film = ExampleFilms.WithBytes("ISO_IR 192", Encoding.UTF8.GetBytes($"A^B^C^D^E^F={new string('字', 63)}😀=かな=x\\Roe^Jane")).Set(DicomTags.PatientID, DicomVr.LO, new string('1', 70));
        var report = DicomResults.Create(ExampleResults.Rejected, film, null, null, Noon).Report.Dataset;
        Assert.Equal([$"A^B^C^D^E={new string('字', 63)}=かな"], report.GetStrings(DicomTags.PatientName));
        Assert.Equal(new string('1', 70), report.GetString(DicomTags.PatientID));
    }

    [Fact]
    public void Missing_and_senseless_values_are_left_empty()
    {
        var film = ExampleFilms.Ordinary("", "")
            .Set(DicomTags.PatientBirthDate, DicomVr.DA, "unknown")
            .Set(DicomTags.PatientSex, DicomVr.CS, "X")
            .Set(DicomTags.PatientAge, DicomVr.AS, "old")
            .Set(DicomTags.StudyTime, DicomVr.TM, "99:99");
        film.Remove(DicomTags.StudyDate);
        film.Remove(DicomTags.AccessionNumber);
        var set = DicomResults.Create(ExampleResults.Estimated, film, ExampleResults.BlackFilm, Printed, Noon);
        foreach (var path in Saved(set))
            Assert.DoesNotContain("Error", OtherTool.Run("dciodvfy", "dicom3tools", path));
    }

    [Fact]
    public void Values_of_any_bytes_give_objects_that_can_be_read_back()
    {
        var tags = new[] { DicomTags.PatientName, DicomTags.PatientID, DicomTags.StudyDescription, DicomTags.StudyTime, DicomTags.PatientAge, DicomTags.PatientSize };
        Gen.Byte.Array[0, 80].Array[tags.Length].Sample(
            values =>
            {
                var film = ExampleFilms.WithBytes("ISO_IR 192", "x"u8.ToArray());
                for (var index = 0; index < tags.Length; index++)
                    film.SetBytes(tags[index], DicomVr.LO, values[index]);
                var read = DicomFile.Read(DicomResults.Create(ExampleResults.Rejected, film, null, null, Noon).Report.ToBytes());
                Assert.Equal(ExampleFilms.Study, read.Dataset.GetString(DicomTags.StudyInstanceUID));
            },
            iter: 300,
            threads: 1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1.2.x")]
    [InlineData("1..2")]
    [InlineData("1.02")]
    public void A_film_without_a_valid_UID_is_refused_by_name(string uid)
    {
        var film = ExampleFilms.Ordinary().Set(DicomTags.StudyInstanceUID, DicomVr.UI, uid);
        var refusal = Assert.Throws<TrabeculaException>(() => DicomResults.Create(ExampleResults.Estimated, film, null, null, Noon));
        Assert.Equal("film_without_identity", refusal.Code);
        Assert.Contains("Study Instance UID", refusal.Message);
    }

    [Fact]
    public void Regions_are_told_in_the_stored_images_pixels()
    {
        // The film was judged at 1000 × 900 square pixels; the file holds half as many rows, twice as high.
        var film = ExampleFilms.Ordinary().SetInts(DicomTags.Rows, DicomVr.US, 450);
        var set = DicomResults.Create(ExampleResults.Estimated, film, ExampleResults.BlackFilm, null, Noon);
        var graphic = Descendants(set.Report.Dataset).First(item => item.GetString(DicomTags.ValueType) == "SCOORD").GetDoubles(DicomTags.GraphicData)!;
        Assert.Equal([300.5, 100.25, 420.5, 100.25, 425.5, 150.25, 295.5, 150.25, 300.5, 100.25], graphic);
    }

    [Fact]
    public void Every_code_that_is_used_is_in_the_reference_page()
    {
        var page = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "reference", "dicom-results.md"));
        var reasons = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "reference", "reasons.md"));
        var codes = new[] { "estimated", "rejected", "left out" }
            .SelectMany(which => Descendants(Made(which).Report.Dataset))
            .Where(item => item.Contains(DicomTags.CodingSchemeDesignator) && item.Contains(DicomTags.CodeMeaning))
            .Select(item => item.GetString(DicomTags.CodeValue) ?? item.GetString(DicomTags.LongCodeValue)!)
            .Distinct();
        Assert.All(codes, code => Assert.True(page.Contains($"`{code}`") || reasons.Contains($"`{code}`") || code == "metal_in_field", code));
    }

    internal static PrintedReport Printed { get; } = new("%PDF-1.4 an invented document"u8.ToArray(), ReportLanguage.English, ReportPaper.A4);

    private static IEnumerable<string> Uids(DicomResultSet set) =>
        new[] { set.Report, set.Overlay!, set.Document! }.SelectMany(file => new[]
        {
            file.Dataset.GetString(DicomTags.SOPInstanceUID)!, file.Dataset.GetString(DicomTags.SeriesInstanceUID)!,
        });

    private static IEnumerable<DicomDataset> Descendants(DicomDataset dataset) =>
        dataset.Elements.SelectMany(element => element.Items ?? []).SelectMany(item => Descendants(item).Prepend(item));

    private static DicomResultSet Made(string which)
    {
        var film = ExampleFilms.Ordinary();
        return which switch
        {
            "estimated" => DicomResults.Create(ExampleResults.Estimated, film, ExampleResults.BlackFilm, Printed, Noon),
            "rejected" => DicomResults.Create(ExampleResults.Rejected, film, ExampleResults.BlackFilm, Printed, Noon),
            "left out" => DicomResults.Create(WithoutL3, film, ExampleResults.BlackFilm, Printed, Noon),
            _ => DicomResults.Create(ExampleResults.Unreadable("film.dcm"), film, null, Printed, Noon),
        };
    }

    private static FilmResult WithoutL3 { get; } = ExampleResults.Estimated with
    {
        Gates = new GateIdentity("hospital", new string('a', 64)),
        Findings =
        [
            new QualityFinding(
                "possible_compression_fracture", QualityAction.ExcludeVertebra, "L3 is a quarter lower than its neighbours — see there.",
                ExampleResults.Estimated.Vertebrae[2].Corners) { Level = VertebralLevel.L3 },
        ],
    };

    private string[] Saved(DicomResultSet set)
    {
        var files = new List<(string Name, DicomFile File)> { ("report.dcm", set.Report) };
        if (set.Overlay is { } overlay)
            files.Add(("overlay.dcm", overlay));
        if (set.Document is { } document)
            files.Add(("document.dcm", document));
        return [.. files.Select(file =>
        {
            var path = Path.Combine(_folder, file.Name);
            file.File.Save(path);
            return path;
        })];
    }
}
