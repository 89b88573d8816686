using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Trabecula.Simulation;

/// <summary>A grid projected from a source upon its own plane that lies farthest from it: sums over planes, without the rays' slant.</summary>
internal sealed class PlaneProjection
{
    // Samples per voxel on the plane. With two of them cubic interpolation leaves 0.5 % of waves that are four voxels long.
    private const int PerVoxel = 2;

    // Zeros round the picture: cubic interpolation reads one sample before and two behind.
    private const int Border = 3;
    private const int RowsPerBlock = 8;
    private readonly VoxelGrid _grid;
    private readonly GridAxes _axes;
    private readonly int _width, _height;
    private readonly double _fromRow, _fromOuter, _plane, _sourceMain, _sourceRow, _sourceOuter;
    private readonly float[] _sums, _counts;
    private readonly (int First, int Last)[] _filled;
    private readonly float _least;

    private PlaneProjection(VoxelGrid grid, GridAxes axes, Vector3 source, float least)
    {
        (_grid, _axes, _least) = (grid, axes, least);
        (int planes, int length, int outer) = axes.Counts(grid);
        (_sourceMain, _sourceRow, _sourceOuter) = (source[axes.Main], source[axes.Row], source[axes.Outer]);
        if (_sourceMain > -1 && _sourceMain < planes)
        {
            throw new ArgumentException("The source lies between the grid's planes.", nameof(source));
        }

        // On the far plane everything is largest: nowhere is it sampled more coarsely.
        _plane = _sourceMain < 0 ? planes - 1 : 0;
        (_fromRow, _width) = Range(_sourceRow, length, planes);
        (_fromOuter, _height) = Range(_sourceOuter, outer, planes);
        _sums = new float[_width * _height];
        _counts = new float[_width * _height];
        _filled = new (int, int)[_height];
    }

    /// <summary>Projects a grid.</summary>
    /// <param name="grid">The voxels.</param>
    /// <param name="source">The source in the patient's coordinates.</param>
    /// <param name="least">Voxels above this count as filled.</param>
    /// <param name="threads">How many threads may work, 0 for all.</param>
    /// <returns>The projection, or null where the grid holds nothing.</returns>
    public static PlaneProjection? Of(VoxelGrid grid, Vector3 source, float least, int threads)
    {
        Vector3 last = new(grid.CountX - 1, grid.CountY - 1, grid.CountZ - 1);
        Vector3 own = grid.Frame.ToOwn(source) - grid.Low;
        GridAxes axes = GridAxes.Along((0.5f * last * grid.SpacingMm) - own);
        var projection = new PlaneProjection(grid, axes, own / grid.SpacingMm, least);
        GridRows rows = GridRows.Of(grid, axes, threads);
        PixelBlocks.ForBlocks(projection._height, RowsPerBlock, threads, (first, end) =>
        {
            var line = new float[rows.Stride + 16];
            for (int v = first; v < end; v++)
            {
                projection.SumRow(rows, v, line);
            }
        });
        return projection.Widen() ? projection : null;
    }

    /// <summary>The corners of the filled part, in the patient's coordinates.</summary>
    public Vector3[] Corners()
    {
        int top = Array.FindIndex(_filled, f => f.Last >= 0), bottom = Array.FindLastIndex(_filled, f => f.Last >= 0);
        int left = _filled.Min(f => f.First), right = _filled.Max(f => f.Last);
        return [Place(left, top), Place(right, top), Place(right, bottom), Place(left, bottom)];
    }

    /// <summary>The numerators and the denominator of the plane's coordinates for a ray from the source, linear in its direction.</summary>
    /// <param name="direction">In the patient's coordinates, mm.</param>
    public (double U, double V, double W) Fraction(Vector3 direction)
    {
        Vector3 own = _grid.Frame.DirectionToOwn(direction) / _grid.SpacingMm;
        double main = own[_axes.Main], away = _plane - _sourceMain;
        return (
            PerVoxel * (((_sourceRow - _fromRow) * main) + (away * own[_axes.Row])),
            PerVoxel * (((_sourceOuter - _fromOuter) * main) + (away * own[_axes.Outer])),
            main);
    }

