using System.Buffers.Binary;
using System.Text;
using CsCheck;
using Trabecula.Domain;
using Trabecula.Learning.Networks;
using Trabecula.Learning.Torch;
using TorchSharp.PyBridge;

namespace Trabecula.Learning.Tests.Networks;

public sealed class WeightsFileTests
{
    private static readonly DensityNetwork Network = new(32, 32, 2);
    private static readonly byte[] Whole = WeightsFile.ToBytes(NetworkWeights.Create(Network, seed: 5));

    [Fact]
    public void Weights_are_read_as_they_were_written()
    {
        var read = WeightsFile.Read(Whole, Network);
        var written = NetworkWeights.Create(Network, seed: 5);
        Assert.Equal(written.Trained, read.Trained);
        Assert.Equal(written.Fixed, read.Fixed);
        Assert.Equal(Whole, WeightsFile.ToBytes(read));
    }

    [Fact]
    public void Another_reader_of_safetensors_finds_the_same_weights()
    {
        TorchLibrary.EnsureLoaded();
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, Whole);
            var theirs = Safetensors.LoadStateDict(path);
            var ours = NetworkWeights.Create(Network, seed: 5);
            Assert.Equal(ours.Specs.Select(spec => spec.Name).Order(), theirs.Keys.Order());
            foreach (var spec in ours.Specs)
            {
                Assert.Equal(spec.Shape.Select(size => (long)size), theirs[spec.Name].shape);
                Assert.Equal(ours[spec.Name].ToArray(), theirs[spec.Name].data<float>().ToArray());
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Weights_of_another_network_are_refused() =>
        Assert.Equal("model_malformed", Assert.Throws<TrabeculaException>(() => WeightsFile.Read(Whole, new DensityNetwork(32, 32, 3))).Code);

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"stem.kernel\":1}")]
    [InlineData("{\"stem.kernel\":{},\"stem.kernel\":{}}")]
    [InlineData("{\"a\"")]
    public void What_is_no_header_is_refused(string header)
    {
        var text = Encoding.UTF8.GetBytes(header);
        var bytes = new byte[8 + text.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)text.Length);
        text.CopyTo(bytes, 8);
        Assert.Equal("model_malformed", Assert.Throws<TrabeculaException>(() => WeightsFile.Read(bytes, Network)).Code);
    }

    [Fact]
    public void Whatever_is_changed_or_cut_is_read_or_refused_by_name() =>
        Gen.Select(Gen.Int[0, 8000], Gen.Byte, Gen.Bool).Sample((place, value, cut) =>
        {
            var bytes = cut ? Whole[..Math.Min(place, Whole.Length)] : (byte[])Whole.Clone();
            if (!cut)
                bytes[place % bytes.Length] = value;
            try
            {
                WeightsFile.Read(bytes, Network);
            }
            catch (TrabeculaException e)
            {
                Assert.Equal("model_malformed", e.Code);
            }
        });
}
