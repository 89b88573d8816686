namespace Trabecula.Dicom.Tests;

public class DeidentifierTests
{
    private static readonly Deidentifier Basic = new(IdentifiedFilm.Key, new DeidentificationOptions());
    private static readonly Deidentifier ForStudy = new(IdentifiedFilm.Key, IdentifiedFilm.Study);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Nothing_of_the_person_is_left_and_the_pixels_are_the_same(bool isForStudy)
    {
        var original = IdentifiedFilm.Dataset();
        var written = (isForStudy ? ForStudy : Basic).Deidentify(DicomFile.Create(original));
        Assert.All(IdentifiedFilm.Secrets, secret => Assert.False(IdentifiedFilm.Holds(written.Content, secret), secret));
        var dataset = DicomFile.Read(written.Content).Dataset;
        Assert.Equal(original.GetBytes(DicomTags.PixelData)!.Value.ToArray(), dataset.GetBytes(DicomTags.PixelData)!.Value.ToArray());
        Assert.All(new byte[128], (zero, index) => Assert.Equal(zero, written.Content[index]));
        Assert.Equal("PID-884213", written.PatientId);
        Assert.Equal(written.Pseudonym, dataset.GetString(DicomTags.PatientID));
        Assert.Equal(written.SopInstanceUid, dataset.GetString(DicomTags.SOPInstanceUID));
    }

    [Fact]
    public void A_patient_id_of_several_values_is_nobodys_and_one_said_twice_is_one()
    {
        DeidentifiedObject Of(string id) => Basic.Deidentify(DicomFile.Create(IdentifiedFilm.Dataset().SetBytes(DicomTags.PatientID, DicomVr.LO, System.Text.Encoding.ASCII.GetBytes(id))));
        Assert.Equal(DicomErrors.SeveralPatientIds, Assert.Throws<DicomException>(() => Of(@"PID-884213\OLD-77120")).Code);
        Assert.Equal("PID-884213", Of(@"\PID-884213 \PID-884213").PatientId);
    }

    [Fact]
    public void The_profile_alone_keeps_neither_dates_nor_what_the_person_is_like()
    {
        var dataset = DicomFile.Read(Basic.Deidentify(DicomFile.Create(IdentifiedFilm.Dataset())).Content).Dataset;
        foreach (var tag in new[] { DicomTags.StudyDate, DicomTags.AcquisitionDate, DicomTags.PatientSex, DicomTags.PatientAge, DicomTags.PatientSize })
        {
            Assert.Null(dataset.GetString(tag));
        }

        Assert.Equal("YES", dataset.GetString(DicomTags.PatientIdentityRemoved));
        Assert.Equal("REMOVED", dataset.GetString(DicomTags.LongitudinalTemporalInformationModified));
        Assert.Equal(["113100"], Methods(dataset));
        Assert.True(dataset.Contains(DicomTags.StudyDate));
        Assert.True(dataset.Contains(DicomTags.ReferringPhysicianName));
    }

    [Fact]
    public void For_a_study_dates_are_moved_together_and_the_age_is_told_in_years()
    {
        var one = ForStudy.Deidentify(DicomFile.Create(IdentifiedFilm.Dataset(1, date: "20240611")));
        var other = ForStudy.Deidentify(DicomFile.Create(IdentifiedFilm.Dataset(2, date: "20240910")));
        var first = DicomFile.Read(one.Content).Dataset;
        var second = DicomFile.Read(other.Content).Dataset;
        Assert.InRange(one.DateShiftDays!.Value, -364, -1);
        Assert.Equal(one.DateShiftDays, other.DateShiftDays);
        Assert.Equal(91, Day(second).DayNumber - Day(first).DayNumber);
        Assert.Equal(new DateOnly(2024, 6, 11).AddDays(one.DateShiftDays.Value), Day(first));
        Assert.Equal(first.GetString(DicomTags.StudyDate), first.GetString(DicomTags.AcquisitionDateTime));
        Assert.Null(first.GetString(DicomTags.StudyTime));
        Assert.Equal("074Y", first.GetString(DicomTags.PatientAge));
        Assert.Equal("F", first.GetString(DicomTags.PatientSex));
        Assert.Equal(1.52, first.GetDouble(DicomTags.PatientSize));
        Assert.Null(first.GetString(DicomTags.PatientBirthDate));
        Assert.Equal(["113100", "113107", "113108"], Methods(first));

        static DateOnly Day(DicomDataset dataset) => DicomDates.Date(dataset.GetString(DicomTags.StudyDate))!.Value;
    }

