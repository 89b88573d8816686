using System.Diagnostics;

namespace Trabecula.Dicom.Tests;

/// <summary>Our own malformed files: valid films of every syntax, with bytes changed, cut, inserted or put out of range.</summary>
public sealed class MutationTests(ITestOutputHelper output)
{
    private const int Cases = 2_000;
    private static readonly uint[] Lengths = [0, 1, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF];

    [Fact]
    public void No_mutated_film_lets_anything_but_a_named_reason_escape()
    {
        var films = Directory.GetFiles(Repository.Golden("films")).Order(StringComparer.Ordinal)
            .Select(path => (Name: Path.GetFileName(path), Bytes: File.ReadAllBytes(path))).ToArray();
        var refused = 0;
        var slowest = (Case: "", Milliseconds: 0L);
        for (var seed = 0; seed < Cases; seed++)
        {
            var random = new Random(seed);
            var film = films[random.Next(films.Length)];
            var mutated = Mutated(film.Bytes, random);
            var watch = Stopwatch.StartNew();
            try
            {
                refused += IsRefused(mutated) ? 1 : 0;
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Seed {seed}, {film.Name}: {exception.GetType().Name} escaped.", exception);
            }

            slowest = watch.ElapsedMilliseconds > slowest.Milliseconds ? ($"seed {seed}, {film.Name}", watch.ElapsedMilliseconds) : slowest;
        }

        output.WriteLine($"{Cases} films, {refused} refused; slowest {slowest.Case}, {slowest.Milliseconds} ms");
        Assert.InRange(refused, 1, Cases);
    }

    [Fact]
    public void No_mutated_codestream_lets_anything_but_a_named_reason_escape()
    {
        // Changes inside the codestream alone, so that they reach the codecs, the native ones included.
        var films = Directory.GetFiles(Repository.Golden("films")).Order(StringComparer.Ordinal)
            .Where(path => !path.Contains("_p14_", StringComparison.Ordinal))
            .Select(path => (Name: Path.GetFileName(path), File: DicomFile.Open(path)))
            .Where(film => film.File.TransferSyntax.IsEncapsulated).ToArray();
        var outcomes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var slowest = (Case: "", Milliseconds: 0L);
        for (var seed = 0; seed < Cases; seed++)
        {
            var random = new Random(seed);
            var (name, file) = films[seed % films.Length];
            var original = file.Dataset.Find(DicomTags.PixelData)!.Fragments!;
            var codestream = original.Skip(1).SelectMany(fragment => fragment.ToArray()).ToArray();
            file.Dataset.SetFragments(DicomTags.PixelData, original[0], Mutated(codestream, random));
            var watch = Stopwatch.StartNew();
            var outcome = Outcome(file, $"Seed {seed}, {name}");
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
            slowest = watch.ElapsedMilliseconds > slowest.Milliseconds ? ($"seed {seed}, {name}", watch.ElapsedMilliseconds) : slowest;
            file.Dataset.SetFragments(DicomTags.PixelData, [.. original]);
        }

        output.WriteLine($"{string.Join(", ", outcomes.Select(pair => $"{pair.Value} {pair.Key}"))}; slowest {slowest.Case}, {slowest.Milliseconds} ms");
        Assert.Equal(Cases, outcomes.Values.Sum());
    }

    [Fact]
    public void A_film_cut_at_any_byte_is_refused()
    {
        var film = File.ReadAllBytes(Path.Combine(Repository.Golden("films"), "u12.dcm"));
        for (var length = 0; length < film.Length; length++)
        {
            Assert.Throws<DicomException>(() => TestFrames.Decode(DicomFile.Read(film.AsMemory(0, length))));
        }
    }

    private static string Outcome(DicomFile file, string description)
    {
        try
        {
            _ = TestFrames.Decode(file);
            return "decoded";
        }
        catch (DicomException exception)
        {
            return exception.Code;
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"{description}: {exception.GetType().Name} escaped.", exception);
        }
    }

    private static bool IsRefused(byte[] bytes)
    {
        try
        {
            var file = DicomFile.Read(bytes);
            foreach (var element in file.Dataset.Elements)
            {
                _ = (file.Dataset.GetStrings(element.Tag), file.Dataset.GetDoubles(element.Tag), file.Dataset.GetInt(element.Tag));
            }

            _ = TestFrames.Decode(file);
            return false;
        }
        catch (DicomException)
        {
            return true;
        }
    }

    // Half of the changes go to the first or the last kilobyte, where headers of files and of codestreams lie.
    private static byte[] Mutated(byte[] film, Random random)
    {
        var bytes = film.ToList();
        var count = random.Next(1, 5);
        for (var i = 0; i < count && bytes.Count > 8; i++)
        {
            var at = random.Next(4) switch
            {
                0 => random.Next(Math.Min(1024, bytes.Count)),
                1 => bytes.Count - 1 - random.Next(Math.Min(3300, bytes.Count)),
                _ => random.Next(bytes.Count),
            };
            Mutate(bytes, at, random);
        }

        return [.. bytes];
    }

    private static void Mutate(List<byte> bytes, int at, Random random)
    {
        switch (random.Next(7))
        {
            case 0:
                bytes[at] = (byte)random.Next(256);
                break;
            case 1:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 2:
                bytes.RemoveRange(at, Math.Min(random.Next(1, 64), bytes.Count - at));
                break;
            case 3 when random.Next(4) == 0:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 4:
                var inserted = new byte[random.Next(1, 32)];
                random.NextBytes(inserted);
                bytes.InsertRange(at, inserted);
                break;
            case 5:
                bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 200), bytes.Count - at)));
                break;
            default:
                var length = BitConverter.GetBytes(Lengths[random.Next(Lengths.Length)]);
                for (var i = 0; i < length.Length && at + i < bytes.Count; i++)
                {
                    bytes[at + i] = length[i];
                }

                break;
        }
    }
}
