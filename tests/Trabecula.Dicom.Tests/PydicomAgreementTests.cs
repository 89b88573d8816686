using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace Trabecula.Dicom.Tests;

/// <summary>Samples and elements are those that pydicom reads (Golden/hash_samples.py).</summary>
public sealed class PydicomAgreementTests
{
    // pydicom reads the truncated file as far as it goes; we refuse it.
    public static TheoryData<string> SharedFiles =>
        [.. FilesOf("shared_dicom.json").EnumerateObject().Select(file => file.Name).Where(name => name != "MR_truncated.dcm")];

    [Theory]
    [MemberData(nameof(SharedFiles))]
    public void A_file_of_the_evaluation_data_has_the_samples_that_pydicom_reads(string name)
    {
        var path = Path.Combine(SharedData.Folder("dicom"), name);
        AssertAgrees(path, FilesOf("shared_dicom.json").GetProperty(name));
    }

    private static JsonElement FilesOf(string golden) =>
        JsonDocument.Parse(File.ReadAllText(Repository.Golden(golden))).RootElement.GetProperty("files");

    private static void AssertAgrees(string path, JsonElement golden)
    {
        var file = DicomFile.Open(path);
        Assert.Equal(golden.GetProperty("elements").GetInt32(), file.Dataset.Elements.Count);
        if (golden.GetProperty("sha256").ValueKind == JsonValueKind.Null || file.Dataset.GetInt(DicomTags.SamplesPerPixel) != 1)
        {
            Assert.Skip("The elements agree; this pydicom does not decode the pixels, or they are in colour.");
        }

        var frame = TestFrames.Decode(file);
        Assert.Equal(golden.GetProperty("rows").GetInt32(), frame.Rows);
        Assert.Equal(golden.GetProperty("columns").GetInt32(), frame.Columns);
        Assert.Equal(golden.GetProperty("sha256").GetString(), Sha256(frame.Samples));
    }

    internal static string Sha256(int[] samples) =>
        Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<int>(samples)));
}
