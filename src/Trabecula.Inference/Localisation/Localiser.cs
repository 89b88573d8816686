using Microsoft.ML.OnnxRuntime;
using Trabecula.Domain;
using Trabecula.Imaging;

namespace Trabecula.Inference;

/// <summary>Finds T12 to L5 in a film: a look at the whole, and where the spine is small in it a second one at the spine.</summary>
public sealed class Localiser : IDisposable
{
    private readonly InferenceSession _session;

    /// <summary>Loads the network.</summary>
    /// <param name="network">An ONNX file's bytes: input <c>image</c> (1,1,384,320); outputs <c>corners</c> (1,24,96,80),
    /// <c>absent</c> (1,24), <c>film</c> (1,2).</param>
    /// <param name="threads">Threads of one run.</param>
    public Localiser(byte[] network, int threads) =>
        _session = OnnxSession.Open(network, threads, ["image"], ["corners", "absent", "film"]);

    /// <summary>Finds the vertebrae.</summary>
    /// <param name="film">The film; it is turned over where the network says that bone is dark, and where the file tells the polarity,
    /// only if the vertebrae are then seen better.</param>
    /// <returns>The location, and the film's raster with bone bright.</returns>
    public (SpineLocation Location, Raster Film) Locate(Radiograph film)
    {
        var raster = new Raster(film.Width, film.Height, film.Pixels);
        (SpineLocation location, bool inverted) = Run(raster);
        if (inverted)
        {
            var negative = new float[film.Pixels.Length];
            System.Numerics.Tensors.TensorPrimitives.Negate(film.Pixels, negative);
            Raster turned = raster with { Pixels = negative };
            (SpineLocation other, bool isStillInverted) = Run(turned);

            // What a file says of its polarity is wrong at times (a negative rescale slope, a raw image marked MONOCHROME2), but
            // then the vertebrae must be the surer for turning it over.
            if (!film.IsPolarityKnown || (!isStillInverted && Sureness(other) > Sureness(location)))
            {
                raster = turned;
                location = other with { WasInverted = true };
            }
        }

        return (LookCloser(location, raster), raster);
    }

    /// <inheritdoc />
    public void Dispose() => _session.Dispose();

    /// <summary>Where the spine is small in the film, its part of the film is looked at again; the surer answer counts.</summary>
    private SpineLocation LookCloser(SpineLocation location, Raster raster)
    {
        if (SpineWindow.Around(location.Vertebrae, raster) is not SpineWindow window)
        {
            return location;
        }

        (SpineLocation closer, _) = Run(window.Cut(raster));
        return Sureness(closer) > Sureness(location)
            ? location with { Vertebrae = [.. closer.Vertebrae.Select(window.ToFilm)] }
            : location;
    }

    private static double Sureness(SpineLocation location) => location.Vertebrae.Sum(v => v.Confidence);

    private (SpineLocation Location, bool IsInverted) Run(Raster raster)
    {
        LocaliserInput input = LocaliserInput.From(raster);
        using OrtValue image = OrtValue.CreateTensorValueFromMemory(input.Pixels, [1, 1, LocaliserInput.Height, LocaliserInput.Width]);
        using var options = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(options, ["image"], [image], ["corners", "absent", "film"]);
        ReadOnlySpan<float> film = outputs[2].GetTensorDataAsSpan<float>();
        VertebraOutline[] vertebrae = [.. HeatmapDecoder
            .Decode(outputs[0].GetTensorDataAsSpan<float>(), outputs[1].GetTensorDataAsSpan<float>())
            .Select(outline => InFilm(outline, input))];
        return (new SpineLocation(vertebrae, 1 / (1 + Math.Exp(-film[0])), WasInverted: false), film[1] > 0);
    }

    private static VertebraOutline InFilm(VertebraOutline outline, LocaliserInput input) => outline with
    {
        TopLeft = input.ToFilm(outline.TopLeft),
        TopRight = input.ToFilm(outline.TopRight),
        BottomRight = input.ToFilm(outline.BottomRight),
        BottomLeft = input.ToFilm(outline.BottomLeft),
    };
}
