using CsCheck;
using Trabecula.Domain;
using Trabecula.Learning.Networks;
using Trabecula.Learning.Tests.Golden;
using Trabecula.Learning.Torch;
using static TorchSharp.torch;

namespace Trabecula.Learning.Tests.Torch;

public sealed class TorchLibraryTests : IDisposable
{
    private const string Name = "libLibTorchSharp.so";
    private const string InPackage = $"runtimes/linux-x64/native/{Name}";

    private readonly string _folder = Directory.CreateTempSubdirectory("trabecula-torch-").FullName;

    [Fact]
    public void The_library_loads_and_multiplies()
    {
        TorchLibrary.EnsureLoaded();
        using var product = matmul(ones(2, 3), ones(3, 2));
        Assert.Equal(3f, product[1, 1].item<float>());
    }

    [Fact]
    public void Tensors_do_not_share_the_memory_of_the_weights_that_they_were_made_from()
    {
        TorchLibrary.EnsureLoaded();
        var weights = NetworkWeights.Create(new OneLayer(), 1);
        var before = weights.Trained.ToArray();
        using var tensors = new TorchWeights(weights, withGradients: false);
        tensors["layer.kernel"].zero_();
        Assert.Equal(before, weights.Trained);
        Assert.Equal([.. new float[6], .. before[6..]], tensors.ToNetworkWeights().Trained);
    }

    [Fact]
    public void Many_at_once_write_one_repaired_copy_and_leave_the_packaged_file_alone()
    {
        var original = Packaged();
        Place(InPackage, original);
        Parallel.For(0, 8, _ => TorchLibrary.RepairBeside(_folder));
        Assert.Equal(original, File.ReadAllBytes(Path.Combine(_folder, InPackage)));
        Assert.Equal([Name], Directory.GetFiles(_folder).Select(Path.GetFileName));
        AssertRepaired(original);
    }

    [Fact]
    public void A_published_program_whose_library_lies_beside_it_is_repaired_once()
    {
        var original = Packaged();
        Place(Name, original);
        TorchLibrary.RepairBeside(_folder);
        AssertRepaired(original);
        var written = File.GetLastWriteTimeUtc(Path.Combine(_folder, Name));
        TorchLibrary.RepairBeside(_folder);
        Assert.Equal(written, File.GetLastWriteTimeUtc(Path.Combine(_folder, Name)));
    }

    [Fact]
    public void A_copy_of_an_older_release_is_replaced()
    {
        var original = Packaged();
        Place(InPackage, original);
        Place(Name, [1, 2, 3]);
        TorchLibrary.RepairBeside(_folder);
        AssertRepaired(original);
    }

    [Fact]
    public void A_library_that_names_the_symbol_twice_is_refused()
    {
        var image = Packaged();
        var text = "_ZSt21ios_base_library_initv"u8;
        var at = image.AsSpan().IndexOf(text);
        text.CopyTo(image.AsSpan(at + text.Length + 1)); // over the names that follow
        Assert.Equal("torch_library_unknown", Assert.Throws<TrabeculaException>(() => ElfVersionRepair.Apply(image)).Code);
    }

    [Fact]
    public void Damaged_libraries_are_refused_with_a_reason_and_nothing_else_happens()
    {
        var original = Packaged();
        // Damage where the tables are named and where they lie: the header, the section headers at the end, and the length.
        var damage = Gen.Select(Gen.Int[0, 63].Array[0, 4], Gen.Int[1, 2000].Array[0, 6], Gen.Byte, Gen.Int[0, 3000]);
        damage.Sample(
            (head, tail, value, cut) =>
            {
                var image = original[..^(cut % 3 == 0 ? cut : 0)];
                foreach (var place in head) image[place] = value;
                foreach (var place in tail) image[^place] = value;
                try
                {
                    ElfVersionRepair.Apply(image);
                    return true;
                }
                catch (TrabeculaException exception)
                {
                    return exception.Code == "torch_library_unknown";
                }
            },
            iter: 200,
            threads: 1);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static byte[] Packaged()
    {
        var path = Path.Combine(AppContext.BaseDirectory, InPackage);
        if (!File.Exists(path)) Assert.Skip("The library of Linux on x64 is not part of this build.");
        return File.ReadAllBytes(path);
    }

    private void Place(string name, byte[] content)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }

    private void AssertRepaired(byte[] original)
    {
        var repaired = File.ReadAllBytes(Path.Combine(_folder, Name));
        Assert.Equal(original.Length, repaired.Length);
        Assert.InRange(original.Zip(repaired).Count(pair => pair.First != pair.Second), 1, 40);
        Assert.False(ElfVersionRepair.Apply(repaired));
    }
}
