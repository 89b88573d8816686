namespace Trabecula.Simulation;

/// <summary>A grid's values laid out for projection: for each place on the outer axis all planes' rows, with zeros round each row.</summary>
internal sealed class GridRows
{
    /// <summary>Zeros before each row, and at least as many behind: there values fade out.</summary>
    public const int Margin = 2;

    private const int SlabsPerBlock = 8;
    private readonly float[] _values;
    private readonly (int First, int Last)[] _filled;
    private readonly float[] _zeros;
    private readonly int _planes, _outer, _stride;

    private GridRows(int planes, int length, int outer)
    {
        (_planes, _outer, Length) = (planes, outer, length);
        _stride = (length + (2 * Margin) + 7) & ~7;
        _values = new float[planes * outer * _stride];
        _filled = new (int, int)[planes * outer];
        _zeros = new float[_stride];
    }

    /// <summary>Points of a row without its zeros.</summary>
    public int Length { get; }

    /// <summary>Floats of a row with its zeros, a multiple of 8.</summary>
    public int Stride => _stride;

    /// <summary>Copies a grid.</summary>
    public static GridRows Of(VoxelGrid grid, GridAxes axes, int threads)
    {
        (int planes, int length, int outer) = axes.Counts(grid);
        (int planeStep, int rowStep, int outerStep) = axes.Strides(grid);
        var rows = new GridRows(planes, length, outer);
        PixelBlocks.ForBlocks(outer, SlabsPerBlock, threads, (first, end) =>
        {
            for (int o = first; o < end; o++)
            {
                rows.FillSlab(grid.Values, o, o * outerStep, planeStep, rowStep);
            }
        });
        return rows;
    }

    /// <summary>A row with its zeros; all zeros outside of the grid.</summary>
    public ReadOnlySpan<float> Row(int outer, int plane) =>
        outer < 0 || outer >= _outer ? _zeros : _values.AsSpan(((outer * _planes) + plane) * _stride, _stride);

    /// <summary>The first and the last point of a row that are not zero; the last is before the first where all are.</summary>
    public (int First, int Last) Filled(int outer, int plane) =>
        outer < 0 || outer >= _outer ? (int.MaxValue, -1) : _filled[(outer * _planes) + plane];

    private void FillSlab(float[] source, int outer, int start, int planeStep, int rowStep)
    {
        Span<(int First, int Last)> filled = _filled.AsSpan(outer * _planes, _planes);
        filled.Fill((int.MaxValue, -1));
        Span<float> slab = _values.AsSpan(outer * _planes * _stride, _planes * _stride);
        for (int i = 0; i < Length; i++)
        {
            int at = start + (i * rowStep);
            int target = Margin + i;
            for (int plane = 0; plane < filled.Length; plane++, at += planeStep, target += _stride)
            {
                float value = source[at];
                if (value != 0)
                {
                    slab[target] = value;
                    filled[plane] = (Math.Min(filled[plane].First, i), i);
                }
            }
        }
    }
}