    [Theory]
    [InlineData("091Y", "090Y")]
    [InlineData("090Y", "090Y")]
    [InlineData("089Y", "089Y")]
    [InlineData("006M", "006M")]
    [InlineData("9Y", null)]
    public void From_ninety_years_on_ages_are_written_as_ninety(string age, string? expected)
    {
        var film = IdentifiedFilm.Dataset().Set(DicomTags.PatientAge, DicomVr.AS, age).Set(DicomTags.PatientBirthDate, DicomVr.DA);
        Assert.Equal(expected, DicomFile.Read(ForStudy.Deidentify(DicomFile.Create(film)).Content).Dataset.GetString(DicomTags.PatientAge));
    }

    [Fact]
    public void References_between_files_still_fit_and_another_key_gives_others()
    {
        var film = DicomFile.Read(ForStudy.Deidentify(DicomFile.Create(IdentifiedFilm.Dataset(1))).Content).Dataset;
        var source = ForStudy.Deidentify(DicomFile.Create(IdentifiedFilm.Dataset(77)));
        var item = Assert.Single(film.GetItems(DicomTags.SourceImageSequence));
        Assert.Equal(source.SopInstanceUid, item.GetString(DicomTags.ReferencedSOPInstanceUID));
        Assert.Equal("1.2.840.10008.5.1.4.1.1.1.1.1", item.GetString(DicomTags.ReferencedSOPClassUID));
        Assert.True(DicomUid.IsValid(source.SopInstanceUid));
        Assert.StartsWith("2.25.", source.SopInstanceUid);

        var foreign = new Deidentifier(IdentifiedFilm.OtherKey, IdentifiedFilm.Study).Deidentify(DicomFile.Create(IdentifiedFilm.Dataset(77)));
        Assert.NotEqual(source.SopInstanceUid, foreign.SopInstanceUid);
        Assert.NotEqual(source.Pseudonym, foreign.Pseudonym);
    }

    [Fact]
    public void Codes_of_a_hospitals_own_scheme_go_and_published_ones_stay()
    {
        var dataset = DicomFile.Read(ForStudy.Deidentify(DicomFile.Create(IdentifiedFilm.Dataset())).Content).Dataset;
        Assert.False(dataset.Contains(new DicomTag(0x0008, 0x1032)));
        Assert.Equal("Lumbar spine", Assert.Single(dataset.GetItems(DicomTags.AnatomicRegionSequence)).GetString(DicomTags.CodeMeaning));
    }

    [Fact]
    public void A_name_within_a_kept_attribute_empties_it()
    {
        var film = IdentifiedFilm.Dataset()
            .Set(DicomTags.Manufacturer, DicomVr.LO, "Yamamoto X-Ray")
            .Set(DicomTags.BodyPartExamined, DicomVr.CS, "PID-884213")
            .SetItems(DicomTags.AnatomicRegionSequence, IdentifiedFilm.Code("1", "SCT", "Spine of HANAKO"));
        var written = ForStudy.Deidentify(DicomFile.Create(film));
        var dataset = DicomFile.Read(written.Content).Dataset;
        Assert.Equal(3, written.Cleaned);
        Assert.Null(dataset.GetString(DicomTags.Manufacturer));
        Assert.True(dataset.Contains(DicomTags.Manufacturer));
        Assert.False(dataset.Contains(DicomTags.AnatomicRegionSequence));
    }

    [Fact]
    public void Two_studies_without_a_patient_id_are_not_made_one_person()
    {
        var one = ForStudy.Deidentify(DicomFile.Create(IdentifiedFilm.Dataset(patient: "")));
        var other = ForStudy.Deidentify(DicomFile.Create(IdentifiedFilm.Dataset(patient: "").Set(DicomTags.StudyInstanceUID, DicomVr.UI, "1.2.3.4")));
        Assert.NotEqual(one.Pseudonym, other.Pseudonym);
        Assert.Null(one.PatientId);
    }

    [Fact]
    public void Done_twice_the_object_has_the_same_attributes()
    {
        var once = DicomFile.Read(ForStudy.Deidentify(DicomFile.Create(IdentifiedFilm.Dataset())).Content);
        var twice = DicomFile.Read(ForStudy.Deidentify(once).Content);
        Assert.Equal(once.Dataset.Elements.Select(element => element.Tag), twice.Dataset.Elements.Select(element => element.Tag));
    }

