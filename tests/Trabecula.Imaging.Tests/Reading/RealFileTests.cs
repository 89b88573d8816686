using Trabecula.Domain;

namespace Trabecula.Imaging.Tests.Reading;

public class RealFileTests
{
    public static TheoryData<string> GoldenFilms => [.. Golden.Films.Select(film => film.File)];

    public static TheoryData<string> LosslessSyntaxes =>
        ["RG3_J2KR.dcm", "RG3_JLSL.dcm", "RG3_JPLL.dcm", "RG3_RLE.dcm"];

    [Theory]
    [MemberData(nameof(GoldenFilms))]
    public void Real_films_agree_with_pydicom(string name)
    {
        var golden = Golden.Films.Single(film => film.File == name);
        var film = Reader.Read(Path.Combine(SharedData.Folder("dicom"), name));
        Assert.Equal((golden.Columns, golden.Rows), (film.Width, film.Height));
        Assert.Equal(golden.Mean, film.Pixels.Average(pixel => (double)pixel), 0.01);
        foreach (var place in golden.Places)
        {
            Assert.Equal(place[2], film.Pixels[(int)place[0] * film.Width + (int)place[1]], 0.01);
        }
    }

    [Theory]
    [MemberData(nameof(LosslessSyntaxes))]
    public void Every_lossless_syntax_gives_the_same_film(string name)
    {
        var folder = SharedData.Folder("dicom");
        Radiograph film;
        try
        {
            film = Reader.Read(Path.Combine(folder, name));
        }
        catch (TrabeculaException refusal) when (refusal.Code == "native_library_missing")
        {
            Assert.Skip(refusal.Message);
            return;
        }

        Assert.Equal(Reader.Read(Path.Combine(folder, "RG3_UNC.dcm")).Pixels, film.Pixels);
    }

    [Fact]
    public void Pictures_from_articles_are_read()
    {
        foreach (var path in Directory.EnumerateFiles(SharedData.Folder("films/abdomen"), "*.png"))
        {
            var film = Reader.Read(path);
            Assert.True(film.Pixels.Max() > film.Pixels.Min());
        }
    }

    [Fact]
    public void Every_malformed_file_gives_a_film_or_a_refusal() => AssertAllEnd(bytes => bytes);

    [Fact]
    public void Every_malformed_file_dressed_as_a_radiograph_gives_a_film_or_a_refusal() => AssertAllEnd(bytes =>
    {
        // They are CT slices, which are refused before their pixels are looked at.
        Replace(bytes, "CS\u0002\0CT"u8, "CS\u0002\0CR"u8);
        Replace(bytes, "1.2.840.10008.5.1.4.1.1.2\0"u8, "1.2.840.10008.5.1.4.1.1.1\0"u8);
        return bytes;
    });

    private static void AssertAllEnd(Func<byte[], byte[]> change)
    {
        var ended = 0;
        foreach (var path in Directory.EnumerateFiles(SharedData.Folder("dicom-malformed"), "*", SearchOption.AllDirectories))
        {
            var bytes = change(File.ReadAllBytes(path));
            try
            {
                var film = Reader.Read(bytes);
                Assert.Equal(film.Width * film.Height, film.Pixels.Length);
                Assert.True(Array.TrueForAll(film.Pixels, float.IsFinite));
            }
            catch (TrabeculaException refusal)
            {
                Assert.NotEmpty(refusal.Code);
            }

            ended++;
        }

        Assert.True(ended > 300);
    }

    private static void Replace(Span<byte> bytes, ReadOnlySpan<byte> old, ReadOnlySpan<byte> replacement)
    {
        for (var at = bytes.IndexOf(old); at >= 0; at = bytes.IndexOf(old))
        {
            replacement.CopyTo(bytes[at..]);
        }
    }
}
