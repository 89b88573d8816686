using System.Diagnostics;
using CsCheck;

namespace Trabecula.Dicom.Tests;

/// <summary>What the writer writes is stable and is read back, by us and by others.</summary>
public sealed class WriterTests
{
    private static readonly Gen<string> Text = Gen.String[Gen.Char["ABCxyz 019.-äß山たé"], 0, 20].Select(text => text.Trim());

    private static readonly Gen<DicomDataset> Flat = Gen.Select(
        Text.Array[0, 3], Gen.Int[0, 65535].Array[0, 4], Gen.Double[-1e6, 1e6].Array[1, 3], Gen.Byte.Array[0, 9],
        (texts, words, numbers, bytes) => new DicomDataset()
            .Set(DicomTags.StudyDescription, DicomVr.LO, texts)
            .SetInts(DicomTags.Rows, DicomVr.US, words)
            .SetNumbers(DicomTags.WindowCenter, DicomVr.DS, numbers)
            .SetNumbers(DicomTags.ExposureIndex, DicomVr.FD, numbers)
            .SetBytes(new DicomTag(0x0019, 0x1001), DicomVr.UN, bytes));

    private static readonly Gen<DicomDataset> Nested = Gen.Select(Flat, Flat.Array[0, 3], Flat, (outer, items, innermost) =>
    {
        if (items.Length > 0)
        {
            items[0].SetItems(DicomTags.ContentSequence, innermost);
        }

        return outer.SetItems(DicomTags.AnatomicRegionSequence, items)
            .Set(DicomTags.SOPClassUID, DicomVr.UI, "1.2.3").Set(DicomTags.SOPInstanceUID, DicomVr.UI, "1.2.3.4");
    });

    [Fact]
    public void What_is_written_is_read_back() => Nested.Sample(
        dataset =>
        {
            var bytes = DicomFile.Create(dataset).ToBytes();
            var again = DicomFile.Read(bytes);
            Assert.Equal(bytes, again.ToBytes());
            AssertSame(dataset, again.Dataset);
        },
        iter: 500);

    [Fact]
    public void The_example_film_has_the_bytes_that_pydicom_writes() =>
        Assert.Equal(File.ReadAllBytes(Repository.Golden("written.dcm")), DicomFile.Create(Example()).ToBytes());