    [Fact]
    public void What_cannot_be_cleaned_is_refused()
    {
        Refused(DicomErrors.BurnedInAnnotation, IdentifiedFilm.Dataset().Set(DicomTags.BurnedInAnnotation, DicomVr.CS, "YES"), IdentifiedFilm.Study with { ArePixelsChecked = true });
        Refused(DicomErrors.OverlayInPixels, IdentifiedFilm.Dataset().SetInts(new DicomTag(0x6002, 0x0102), DicomVr.US, 12), IdentifiedFilm.Study);
        var captured = IdentifiedFilm.Dataset().Set(DicomTags.Modality, DicomVr.CS, "OT");
        captured.Remove(DicomTags.BurnedInAnnotation);
        Refused(DicomErrors.BurnedInAnnotation, captured, IdentifiedFilm.Study);
        new Deidentifier(IdentifiedFilm.Key, new DeidentificationOptions(ArePixelsChecked: true)).Deidentify(DicomFile.Create(captured));
        var report = IdentifiedFilm.Dataset();
        report.Remove(DicomTags.PixelData);
        Refused(DicomErrors.NotAPicture, report, IdentifiedFilm.Study);

        static void Refused(string code, DicomDataset dataset, DeidentificationOptions options) =>
            Assert.Equal(code, Assert.Throws<DicomException>(() => new Deidentifier(IdentifiedFilm.Key, options).Deidentify(DicomFile.Create(dataset))).Code);
    }

    [Fact]
    public void The_search_finds_what_a_slip_would_leave()
    {
        var values = IdentifyingValues.Of(IdentifiedFilm.Dataset(), IdentifiedFilm.Study);
        Action<DicomDataset>[] slips =
        [
            film => film.Set(DicomTags.ImageComments, DicomVr.LT, "seen with Yamamoto."),
            film => film.Set(DicomTags.SoftwareVersions, DicomVr.LO, "1.0", "acc99812"),
            film => film.SetItems(DicomTags.SourceImageSequence, new DicomDataset().Set(DicomTags.ReferencedSOPInstanceUID, DicomVr.UI, "1.2.840.99.1.100.77")),
            film => film.Set(DicomTags.FilterType, DicomVr.SH, "1950-02-14"),
            film => film.SetBytes(DicomTags.LUTData, DicomVr.OW, "xxYamamoto"u8.ToArray()),
            film => film.SetBytes(new DicomTag(0x0011, 0x1001), DicomVr.UN, new byte[2]),
            film => film.Set(DicomTags.PatientID, DicomVr.LO, "PID-884213"),
            film => film.SetItems(DicomTags.AnatomicRegionSequence, IdentifiedFilm.Code("1", "SCT", "花子")),
        ];
        var clean = DicomFile.Read(ForStudy.Deidentify(DicomFile.Create(IdentifiedFilm.Dataset())).Content).Dataset;
        IdentityCheck.Search(DicomFile.Create(clean).ToBytes(), values, clean.GetString(DicomTags.PatientID)!);
        foreach (var slip in slips)
        {
            var dataset = DicomFile.Read(ForStudy.Deidentify(DicomFile.Create(IdentifiedFilm.Dataset())).Content).Dataset;
            slip(dataset);
            var refusal = Assert.Throws<DicomException>(() => IdentityCheck.Search(
                DicomFile.Create(dataset).ToBytes(), values, clean.GetString(DicomTags.PatientID)!));
            Assert.Equal(DicomErrors.IdentityLeft, refusal.Code);
            Assert.All(IdentifiedFilm.Secrets, secret => Assert.DoesNotContain(secret, refusal.Message));
        }
    }

    [Fact]
    public void A_number_of_few_digits_is_not_found_among_exposures()
    {
        var film = IdentifiedFilm.Dataset(patient: "4096").SetNumbers(DicomTags.WindowWidth, DicomVr.DS, 4096).SetNumbers(DicomTags.WindowCenter, DicomVr.DS, 2048);
        var dataset = DicomFile.Read(ForStudy.Deidentify(DicomFile.Create(film)).Content).Dataset;
        Assert.Equal(4096, dataset.GetDouble(DicomTags.WindowWidth));
    }

    private static IEnumerable<string?> Methods(DicomDataset dataset) =>
        dataset.GetItems(DicomTags.DeidentificationMethodCodeSequence).Select(item => item.GetString(DicomTags.CodeValue));
}
