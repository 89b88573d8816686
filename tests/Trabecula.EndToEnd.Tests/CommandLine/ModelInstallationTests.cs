using Trabecula.Cli;
using Trabecula.Domain;
using Trabecula.Estimation;
using Trabecula.Inference;

namespace Trabecula.EndToEnd.Tests;

public sealed class ModelInstallationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_bundle_is_copied_whole_and_replaces_an_older_one()
    {
        var target = _folder["installed"];
        ModelInstallation.Install(Bundle("one"), target);
        ModelInstallation.Install(Bundle("two"), target);
        Assert.Equal("two", ModelBundle.Open(target).Identity.Id);
        Assert.Equal(["installed", "one", "two"], Directory.GetFileSystemEntries(_folder.Path).Select(path => Path.GetFileName(path)!).Order());
    }

    [Fact]
    public void Only_what_the_bundle_names_is_copied()
    {
        var bundle = Bundle("one");
        _folder.Write("one/stray.txt", "x"u8);
        ModelInstallation.Install(bundle, _folder["installed"]);
        Assert.False(File.Exists(_folder["installed/stray.txt"]));
    }

    [Fact]
    public void An_installed_bundle_can_be_installed_again()
    {
        ModelInstallation.Install(Bundle("one"), _folder["installed"]);
        ModelInstallation.Install(ModelBundle.Open(_folder["installed"]), _folder["installed"]);
        Assert.Equal("one", ModelBundle.Open(_folder["installed"]).Identity.Id);
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_named_and_the_old_model_stays()
    {
        var file = _folder.Write("file", "x"u8);
        var refusal = Assert.Throws<TrabeculaException>(() => ModelInstallation.Install(Bundle("one"), Path.Combine(file, "model")));
        Assert.Equal("cannot_write", refusal.Code);
    }

    [Fact]
    public async Task Show_tells_what_a_bundle_is_without_steering_the_terminal()
    {
        var bundle = Bundle("one", command: "trabecula\u001b[2J train");
        var run = await CommandLineRun.Of("model", "show", bundle.Directory);
        Assert.Equal(0, run.Code);
        Assert.Contains("Model       one 1", run.Out);
        Assert.Contains("localiser.onnx, 9 bytes", run.Out);
        Assert.DoesNotContain('\u001b', run.Out);
    }

    [Fact]
    public async Task Verify_names_a_file_that_was_changed()
    {
        var bundle = Bundle("one");
        _folder.Write("one/density.onnx", "something else"u8);
        var run = await CommandLineRun.Of("model", "verify", bundle.Directory);
        Assert.Equal(1, run.Code);
        Assert.Contains("density.onnx", run.Error);
        Assert.Contains("[model_tampered]", run.Error);
    }

    private ModelBundle Bundle(string id, string command = "trabecula train")
    {
        Directory.CreateDirectory(_folder[id]);
        _folder.Write($"{id}/localiser.onnx", "localiser"u8);
        _folder.Write($"{id}/density.onnx", "density"u8);
        ModelBundle.Describe(_folder[id], new ModelIdentity(id, "1", "in-silico"), DxaManufacturer.Hologic, command);
        return ModelBundle.Open(_folder[id]);
    }
}
