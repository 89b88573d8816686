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

    [Theory]
    [InlineData("offsets that wrap", "[0,", "[9223372036854775807,")]
    [InlineData("a member twice", "{\"dtype\":\"F32\",\"shape\":[6,1,3,3],", "{\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[6,1,3,3],")]
    [InlineData("another type", "F32", "F16")]
    [InlineData("an overlap", "[216,240]", "[0,24]")]
    public void A_header_that_leads_astray_is_refused(string what, string there, string instead)
    {
        var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(Whole);
        var header = Encoding.UTF8.GetString(Whole.AsSpan(8, length));
        Assert.Contains(there, header);
        var text = Encoding.UTF8.GetBytes(header.Remove(header.IndexOf(there, StringComparison.Ordinal), there.Length).Insert(header.IndexOf(there, StringComparison.Ordinal), instead));
        byte[] bytes = [.. BitConverter.GetBytes((ulong)text.Length), .. text, .. Whole.AsSpan(8 + length)];
        var refusal = Assert.Throws<TrabeculaException>(() => WeightsFile.Read(bytes, Network));
        Assert.True(refusal.Code == "model_malformed", what);
    }

    [Theory]
    [InlineData(float.NaN, "stem.mean")]
    [InlineData(-1f, "stem.variance")]
    [InlineData(float.PositiveInfinity, "stem.kernel")]
    public void Values_that_no_training_leaves_are_refused(float value, string group)
    {
        var weights = NetworkWeights.Create(Network, seed: 5);
        weights[group][0] = value;
        Assert.Equal("model_malformed", Assert.Throws<TrabeculaException>(() => WeightsFile.Read(WeightsFile.ToBytes(weights), Network)).Code);
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
