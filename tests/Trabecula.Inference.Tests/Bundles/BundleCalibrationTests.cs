using System.Text;
using Trabecula.Domain;

namespace Trabecula.Inference.Tests.Bundles;

public class BundleCalibrationTests
{
    private static readonly BundleCalibration Whole = new(
        "abc",
        new LocalPairs(new DateOnly(2024, 5, 31), 120, "a place"),
        [
            new DensityCalibration(
                SkeletalSite.LumbarL1L4, 1.1, -0.02, 1.5, 2.2,
                new CategoryCalibration(DiagnosticCriteria.Japan2012, new LogisticCalibration(0.1, 0.9), LogisticCalibration.None)),
        ]);

    [Fact]
    public void A_calibration_is_read_as_it_was_written()
    {
        string text = Encoding.UTF8.GetString(Whole.ToJson());
        BundleCalibration read = BundleCalibration.FromJson(Whole.ToJson());
        Assert.Equal((Whole.Study, Whole.Local, Whole.Sites[0]), (read.Study, read.Local, read.Sites[0]));
        Assert.Contains("\"lumbar_l1_l4\"", text);
        Assert.Contains("\"2024-05-31\"", text);
    }

    [Fact]
    public void Estimates_of_sites_without_a_calibration_stay()
    {
        DensityEstimate[] raw = [new(SkeletalSite.LumbarL1L4, 0.8, 0.05), new(SkeletalSite.FemoralNeck, 0.7, 0.05)];
        IReadOnlyList<DensityEstimate> corrected = Whole.Apply(raw);
        Assert.Equal(0.86, corrected[0].Bmd, 12);
        Assert.Equal((0.7, raw[1].Reach90), (corrected[1].Bmd, corrected[1].Reach90));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"study\":null,\"local\":null,\"sites\":[null]}")]
    [InlineData("{\"study\":null,\"local\":null,\"sites\":[{\"site\":\"skull\",\"slope\":1,\"intercept\":0,\"spread_factor\":1,\"reach_factor\":1,\"categories\":null}]}")]
    [InlineData("{\"study\":null,\"local\":null,\"sites\":[{\"site\":\"l1\",\"slope\":1,\"intercept\":0,\"spread_factor\":-1,\"reach_factor\":1,\"categories\":null}]}")]
    [InlineData("{\"study\":null,\"local\":null,\"sites\":[{\"site\":\"l1\",\"slope\":1e999,\"intercept\":0,\"spread_factor\":1,\"reach_factor\":1,\"categories\":null}]}")]
    public void A_calibration_that_cannot_be_right_is_refused(string text) =>
        Assert.Equal("model_malformed", Assert.Throws<TrabeculaException>(() => BundleCalibration.FromJson(Encoding.UTF8.GetBytes(text))).Code);

    [Fact]
    public void A_calibration_belongs_to_the_bundles_checksums()
    {
        string folder = Directory.CreateTempSubdirectory("trabecula-bundle").FullName;
        try
        {
            File.WriteAllBytes(Path.Combine(folder, ModelBundle.LocaliserFile), [1]);
            File.WriteAllBytes(Path.Combine(folder, ModelBundle.DensityFile), [2]);
            string path = Path.Combine(folder, ModelBundle.CalibrationFile);
            File.WriteAllBytes(path, Whole.ToJson());
            ModelBundle.Describe(folder, new ModelIdentity("test", "1", "in-silico"), DxaManufacturer.Hologic, "trabecula study");
            Assert.Equal(120, ModelBundle.Open(folder).Calibration!.Local!.Pairs);
            File.WriteAllBytes(path, new BundleCalibration(null, null, []).ToJson());
            Assert.Equal("model_tampered", Assert.Throws<TrabeculaException>(() => ModelBundle.Open(folder)).Code);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
