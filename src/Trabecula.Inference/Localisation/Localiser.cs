using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using Trabecula.Domain;
using Trabecula.Imaging;

namespace Trabecula.Inference;

/// <summary>Finds T12 to L5 in a film: a look at the whole, a second one at the spine where it is small, and else up to five more where it is in doubt.</summary>
public sealed class Localiser : IDisposable
{
    // On 40 simulated films and their negatives vertebrae are as sure either way (5.3 of 6 on average): what decides is the network's word.
    private const double AboutAsSure = 0.9;

    // Of a doubtful film, rows about the spine are looked at that begin and end elsewhere each time: a naming that hangs on the film's borders
    // falls apart. Shares of the height from above T12 to below L5; the spine is then about as large in the canvas as on a film of 43 cm.
    private static readonly (double Above, double Below)[] FurtherRows = [(0.12, -0.12), (-0.12, 0.12), (0.24, 0.18), (0.18, 0), (0, 0.18)];
    private const double FurtherShare = 0.75;

    // What may be another view as well (a probability below 0.8) is not looked at further: lumbar films upside down and oblique ones, in which single
    // looks see little, pass where several see the same (on 40 simulated people one upside down and one oblique film more).
    private const double SureOfView = 1.39;

    private readonly InferenceSession _session;

    /// <summary>Loads the network.</summary>
    /// <param name="network">An ONNX file's bytes: input <c>image</c> (1,1,384,320); outputs <c>corners</c> (1,4,96,80),
    /// <c>levels</c> (1,6,96,80), <c>film</c> (1,2).</param>
    /// <param name="threads">Threads of one run.</param>
    public Localiser(byte[] network, int threads) =>
        _session = OnnxSession.Open(network, threads, ["image"], ["corners", "levels", "film"]);

    /// <summary>Finds the vertebrae.</summary>
    /// <param name="film">The film; it is turned over where the network says that bone is dark, and where the file tells the polarity,
    /// only if the vertebrae are then seen better.</param>
    /// <returns>The location, and the film's raster with bone bright.</returns>
    public (SpineLocation Location, Raster Film) Locate(Radiograph film)
    {
        var raster = new Raster(film.Width, film.Height, film.Pixels);
        Look look = LookAt(raster);
        bool turnedOver = false;
        if (look.IsInverted)
        {
            var negative = new float[film.Pixels.Length];
            TensorPrimitives.Negate(film.Pixels, negative);
            Raster turned = raster with { Pixels = negative };
            Look other = LookAt(turned);

            // What a file says of its polarity is wrong at times (a negative rescale slope, a raw image marked MONOCHROME2), but
            // then the vertebrae must be about as sure for turning it over.
            turnedOver = !film.IsPolarityKnown || (!other.IsInverted && other.Row.Sureness > AboutAsSure * look.Row.Sureness);
            (raster, look) = turnedOver ? (turned, other) : (raster, look);
        }

        SpineRow row = LookCloser(look, raster);
        return (new SpineLocation(row.Vertebrae, row.LevelCertainty, 1 / (1 + Math.Exp(-look.LumbarLogit)), turnedOver), raster);
    }

    /// <inheritdoc />
    public void Dispose() => _session.Dispose();

    /// <summary>Where the spine is small in the film, it is looked at once more from near, and the surer answer counts; where it is large enough
    /// and in doubt, several further looks decide together.</summary>
    private SpineRow LookCloser(Look look, Raster raster)
    {
        // What is no lumbar film is refused however its vertebrae are seen.
        if (look.LumbarLogit < 0)
        {
            return look.Row;
        }

        if (SpineWindow.Around(look.Row.Vertebrae, raster, false) is SpineWindow near)
        {
            SpineRow closer = InFilm(LookAt(near.Cut(raster)).Row, near);
            return closer.Sureness > look.Row.Sureness ? closer : look.Row;
        }

        if (!IsInDoubt(look.Row) || look.LumbarLogit < SureOfView || SpineWindow.Around(look.Row.Vertebrae, raster, true) is not SpineWindow window)
        {
            return look.Row;
        }

        // Rows that the film's border cuts alike are looked at once, and count as often as they were asked for.
        SpineWindow[] further = [.. FurtherRows.Select(rows => window.Rows(rows.Above, rows.Below, raster))];
        Dictionary<SpineWindow, SpineRow> seen = further.Distinct().ToDictionary(rows => rows, rows => LookWithin(rows, raster));
        return SpineConsensus.Of([look.Row, .. further.Select(rows => seen[rows])]);
    }

    private SpineRow LookWithin(SpineWindow window, Raster film)
    {
        LocaliserInput input = LocaliserInput.From(window.Cut(film), FurtherShare);
        SpineRow seen = HeatmapDecoder.Decode(Run(input.Pixels).Maps);
        return InFilm(seen with { Vertebrae = [.. seen.Vertebrae.Select(outline => InFilm(outline, input))] }, window);
    }

    private static SpineRow InFilm(SpineRow row, SpineWindow window) => row with { Vertebrae = [.. row.Vertebrae.Select(window.ToFilm)] };

    /// <summary>Looks at a picture, and where a lumbar vertebra stays in doubt at its mirror image too; both count alike.</summary>
    private Look LookAt(Raster raster)
    {
        LocaliserInput input = LocaliserInput.From(raster);
        (CornerMaps maps, double lumbar, double inverted) = Run(input.Pixels);
        SpineRow found = HeatmapDecoder.Decode(maps);
        if (IsInDoubt(found))
        {
            var mirrored = (float[])input.Pixels.Clone();
            for (int row = 0; row < LocaliserInput.Height; row++)
            {
                Array.Reverse(mirrored, row * LocaliserInput.Width, LocaliserInput.Width);
            }

            (CornerMaps other, double otherLumbar, double otherInverted) = Run(mirrored);
            found = HeatmapDecoder.Decode(maps.MeanWith(other.Mirrored()));
            (lumbar, inverted) = ((lumbar + otherLumbar) / 2, (inverted + otherInverted) / 2);
        }

        return new Look(found with { Vertebrae = [.. found.Vertebrae.Select(outline => InFilm(outline, input))] }, lumbar, inverted > 0);
    }

    private static bool IsInDoubt(SpineRow row) =>
        row.Vertebrae.Count(v => v.Level is >= VertebralLevel.L1 and <= VertebralLevel.L4 && row.LevelCertainty * v.Confidence >= LocationRules.Sure) < 4;

    private (CornerMaps Maps, double LumbarLogit, double InvertedLogit) Run(float[] pixels)
    {
        using OrtValue image = OrtValue.CreateTensorValueFromMemory(pixels, [1, 1, LocaliserInput.Height, LocaliserInput.Width]);
        using var options = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(options, ["image"], [image], ["corners", "levels", "film"]);
        ReadOnlySpan<float> film = outputs[2].GetTensorDataAsSpan<float>();
        return (CornerMaps.FromLogits(outputs[0].GetTensorDataAsSpan<float>(), outputs[1].GetTensorDataAsSpan<float>()), film[0], film[1]);
    }

    private static VertebraOutline InFilm(VertebraOutline outline, LocaliserInput input) => outline with
    {
        TopLeft = input.ToFilm(outline.TopLeft),
        TopRight = input.ToFilm(outline.TopRight),
        BottomRight = input.ToFilm(outline.BottomRight),
        BottomLeft = input.ToFilm(outline.BottomLeft),
    };

    private sealed record Look(SpineRow Row, double LumbarLogit, bool IsInverted);
}