    [Fact]
    public void Dcmdump_reads_the_example_without_complaint()
    {
        var path = Path.Combine(Path.GetTempPath(), $"trabecula-{Guid.NewGuid():N}.dcm");
        try
        {
            DicomFile.Create(Example()).Save(path);
            var (exitCode, output, errors) = Run("dcmdump", "--convert-to-utf8", path);
            Assert.Equal((0, ""), (exitCode, errors));
            Assert.Contains("Yamada^Tarou=山田^太郎", output, StringComparison.Ordinal);
            Assert.Contains("Lumbar spine", output, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Saving_leaves_nothing_beside_the_file()
    {
        var folder = Directory.CreateTempSubdirectory("trabecula-");
        try
        {
            var path = Path.Combine(folder.FullName, "film.dcm");
            DicomFile.Create(Example()).Save(path);
            DicomFile.Create(Example()).Save(path);
            Assert.Equal([path], Directory.GetFiles(folder.FullName));
            var refusal = Assert.Throws<DicomException>(() => DicomFile.Create(Example()).Save(Path.Combine(path, "no")));
            Assert.Equal(DicomErrors.FileAccess, refusal.Code);
            Assert.Contains(Path.Combine(path, "no"), refusal.Message);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_decimal_string_has_at_most_sixteen_characters() => Gen.Double.Where(double.IsFinite).Sample(number =>
    {
        var dataset = new DicomDataset().SetNumbers(DicomTags.RescaleSlope, DicomVr.DS, number);
        Assert.InRange(dataset.GetString(DicomTags.RescaleSlope)!.Length, 1, 16);
        Assert.Equal(number, dataset.GetDouble(DicomTags.RescaleSlope)!.Value, Math.Abs(number) * 1e-8);
    });

    [Fact]
    public void A_value_that_breaks_its_representation_is_refused()
    {
        var dataset = new DicomDataset();
        Action[] attempts =
        [
            () => dataset.Set(DicomTags.Modality, DicomVr.CS, "D\\X"),
            () => dataset.Set(DicomTags.Modality, DicomVr.CS, "é"),
            () => dataset.Set(DicomTags.Rows, DicomVr.US, "1"),
            () => dataset.SetInts(DicomTags.Rows, DicomVr.US, 65536),
            () => dataset.SetNumbers(DicomTags.RescaleSlope, DicomVr.DS, double.NaN),
            () => dataset.SetBytes(DicomTags.PixelData, DicomVr.OW, new byte[3]),
            () => DicomFile.Create(dataset),
        ];
        Assert.All(attempts, attempt => Assert.Equal(DicomErrors.InvalidValue, Assert.Throws<DicomException>(attempt).Code));
    }

    [Fact]
    public void What_is_no_number_is_null()
    {
        var dataset = new DicomDataset().Set(DicomTags.RescaleSlope, DicomVr.DS, "1e", "2").Set(DicomTags.PatientSize, DicomVr.DS, " 1.60 ")
            .Set(DicomTags.KVP, DicomVr.DS, "1e999").Set(DicomTags.PatientWeight, DicomVr.DS);
        Assert.Null(dataset.GetDouble(DicomTags.RescaleSlope));
        Assert.Null(dataset.GetDoubles(DicomTags.RescaleSlope));
        Assert.Null(dataset.GetDouble(DicomTags.KVP));
        Assert.Null(dataset.GetString(DicomTags.PatientWeight));
        Assert.Null(dataset.GetInt(DicomTags.Rows));
        Assert.Equal(1.6, dataset.GetDouble(DicomTags.PatientSize));
    }

    /// <summary>The film of Golden/written.dcm; Golden/written.py writes the same with pydicom.</summary>
    internal static DicomDataset Example() => new DicomDataset()
        .Set(DicomTags.SpecificCharacterSet, DicomVr.CS, "ISO_IR 192")
        .Set(DicomTags.SOPClassUID, DicomVr.UI, "1.2.840.10008.5.1.4.1.1.1.1")
        .Set(DicomTags.SOPInstanceUID, DicomVr.UI, "1.2.3.4")
        .Set(DicomTags.PatientName, DicomVr.PN, "Yamada^Tarou=山田^太郎")
        .SetInts(DicomTags.Rows, DicomVr.US, 2)
        .SetInts(DicomTags.Columns, DicomVr.US, 3)
        .SetInts(DicomTags.SamplesPerPixel, DicomVr.US, 1)
        .Set(DicomTags.PhotometricInterpretation, DicomVr.CS, "MONOCHROME2")
        .SetInts(DicomTags.BitsAllocated, DicomVr.US, 8)
        .SetInts(DicomTags.BitsStored, DicomVr.US, 8)
        .SetInts(DicomTags.HighBit, DicomVr.US, 7)
        .SetInts(DicomTags.PixelRepresentation, DicomVr.US, 0)
        .SetNumbers(DicomTags.ImagerPixelSpacing, DicomVr.DS, 0.1, 1.0 / 7)
        .SetItems(DicomTags.AnatomicRegionSequence, new DicomDataset().Set(DicomTags.CodeMeaning, DicomVr.LO, "Lumbar spine"), new DicomDataset())
        .SetBytes(DicomTags.PixelData, DicomVr.OB, new byte[] { 0, 50, 100, 150, 200, 250 });

    private static void AssertSame(DicomDataset expected, DicomDataset actual)
    {
        Assert.Equal(expected.Elements.Select(element => element.Tag), actual.Elements.Select(element => element.Tag));
        foreach (var tag in expected.Elements.Select(element => element.Tag))
        {
            Assert.Equal(expected.GetStrings(tag), actual.GetStrings(tag));
            Assert.Equal(expected.GetDoubles(tag), actual.GetDoubles(tag));
            Assert.Equal(expected.GetItems(tag).Count, actual.GetItems(tag).Count);
            foreach (var (one, other) in expected.GetItems(tag).Zip(actual.GetItems(tag)))
            {
                AssertSame(one, other);
            }
        }
    }

    private static (int ExitCode, string Output, string Errors) Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, errors.Result);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip($"{program} (Debian package dcmtk) is not installed.");
            throw;
        }
    }
}
