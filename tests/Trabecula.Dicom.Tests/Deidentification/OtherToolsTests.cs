using System.ComponentModel;
using System.Diagnostics;

namespace Trabecula.Dicom.Tests;

/// <summary>What others make of de-identified files: pydicom, dciodvfy, and real files beside the repository.</summary>
public sealed class OtherToolsTests : IDisposable
{
    private static readonly DeidentificationOptions Checked = IdentifiedFilm.Study with { ArePixelsChecked = true };
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("trabecula-deid-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Pydicom_reads_what_is_written_and_finds_no_private_attribute()
    {
        var path = Write(IdentifiedFilm.Dataset());
        var output = Run(
            "/usr/bin/python3",
            "python3-pydicom",
            "-c",
            "import sys, pydicom\n"
            + "d = pydicom.dcmread(sys.argv[1])\n"
            + "print(d.PatientIdentityRemoved, d.PatientSex, d.PatientAge, d.pixel_array.tolist())\n"
            + "print(sum(e.tag.is_private for e in d.iterall()), d.file_meta.MediaStorageSOPInstanceUID == d.SOPInstanceUID)\n"
            + "print([c.CodeValue for c in d.DeidentificationMethodCodeSequence])\n",
            path);
        Assert.Equal("YES F 074Y [[513, 1027, 1541], [2055, 2569, 3083]]\n0 True\n['113100', '113107', '113108']\n", output);
    }

    [Fact]
    public void Dciodvfy_finds_no_fault_that_was_not_there_before()
    {
        var before = Path.Combine(_folder.FullName, "before.dcm");
        DicomFile.Open(Path.Combine(Repository.Root, "samples", "lumbar-ap.dcm")).Save(before);
        var sample = DicomFile.Open(before);
        foreach (var options in new[] { IdentifiedFilm.Study, new DeidentificationOptions() })
        {
            var after = Path.Combine(_folder.FullName, "after.dcm");
            File.WriteAllBytes(after, new Deidentifier(IdentifiedFilm.Key, options).Deidentify(sample).Content);
            Assert.Empty(Faults(after).Except(Faults(before)));
        }
    }

    [Fact]
    public void Real_files_are_cleaned_or_refused_with_a_reason_and_their_pixels_stay()
    {
        var deidentifier = new Deidentifier(IdentifiedFilm.Key, Checked);
        var done = 0;
        foreach (var path in Directory.EnumerateFiles(SharedData.Folder("dicom"), "*", SearchOption.AllDirectories))
        {
            try
            {
                var original = DicomFile.Open(path);
                var written = deidentifier.Deidentify(original);
                var again = DicomFile.Read(written.Content);
                // Comments are zeroed where they stand, which no decoder minds.
                Assert.Equal(Pixels(original).Length, Pixels(again).Length);
                Assert.Equal(Samples(original), Samples(again));
                foreach (var tag in new[] { DicomTags.PatientName, DicomTags.PatientID, DicomTags.InstitutionName, DicomTags.AccessionNumber })
                {
                    Assert.All(
                        original.Dataset.GetStrings(tag).Where(value => value.Length >= 6),
                        value => Assert.False(IdentifiedFilm.Holds(again.Dataset.GetBytes(DicomTags.PixelData) is null ? [] : Header(again), value), path));
                }

                done++;
            }
            catch (DicomException refusal)
            {
                Assert.NotEqual(DicomErrors.IdentityLeft, refusal.Code);
            }
        }

        Assert.True(done >= 8, $"{done} files were cleaned.");
    }

    [Fact]
    public void Malformed_files_are_cleaned_or_refused()
    {
        var deidentifier = new Deidentifier(IdentifiedFilm.Key, Checked);
        foreach (var path in Directory.EnumerateFiles(SharedData.Folder("dicom-malformed"), "*", SearchOption.AllDirectories))
        {
            try
            {
                deidentifier.Deidentify(DicomFile.Open(path));
            }
            catch (DicomException)
            {
                // A reason with a name is all that is asked of them.
            }
        }
    }

    private static byte[] Pixels(DicomFile file)
    {
        var element = file.Dataset.Find(DicomTags.PixelData)!;
        return element.Fragments is { } fragments ? [.. fragments.SelectMany(fragment => fragment.ToArray())] : element.Value.ToArray();
    }

    // The stored values where they are decoded, else the bytes.
    private static IEnumerable<int> Samples(DicomFile file)
    {
        try
        {
            return FrameDecoder.Decode(file).Samples;
        }
        catch (DicomException)
        {
            return Pixels(file).Select(value => (int)value);
        }
    }

    private static byte[] Header(DicomFile file)
    {
        file.Dataset.Remove(DicomTags.PixelData);
        return DicomFile.Create(file.Dataset).ToBytes();
    }

    private string Write(DicomDataset dataset)
    {
        var path = Path.Combine(_folder.FullName, "film.dcm");
        File.WriteAllBytes(path, new Deidentifier(IdentifiedFilm.Key, IdentifiedFilm.Study).Deidentify(DicomFile.Create(dataset)).Content);
        return path;
    }

    private static HashSet<string> Faults(string path) =>
        [.. Run("dciodvfy", "dicom3tools", path).Split('\n').Where(line => line.StartsWith("Error", StringComparison.Ordinal))];

    private static string Run(string tool, string package, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return output + errors.Result;
        }
        catch (Win32Exception)
        {
            Assert.Skip($"{tool} (Debian package {package}) is not installed.");
            throw;
        }
    }
}
