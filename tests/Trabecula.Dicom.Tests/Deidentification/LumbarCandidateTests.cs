namespace Trabecula.Dicom.Tests;

public sealed class LumbarCandidateTests
{
    private const string Capture = "1.2.840.10008.5.1.4.1.1.7";

    [Theory]
    [InlineData(Capture, "OT", true, "derived_picture")]
    [InlineData(Capture + ".4", "", true, "derived_picture")]
    [InlineData(Capture, "OT", false, "")]
    [InlineData("1.2.840.10008.5.1.4.1.1.1.1", "DX", true, "")]
    public void An_overlay_of_results_is_no_film_and_a_digitised_film_or_one_made_for_presentation_is(string kind, string modality, bool hasSource, string reason)
    {
        var film = IdentifiedFilm.Dataset().Set(DicomTags.SOPClassUID, DicomVr.UI, kind).Set(DicomTags.Modality, DicomVr.CS, modality);
        if (hasSource)
            film.SetItems(DicomTags.SourceImageSequence, new DicomDataset().Set(DicomTags.ReferencedSOPInstanceUID, DicomVr.UI, "2.25.1"));
        else
            film.Remove(DicomTags.SourceImageSequence);
        Assert.Equal(reason, LumbarCandidate.Judge(film, "a.dcm").Reason);
    }

    [Fact]
    public void A_film_whose_patient_id_has_several_values_is_left_out() => Assert.Equal(
        DicomErrors.SeveralPatientIds,
        LumbarCandidate.Judge(IdentifiedFilm.Dataset().SetBytes(DicomTags.PatientID, DicomVr.LO, @"PID-884213\OLD-77120"u8.ToArray()), "a.dcm").Reason);
}
