namespace Trabecula.Dicom.Tests;

/// <summary>Decodes in tests, which stop when the run is cancelled.</summary>
internal static class TestFrames
{
    public static DecodedFrame Decode(DicomFile file, DicomLimits? limits = null) =>
        FrameDecoder.Decode(file, limits, cancellationToken: TestContext.Current.CancellationToken);

    public static DecodedFrame Decode(string path) => Decode(DicomFile.Open(path));
}