    /// <summary>Adds what the rays of a detector row meet.</summary>
    /// <param name="row">The row.</param>
    /// <param name="left">The detector column that the spans begin at.</param>
    /// <param name="gain">What values times mm are multiplied by.</param>
    /// <param name="integrals">Is added to.</param>
    /// <param name="lengthsMm">Is added to.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddRow(in PlaneRow row, int left, float gain, Span<float> integrals, Span<float> lengthsMm)
    {
        float mm = _grid.SpacingMm[_axes.Main];
        ref float sums = ref MemoryMarshal.GetArrayDataReference(_sums), counts = ref MemoryMarshal.GetArrayDataReference(_counts);
        for (int i = 0; i < integrals.Length; i++)
        {
            float column = left + i;
            float w = row.W.At0 + (column * row.W.Step), inverse = 1 / w;
            float u = (row.U.At0 + (column * row.U.Step)) * inverse, v = (row.V.At0 + (column * row.V.Step)) * inverse;
            if (!(v >= 1 && v < _height - 2 && u >= 1 && u < _width - 2))
            {
                continue;
            }

            int iu = (int)u, iv = (int)v;
            (int first, int last) = _filled[iv];
            if (iu < first || iu > last)
            {
                continue;
            }

            nuint at = (nuint)(((iv - 1) * _width) + iu - 1), step = (nuint)_width;
            Vector128<float> across = Weights(u - iu), down = Weights(v - iv);
            Vector128<float> w0 = Vector128.Create(down.GetElement(0)), w1 = Vector128.Create(down.GetElement(1));
            Vector128<float> w2 = Vector128.Create(down.GetElement(2)), w3 = Vector128.Create(down.GetElement(3));
            float slant = MathF.Sqrt(row.Ray.X + (column * (row.Ray.Y + (column * row.Ray.Z)))) * MathF.Abs(inverse);
            float sum = Sum(Column(ref sums, at, step, w0, w1, w2, w3) * across);
            float count = Sum(Column(ref counts, at, step, w0, w1, w2, w3) * across);

            // A ray passes one voxel's plane per 1 / w of its length; the cubic's tails may fall below nothing.
            integrals[i] += MathF.Max(0, sum) * slant * gain;
            lengthsMm[i] += MathF.Max(0, count) * slant;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Column(
        ref float from, nuint at, nuint step, Vector128<float> w0, Vector128<float> w1, Vector128<float> w2, Vector128<float> w3) =>
        ((w0 * Vector128.LoadUnsafe(ref from, at)) + (w1 * Vector128.LoadUnsafe(ref from, at + step)))
        + ((w2 * Vector128.LoadUnsafe(ref from, at + (2 * step))) + (w3 * Vector128.LoadUnsafe(ref from, at + (3 * step))));

    /// <summary>The cubic convolution kernel of Keys (1981, IEEE Trans ASSP 29:1153) at four neighbours.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Weights(float at)
    {
        Vector128<float> t = Vector128.Create(at);
        Vector128<float> square = Vector128.Create(1f, -2.5f, 2f, -0.5f) + (t * Vector128.Create(-0.5f, 1.5f, -1.5f, 0.5f));
        return Vector128.Create(0f, 1f, 0f, 0f) + (t * (Vector128.Create(-0.5f, 0f, 0.5f, 0f) + (t * square)));
    }

    // The order of the additions is written down, for machines differ in how they add a vector up.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Sum(Vector128<float> v)
    {
        Vector128<float> pairs = v + Vector128.Shuffle(v, Vector128.Create(2, 3, 0, 1));
        return pairs.GetElement(0) + pairs.GetElement(1);
    }

    /// <summary>First sample and number of samples along an axis that hold all of the grid as seen from the source.</summary>
    private (double From, int Count) Range(double source, int count, int planes)
    {
        double low = double.MaxValue, high = double.MinValue;
        foreach (int plane in (ReadOnlySpan<int>)[0, planes - 1])
        {
            foreach (int edge in (ReadOnlySpan<int>)[-1, count])
            {
                double at = source + ((edge - source) * (_plane - _sourceMain) / (plane - _sourceMain));
                (low, high) = (Math.Min(low, at), Math.Max(high, at));
            }
        }

        int first = (int)Math.Floor(low) - Border;

        // Sums run over eight samples at a time.
        return (first, (((int)Math.Ceiling((high - first) * PerVoxel) + 1 + Border) + 7) & ~7);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumRow(GridRows rows, int v, float[] line)
    {
        (int planes, int length, int outer) = _axes.Counts(_grid);
        Span<float> sums = _sums.AsSpan(v * _width, _width), counts = _counts.AsSpan(v * _width, _width);
        int first = int.MaxValue, last = -1;
        for (int plane = 0; plane < planes; plane++)
        {
            double nearness = (plane - _sourceMain) / (_plane - _sourceMain);
            double z = _sourceOuter + ((_fromOuter + ((double)v / PerVoxel) - _sourceOuter) * nearness);
            if (!(z > -1 && z < outer))
            {
                continue;
            }

            int iz = (int)Math.Floor(z);
            (int f0, int l0) = rows.Filled(iz, plane);
            (int f1, int l1) = rows.Filled(iz + 1, plane);
            int from = Math.Min(f0, f1), to = Math.Max(l0, l1);
            if (to < from)
            {
                continue;
            }

            // Samples between the point before the first one that is filled and the point behind the last one.
            double start = _sourceRow + ((_fromRow - _sourceRow) * nearness), step = nearness / PerVoxel;
            int begin = Math.Max(0, (int)Math.Floor((from - 1 - start) / step)) & ~7;
            int end = Math.Min(_width, ((int)Math.Ceiling((to + 1 - start) / step) + 8) & ~7);
            Blend(rows.Row(iz, plane), rows.Row(iz + 1, plane), (float)(z - iz), line);
            Spread(line, length, (float)start, (float)step, begin, sums[..end], counts[..end], _least);
            (first, last) = (Math.Min(first, begin), Math.Max(last, end - 1));
        }

        _filled[v] = (first, last);
    }

    private static void Blend(ReadOnlySpan<float> near, ReadOnlySpan<float> far, float share, Span<float> line)
    {
        Vector256<float> part = Vector256.Create(share);
        for (int i = 0; i < near.Length; i += Vector256<float>.Count)
        {
            Vector256<float> a = Vector256.Create(near[i..]), b = Vector256.Create(far[i..]);
            (a + (part * (b - a))).CopyTo(line[i..]);
        }
    }

    /// <summary>Adds a row of voxels to the samples on the plane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Spread(ReadOnlySpan<float> line, int length, float start, float step, int begin, Span<float> sums, Span<float> counts, float least)
    {
        Vector256<float> lanes = Vector256.Create(0f, 1, 2, 3, 4, 5, 6, 7), threshold = Vector256.Create(least), one = Vector256.Create(1f);
        Vector256<float> origin = Vector256.Create(start), slope = Vector256.Create(step);
        Vector256<int> lowest = Vector256.Create(-GridRows.Margin), highest = Vector256.Create(length);
        ref float voxels = ref MemoryMarshal.GetReference(line), sum = ref MemoryMarshal.GetReference(sums), count = ref MemoryMarshal.GetReference(counts);
        for (int u = begin; u < sums.Length; u += Vector256<float>.Count)
        {
            Vector256<float> x = origin + (slope * (Vector256.Create((float)u) + lanes));
            Vector256<int> index = Vector256.Min(Vector256.Max(Vector256.ConvertToInt32(Vector256.Floor(x)), lowest), highest);
            Vector256<float> part = x - Vector256.ConvertToSingle(index);

            // Eight samples span at most five voxels: two loads hold all that they read.
            int first = index.ToScalar();
            Vector256<int> pick = index - Vector256.Create(first);
            nuint at = (nuint)(first + GridRows.Margin);
            Vector256<float> a = Vector256.ShuffleNative(Vector256.LoadUnsafe(ref voxels, at), pick);
            Vector256<float> b = Vector256.ShuffleNative(Vector256.LoadUnsafe(ref voxels, at + 1), pick);
            Vector256<float> value = a + (part * (b - a));
            (Vector256.LoadUnsafe(ref sum, (nuint)u) + value).StoreUnsafe(ref sum, (nuint)u);
            Vector256<float> counted = Vector256.GreaterThan(value, threshold) & one;
            (Vector256.LoadUnsafe(ref count, (nuint)u) + counted).StoreUnsafe(ref count, (nuint)u);
        }
    }

    /// <summary>Widens each row's filled part to what cubic interpolation of a ray in it may read.</summary>
    /// <returns>Whether anything is filled.</returns>
    private bool Widen()
    {
        var own = ((int First, int Last)[])_filled.Clone();
        bool any = false;
        for (int v = 0; v < own.Length; v++)
        {
            int first = int.MaxValue, last = -1;
            for (int near = Math.Max(0, v - 1); near <= Math.Min(own.Length - 1, v + 2); near++)
            {
                (first, last) = (Math.Min(first, own[near].First - 2), Math.Max(last, own[near].Last + 1));
            }

            bool filled = last > 0 && first < last;
            _filled[v] = filled ? (first, last) : (int.MaxValue, -1);
            any |= filled;
        }

        return any;
    }

    private Vector3 Place(int u, int v)
    {
        Vector3 index = default;
        index[_axes.Main] = (float)_plane;
        index[_axes.Row] = (float)(_fromRow + ((double)u / PerVoxel));
        index[_axes.Outer] = (float)(_fromOuter + ((double)v / PerVoxel));
        return _grid.Frame.ToPatient(_grid.Low + (_grid.SpacingMm * index));
    }
}
