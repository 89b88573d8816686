using CsCheck;

namespace Trabecula.Dicom.Tests;

/// <summary>Our own malformed files: valid films of every syntax, with bytes changed, cut, inserted or put out of range.</summary>
public sealed class MutationTests
{
    private static readonly byte[][] Films =
        [.. Directory.GetFiles(Repository.Golden("films")).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];

    private static readonly Gen<Action<List<byte>>> Mutation = Gen.OneOf(
        Gen.Select(Gen.Double.Unit, Gen.Byte, (where, value) => (Action<List<byte>>)(bytes => bytes[At(bytes, where)] = value)),
        Gen.Select(Gen.Double.Unit, Gen.Int[0, 7], (where, bit) => (Action<List<byte>>)(bytes => bytes[At(bytes, where)] ^= (byte)(1 << bit))),
        Gen.Select(Gen.Double.Unit, where => (Action<List<byte>>)(bytes => bytes.RemoveRange(At(bytes, where), bytes.Count - At(bytes, where)))),
        Gen.Select(Gen.Double.Unit, Gen.Byte.Array[1, 16], (where, more) => (Action<List<byte>>)(bytes => bytes.InsertRange(At(bytes, where), more))),
        Gen.Select(Gen.Double.Unit, Gen.Int[1, 64], (where, count) => (Action<List<byte>>)(bytes => bytes.RemoveRange(At(bytes, where), Math.Min(count, bytes.Count - At(bytes, where))))),
        Gen.Select(Gen.Double.Unit, Gen.OneOfConst<uint>(0, 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFF), (where, length) => (Action<List<byte>>)(bytes =>
        {
            foreach (var value in BitConverter.GetBytes(length))
            {
                bytes[At(bytes, where)] = value;
            }
        })));

    [Fact]
    public void No_mutated_film_lets_anything_but_a_named_reason_escape()
    {
        var cases = Gen.Select(Gen.Int[0, Films.Length - 1], Mutation.Array[1, 4]);
        cases.Sample(
            (film, mutations) =>
            {
                var bytes = Films[film].ToList();
                foreach (var mutation in mutations.TakeWhile(_ => bytes.Count > 0))
                {
                    mutation(bytes);
                }

                try
                {
                    var file = DicomFile.Read(bytes.ToArray());
                    foreach (var element in file.Dataset.Elements)
                    {
                        _ = (file.Dataset.GetStrings(element.Tag), file.Dataset.GetDoubles(element.Tag), file.Dataset.GetInt(element.Tag));
                    }

                    _ = TestFrames.Decode(file);
                }
                catch (DicomException)
                {
                    // A refusal with a name is what is asked for.
                }
            },
            seed: "0000KSTHBMQ5",
            iter: 2_000,
            threads: 1);
    }

    [Fact]
    public void A_film_cut_at_any_byte_before_its_last_is_refused_or_lacks_only_padding()
    {
        var film = File.ReadAllBytes(Path.Combine(Repository.Golden("films"), "u12.dcm"));
        for (var length = 0; length < film.Length; length++)
        {
            Assert.Throws<DicomException>(() => TestFrames.Decode(DicomFile.Read(film.AsMemory(0, length))));
        }
    }

    private static int At(List<byte> bytes, double where) => bytes.Count == 0 ? 0 : (int)((bytes.Count - 1) * where);
}
