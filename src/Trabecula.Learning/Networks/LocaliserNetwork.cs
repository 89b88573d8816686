namespace Trabecula.Learning.Networks;

/// <summary>Finds corners of vertebral bodies and their levels in a whole film: an encoder, a decoder with skips, and a pooled head.</summary>
/// <remarks>
/// Input <c>image</c>: (N, 1, 384, 320). Outputs:
/// <c>corners</c> (N, 4, 96, 80), for each cell the logit that a body's top left, top right, bottom right or bottom left corner
/// lies there, whatever the body's level;
/// <c>levels</c> (N, 6, 96, 80), logits of the levels in the order of <see cref="Domain.VertebralLevel"/> for the body that a
/// cell lies in; without meaning elsewhere;
/// <c>film</c> (N, 2), logits of "an AP lumbar film" and "its polarity is inverted".
/// The centre of cell (i, j) lies at input pixel x = 4j + 1.5, y = 4i + 1.5, with (0, 0) the centre of the first pixel.
/// Where a corner is and whose it is are separate questions: a body is seen by its own edges, on films of any look, and named by
/// what lies at the ends of the row.
/// </remarks>
public sealed class LocaliserNetwork : INetwork
{
    /// <summary>Rows of the input.</summary>
    public const int InputHeight = 384;

    /// <summary>Columns of the input.</summary>
    public const int InputWidth = 320;

    /// <summary>Kinds of corners.</summary>
    public const int CornerKinds = 4;

    /// <summary>Levels T12 to L5.</summary>
    public const int LevelCount = 6;

    /// <summary>Input pixels per cell of the output, in each direction.</summary>
    public const int CellSize = 4;

    private readonly int _width;

    /// <summary>The network of the model bundle.</summary>
    internal LocaliserNetwork()
        : this(InputHeight, InputWidth, 16)
    {
    }

    /// <summary>On real films, shares from 0.3 to 0.6 did alike, and much better than none; from 0.5 on negatives are no longer known as
    /// such. A training that normalises so itself does no better than none (docs/explanation/finding-the-vertebrae.md).</summary>
    private const double OwnShare = 0.3;

    /// <summary>The same network for another size, for tests.</summary>
    /// <param name="height">Rows of the input, a multiple of 32.</param>
    /// <param name="width">Columns of the input, a multiple of 32.</param>
    /// <param name="channels">Channels after the stem; deeper stages have 2, 4, 6 and 8 times as many.</param>
    internal LocaliserNetwork(int height, int width, int channels)
    {
        Height = height;
        Width = width;
        _width = channels;
    }

    internal int Height { get; }

    internal int Width { get; }

    string INetwork.Name => "localiser";

    IReadOnlyList<Port> INetwork.Inputs => [new Port("image", 1, Height, Width)];

    IReadOnlyList<string> INetwork.OutputNames => ["corners", "levels", "film"];

    IReadOnlyList<T> INetwork.Forward<T>(INetworkOps<T> ops, IReadOnlyList<T> inputs)
    {
        var (a, b, c, d, e) = (_width, 2 * _width, 4 * _width, 6 * _width, 8 * _width);
        var stem = ops.Convolve("stem.0", inputs[0], new Convolution(1, a, 3, Stride: 2, OwnShare: OwnShare));
        stem = ops.Convolve("stem.1", stem, new Convolution(a, b, 3, Stride: 2, OwnShare: OwnShare));
        var quarter = Blocks.Residual(ops, "quarter.0", stem, b, b, ownShare: OwnShare);
        var eighth = Blocks.Residual(ops, "eighth.0", quarter, b, c, stride: 2, ownShare: OwnShare);
        eighth = Blocks.Residual(ops, "eighth.1", eighth, c, c, ownShare: OwnShare);
        var sixteenth = Blocks.Residual(ops, "sixteenth.0", eighth, c, d, stride: 2, ownShare: OwnShare);
        sixteenth = Blocks.Residual(ops, "sixteenth.1", sixteenth, d, d, ownShare: OwnShare);
        // Levels look alike and are told apart by what lies at the ends of the spine, so the deepest cells must see the
        // whole film: the dilated blocks reach 13 cells of 32 pixels to each side.
        var deep = Blocks.Residual(ops, "deep.0", sixteenth, d, e, stride: 2, ownShare: OwnShare);
        deep = Blocks.Residual(ops, "deep.1", deep, e, e, dilation: 2, ownShare: OwnShare);
        deep = Blocks.Residual(ops, "deep.2", deep, e, e, dilation: 4, ownShare: OwnShare);

        var up = Climb(ops, "up.sixteenth", deep, e, sixteenth, d);
        up = Climb(ops, "up.eighth", up, d, eighth, c);
        up = Climb(ops, "up.quarter", up, c, quarter, b);
        var corners = ops.Convolve("corners.0", up, new Convolution(b, b, 3, OwnShare: OwnShare));
        corners = ops.Convolve("corners.1", corners, new Convolution(b, CornerKinds, 1, Normalise: false, Rectify: false));
        var levels = ops.Convolve("levels", up, new Convolution(b, LevelCount, 1, Normalise: false, Rectify: false));

        var pooled = ops.Linear("pooled", ops.MeanOverCells(deep), e, c, rectify: true);
        var film = ops.Linear("film", pooled, c, 2, rectify: false);
        return [corners, levels, film];
    }

    private static T Climb<T>(INetworkOps<T> ops, string name, T deep, int deepChannels, T skip, int channels)
    {
        var narrowed = ops.Convolve($"{name}.narrow", deep, new Convolution(deepChannels, channels, 1, OwnShare: OwnShare));
        var joined = ops.Add(ops.Enlarge(narrowed), skip, rectify: false);
        return ops.Convolve($"{name}.join", joined, new Convolution(channels, channels, 3, OwnShare: OwnShare));
    }
}
