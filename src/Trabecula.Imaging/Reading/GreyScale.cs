using Trabecula.Domain;

namespace Trabecula.Imaging.Reading;

/// <summary>
/// What every stored value of one film becomes. All transforms of the grey scale depend on the stored value alone, so
/// they are computed once for each value that can occur (65,536 at most) and not once for each pixel.
/// </summary>
internal sealed class GreyScale
{
    /// <summary>Bits Stored of a digital radiograph is 6 to 16 (PS3.3 C.8.11.3.1).</summary>
    private const int MostBits = 16;

    private GreyScale(int first, int[] counts)
    {
        First = first;
        Counts = counts;
        IsPadding = new bool[counts.Length];
        Values = new double[counts.Length];
        for (var i = 0; i < Values.Length; i++)
        {
            Values[i] = first + i;
        }
    }

    /// <summary>The smallest value that can be stored; entry 0.</summary>
    public int First { get; }

    /// <summary>How many pixels hold each stored value.</summary>
    public int[] Counts { get; }

    /// <summary>Which stored values mean "no image here".</summary>
    public bool[] IsPadding { get; }

    /// <summary>What each stored value becomes; transforms overwrite it.</summary>
    public double[] Values { get; }

    /// <summary>Starts from the stored samples; every value stands for itself.</summary>
    /// <param name="samples">Stored values.</param>
    /// <param name="bitsStored">Bits of a stored value.</param>
    /// <param name="isSigned">Whether values are in two's complement.</param>
    /// <exception cref="TrabeculaException"><c>unsupported_format</c>: more than 16 bits.</exception>
    public static GreyScale Of(ReadOnlySpan<int> samples, int bitsStored, bool isSigned)
    {
        if (bitsStored > MostBits)
        {
            throw new TrabeculaException("unsupported_format", $"The pixels have {bitsStored} bits; radiographs have {MostBits} at most.");
        }

        var counts = new int[1 << bitsStored];
        var first = isSigned ? -(counts.Length / 2) : 0;

        // Two counters for each value: neighbouring pixels are often equal, and one counter would wait for itself.
        var others = new int[counts.Length];
        var paired = samples.Length & ~1;
        for (var i = 0; i < paired; i += 2)
        {
            counts[samples[i] - first]++;
            others[samples[i + 1] - first]++;
        }

        foreach (var sample in samples[paired..])
        {
            counts[sample - first]++;
        }

        for (var i = 0; i < counts.Length; i++)
        {
            counts[i] += others[i];
        }

        return new GreyScale(first, counts);
    }

    /// <summary>Marks stored values from <paramref name="from"/> to <paramref name="to"/>, both included, as padding.</summary>
    /// <returns>How many pixels are padding; 0 also where padding would leave no film at all, and nothing is marked then.</returns>
    public long MarkPadding(int from, int to)
    {
        var begin = Math.Max(0L, (long)from - First);
        var end = Math.Min(Counts.Length - 1L, (long)to - First);
        long padded = 0, all = 0;
        for (var i = 0; i < Counts.Length; i++)
        {
            all += Counts[i];
            padded += i >= begin && i <= end ? Counts[i] : 0;
        }

        if (padded == 0 || padded == all)
        {
            return 0;
        }

        IsPadding.AsSpan((int)begin, (int)(end - begin) + 1).Fill(true);
        return padded;
    }

    /// <summary>The smallest and the largest value among the film's own pixels (padding left out).</summary>
    public (double Low, double High) Range()
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var i = 0; i < Counts.Length; i++)
        {
            if (IsFilm(i))
            {
                low = Math.Min(low, Values[i]);
                high = Math.Max(high, Values[i]);
            }
        }

        return (low, high);
    }

    /// <summary>True where a stored value occurs in the film and is not padding.</summary>
    public bool IsFilm(int entry) => Counts[entry] > 0 && !IsPadding[entry];

    /// <summary>Turns bright into dark within the film's own range.</summary>
    public void Invert()
    {
        var (low, high) = Range();
        for (var i = 0; i < Values.Length; i++)
        {
            Values[i] = low + high - Values[i];
        }
    }

    /// <summary>Replaces every sample by its value; padding becomes the smallest value of the film.</summary>
    public float[] Map(ReadOnlySpan<int> samples)
    {
        var background = Range().Low;
        var table = new float[Values.Length];
        for (var i = 0; i < table.Length; i++)
        {
            table[i] = (float)(IsFilm(i) ? Values[i] : background);
        }

        var pixels = GC.AllocateUninitializedArray<float>(samples.Length);
        for (var i = 0; i < samples.Length; i++)
        {
            pixels[i] = table[samples[i] - First];
        }

        return pixels;
    }
}
