using System.Numerics;

namespace Trabecula.Simulation;

/// <summary>Lengths along rays through the trunk (mm) on a plane of 1 mm cells that faces the beam: detail too fine for solids.</summary>
/// <remarks>
/// A ray reads the map where it meets the plane. Seen from another side than the front the plane turns with the beam and is
/// compressed to the trunk's width, so that every view has its detail.
/// </remarks>
public sealed class CoronalMap
{
    private const int HalfWidth = 230, Below = 300, Above = 230;

    // The first column and row, and the last ones, stay zero, so that the map fades out beyond its borders.
    private readonly float[] _cells;

    /// <summary>A map of zeros.</summary>
    /// <param name="planeY">Where the plane lies in the patient, mm.</param>
    public CoronalMap(float planeY)
        : this(planeY, new float[Columns * Rows])
    {
    }

    private CoronalMap(float planeY, float[] cells) => (PlaneY, _cells) = (planeY, cells);

    /// <summary>A map that is zero everywhere.</summary>
    public static CoronalMap Empty { get; } = new(0, []);

    /// <summary>Where the plane lies in the patient, mm.</summary>
    public float PlaneY { get; }

    private static int Columns => (2 * HalfWidth) + 1;

    private static int Rows => Above + Below + 1;

    /// <summary>Interpolates between the cells; 0 outside.</summary>
    /// <param name="x">To the patient's left, mm.</param>
    /// <param name="z">To the head, mm.</param>
    public float At(float x, float z)
    {
        float column = x + HalfWidth, row = z + Below;
        if (_cells.Length == 0 || !(column > 0 && row > 0 && column < Columns - 1 && row < Rows - 1))
        {
            return 0;
        }

        int c = (int)column, r = (int)row, start = (r * Columns) + c;
        float dx = column - c, dz = row - r;
        float low = _cells[start] + (dx * (_cells[start + 1] - _cells[start]));
        float high = _cells[start + Columns] + (dx * (_cells[start + Columns + 1] - _cells[start + Columns]));
        return low + (dz * (high - low));
    }

    /// <summary>Replaces the cells of a box by what a function makes of them.</summary>
    /// <param name="low">Least x and z, mm.</param>
    /// <param name="high">Greatest x and z, mm.</param>
    /// <param name="change">From place and old value to new value.</param>
    internal void Change(Vector2 low, Vector2 high, Func<Vector2, float, float> change)
    {
        int left = Math.Max(1, (int)MathF.Ceiling(low.X) + HalfWidth), right = Math.Min(Columns - 2, (int)high.X + HalfWidth);
        int bottom = Math.Max(1, (int)MathF.Ceiling(low.Y) + Below), top = Math.Min(Rows - 2, (int)high.Y + Below);
        for (int row = bottom; row <= top; row++)
        {
            for (int column = left; column <= right; column++)
            {
                ref float cell = ref _cells[(row * Columns) + column];
                cell = change(new Vector2(column - HalfWidth, row - Below), cell);
            }
        }
    }

    /// <summary>The map after breathing and bowel moved during the exposure: a blur with falling flanks.</summary>
    /// <param name="lengthMm">The length over which the blur falls to 1/e, mm.</param>
    internal CoronalMap Moved(float lengthMm)
    {
        float keep = MathF.Exp(-1 / lengthMm);
        var cells = (float[])_cells.Clone();
        for (int row = 0; row < Rows; row++)
        {
            Smooth(cells, row * Columns, 1, Columns, keep);
        }

        for (int column = 0; column < Columns; column++)
        {
            Smooth(cells, column, Columns, Rows, keep);
        }

        return new CoronalMap(PlaneY, cells);
    }

    private static void Smooth(float[] cells, int start, int step, int count, float keep)
    {
        float state = 0;
        for (int i = 0; i < count; i++)
        {
            ref float cell = ref cells[start + (i * step)];
            cell = state = cell + (keep * (state - cell));
        }

        state = 0;
        for (int i = count - 1; i >= 0; i--)
        {
            ref float cell = ref cells[start + (i * step)];
            cell = state = cell + (keep * (state - cell));
        }
    }
}
