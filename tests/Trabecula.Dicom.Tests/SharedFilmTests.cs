using System.Diagnostics;

namespace Trabecula.Dicom.Tests;

/// <summary>One film in eight transfer syntaxes, and the odd files beside it.</summary>
public sealed class SharedFilmTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("RG3_RLE.dcm")]
    [InlineData("RG3_JPLL.dcm")]
    [InlineData("RG3_JLSL.dcm")]
    [InlineData("RG3_J2KR.dcm")]
    public void A_lossless_film_has_the_samples_of_the_uncompressed_one(string name)
    {
        var folder = SharedData.Folder("dicom");
        var truth = TestFrames.Decode(Path.Combine(folder, "RG3_UNC.dcm"));
        var file = DicomFile.Open(Path.Combine(folder, name));
        var frame = TestFrames.Decode(file);
        Assert.Equal(truth.Samples, frame.Samples);
        Assert.Equal(truth with { Samples = frame.Samples }, frame);
    }

    // What the encoders of NEMA's files took away. A pixel whose upper bits were cut off would differ by some 1000.
    [Theory]
    [InlineData("RG3_JLSN.dcm", 2, 4)]
    [InlineData("RG3_J2KI.dcm", 2, 16)]
    [InlineData("RG3_JPLY.dcm", 2, 100)]
    public void A_lossy_film_is_near_the_uncompressed_one(string name, double greatestMeanDifference, int greatestDifference)
    {
        var folder = SharedData.Folder("dicom");
        var truth = TestFrames.Decode(Path.Combine(folder, "RG3_UNC.dcm"));
        var frame = TestFrames.Decode(Path.Combine(folder, name));
        var differences = truth.Samples.Zip(frame.Samples, (a, b) => Math.Abs(a - b)).ToList();
        output.WriteLine($"{name}: mean {differences.Average():F3}, greatest {differences.Max()}, bits {frame.BitsStored}");
        Assert.InRange(differences.Average(), 0, greatestMeanDifference);
        Assert.InRange(differences.Max(), 0, greatestDifference);
    }

    [Fact]
    public void The_time_to_decode_a_film_is_shown()
    {
        var folder = SharedData.Folder("dicom");
        foreach (var path in Directory.GetFiles(folder, "RG3_*").Order())
        {
            var milliseconds = new List<double>();
            for (var i = 0; i < 4; i++)
            {
                var watch = Stopwatch.StartNew();
                TestFrames.Decode(path);
                milliseconds.Add(watch.Elapsed.TotalMilliseconds);
            }

            output.WriteLine($"{Path.GetFileName(path)}: best {milliseconds.Min():F0} ms of {string.Join(' ', milliseconds.Select(ms => ms.ToString("F0")))}");
        }
    }

    [Fact]
    public void A_truncated_film_is_refused_as_truncated()
    {
        var path = Path.Combine(SharedData.Folder("dicom"), "MR_truncated.dcm");
        Assert.Equal(DicomErrors.Truncated, Assert.Throws<DicomException>(() => DicomFile.Open(path)).Code);
    }

    [Fact]
    public void A_film_in_colour_is_refused()
    {
        var file = DicomFile.Open(Path.Combine(SharedData.Folder("dicom"), "ExplVR_BigEnd.dcm"));
        Assert.Equal(DicomErrors.Colour, Assert.Throws<DicomException>(() => TestFrames.Decode(file)).Code);
    }

    [Fact]
    public void A_deflated_object_with_a_sequence_is_read()
    {
        var file = DicomFile.Open(Path.Combine(SharedData.Folder("dicom"), "Issue1097_FailToOpenDeflatedFileWithSQ.dcm"));
        Assert.Equal(DicomTransferSyntax.DeflatedExplicitLittleEndian, file.TransferSyntax);
        Assert.Contains(file.Dataset.Elements, element => element.Items is not null);
    }

    [Fact]
    public void A_film_with_a_look_up_table_is_decoded()
    {
        var file = DicomFile.Open(Path.Combine(SharedData.Folder("dicom"), "CR-ModalitySequenceLUT.dcm"));
        var frame = TestFrames.Decode(file);
        var table = Assert.Single(file.Dataset.GetItems(DicomTags.ModalityLUTSequence));
        var descriptor = table.GetDoubles(DicomTags.LUTDescriptor)!;
        Assert.Equal(descriptor[0], table.GetDoubles(DicomTags.LUTData)!.Count);
        Assert.InRange(frame.Samples.Max(), 1, (1 << frame.BitsStored) - 1);
    }
}
