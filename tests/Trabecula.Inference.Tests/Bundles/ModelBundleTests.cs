using Trabecula.Domain;

namespace Trabecula.Inference.Tests.Bundles;

public sealed class ModelBundleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trabecula-bundle").FullName;

    public ModelBundleTests()
    {
        File.WriteAllBytes(In(ModelBundle.LocaliserFile), [1, 2, 3]);
        File.WriteAllBytes(In(ModelBundle.DensityFile), [4, 5, 6]);
        ModelBundle.Describe(_folder, new ModelIdentity("test", "1", "in-silico"), DxaManufacturer.Hologic, "trabecula train");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_whole_bundle_opens()
    {
        ModelBundle bundle = ModelBundle.Open(_folder);
        Assert.Equal(new ModelIdentity("test", "1", "in-silico"), bundle.Identity);
        Assert.Equal("Hologic", bundle.Description.DxaManufacturer);
    }

    [Fact]
    public void Weights_to_begin_with_are_told_missing_read_and_checked_again()
    {
        Assert.Equal("no_weights", Assert.Throws<TrabeculaException>(() => ModelBundle.Open(_folder).DensityWeights()).Code);
        File.WriteAllBytes(In(ModelBundle.WeightsFile), [1, 2]);
        string[] films = [new('a', 64), new('b', 64)];
        File.WriteAllText(In(ModelBundle.TrainedOnFile), string.Join('\n', films));
        ModelBundle.Describe(_folder, new ModelIdentity("a", "1", "nothing"), DxaManufacturer.Hologic, "made by hand");
        ModelBundle bundle = ModelBundle.Open(_folder);
        Assert.Equal([1, 2], bundle.DensityWeights());
        Assert.Equal(films, bundle.TrainedOn().Order());
        File.WriteAllText(In(ModelBundle.TrainedOnFile), "");
        Assert.Equal("model_tampered", Assert.Throws<TrabeculaException>(() => bundle.TrainedOn()).Code);
        Assert.Equal("model_tampered", Assert.Throws<TrabeculaException>(() => ModelBundle.Open(_folder)).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("aa\n")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa  film.dcm\n")]
    public void A_list_of_films_that_would_match_nothing_is_refused(string text)
    {
        File.WriteAllText(In(ModelBundle.TrainedOnFile), text);
        ModelBundle.Describe(_folder, new ModelIdentity("a", "1", "nothing"), DxaManufacturer.Hologic, "made by hand");
        Assert.Equal("model_malformed", Assert.Throws<TrabeculaException>(() => ModelBundle.Open(_folder).TrainedOn()).Code);
    }

    [Fact]
    public void A_changed_network_is_refused()
    {
        File.WriteAllBytes(In(ModelBundle.DensityFile), [4, 5, 7]);
        Assert.Equal("model_tampered", Assert.Throws<TrabeculaException>(() => ModelBundle.Open(_folder)).Code);
    }

    [Fact]
    public void A_missing_network_is_refused()
    {
        File.Delete(In(ModelBundle.LocaliserFile));
        Assert.Equal("model_tampered", Assert.Throws<TrabeculaException>(() => ModelBundle.Open(_folder)).Code);
    }

    [Fact]
    public void A_folder_without_a_description_is_no_bundle()
    {
        File.Delete(In(ModelBundle.DescriptionFile));
        Assert.Equal("model_missing", Assert.Throws<TrabeculaException>(() => ModelBundle.Open(_folder)).Code);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"id":"a"}""")]
    [InlineData("""{"id":"a","version":"1","trained_on":"x","dxa_manufacturer":"Hologic","command":"c","files":[{"name":"../../etc/passwd","sha256":"00"}]}""")]
    [InlineData("""{"id":"a","version":"1","trained_on":"x","dxa_manufacturer":"Hologic","command":"c","files":[null]}""")]
    public void A_malformed_description_is_refused(string text)
    {
        File.WriteAllText(In(ModelBundle.DescriptionFile), text);
        Assert.Equal("model_malformed", Assert.Throws<TrabeculaException>(() => ModelBundle.Open(_folder)).Code);
    }

    [Fact]
    public void A_file_that_is_no_network_is_refused_by_name() =>
        Assert.Equal("model_malformed", Assert.Throws<TrabeculaException>(() => new FilmEstimator(ModelBundle.Open(_folder))).Code);

    private string In(string name) => Path.Combine(_folder, name);
}
