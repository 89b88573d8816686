using System.Numerics;
using Trabecula.Domain;
using Trabecula.Simulation;

namespace Trabecula.Benchmarks;

/// <summary>A CT as lean tissue, fat and hydroxyapatite in g/cm³, which the simulation's projector takes.</summary>
internal sealed class CtBody
{
    // Mean energy of a body CT's beam at 120 kVp behind the patient's first half.
    private const double CtKev = 70;

    // Usual values of adipose tissue and muscle at 120 kVp, rounded; above the latter what is not bone is taken for muscle with contrast
    // medium in its vessels.
    private const float FatHounsfield = -100, LeanHounsfield = 55;

    // Marrow without any mineral, half red (about +40) and half yellow (about −80).
    private const float MarrowHounsfield = -20;

    // Spongy bone outside of a mask is told from contrast medium and organs by this much.
    private const float BoneHounsfield = 160;

    private readonly NiftiVolume _ct;
    private readonly float _hounsfieldPerGcm3;

    public CtBody(NiftiVolume ct)
    {
        float[] steps = [Math.Abs(ct.Axes.X.X), Math.Abs(ct.Axes.Y.Y), Math.Abs(ct.Axes.Z.Z)];
        if (steps.Min() <= 0 || steps.Max() > 1.01f * steps.Min())
        {
            throw new TrabeculaException("unreadable", "The CT's voxels must be cubes along the patient's axes.");
        }

        _ct = ct;
        SpacingMm = steps[0];
        double water = Attenuation.MassAttenuation(Material.Water, CtKev);

        // A gram of hydroxyapatite takes the place of marrow: 1 / 3.156 cm³ of it.
        _hounsfieldPerGcm3 = (float)(1000 * ((Attenuation.MassAttenuation(Material.Hydroxyapatite, CtKev) / water) - (1 / 3.156)));
    }

    /// <summary>Voxel size, mm.</summary>
    public float SpacingMm { get; }

    /// <summary>The volume's middle, mm.</summary>
    public Vector3 Middle => (At(0, 0, 0) + At(_ct.Counts.X - 1, _ct.Counts.Y - 1, _ct.Counts.Z - 1)) / 2;

    /// <summary>The volume's size, mm.</summary>
    public Vector3 Size => Vector3.Abs(At(0, 0, 0) - At(_ct.Counts.X - 1, _ct.Counts.Y - 1, _ct.Counts.Z - 1));

    /// <summary>Projects the body.</summary>
    /// <param name="geometry">Source and detector.</param>
    /// <param name="bone">Labels of bones, of the CT's grid, or null where bone is to be told by its density alone.</param>
    public ProjectionMaps Project(ProjectionGeometry geometry, NiftiVolume? bone)
    {
        int count = geometry.Width * geometry.Height;
        float[] Along(Func<int, float> density)
        {
            float[] map = new float[count], length = new float[count];
            VolumeProjector.Add(Volume(density), geometry, map, length);
            return map;
        }

        bool IsBone(int i) => bone?.Values[i] > 0 || _ct.Values[i] > BoneHounsfield;
        return new ProjectionMaps(
            geometry.Width,
            geometry.Height,
            geometry.PixelMm,
            Along(i => Soft(i, IsBone(i)).Lean),
            Along(i => Soft(i, IsBone(i)).Fat),
            Along(i => IsBone(i) ? Mineral(i) : 0),
            new float[count]);
    }

    /// <summary>Length in mm of every ray within the voxels that are asked for.</summary>
    public float[] LengthMm(ProjectionGeometry geometry, Func<int, bool> isWithin)
    {
        float[] map = new float[geometry.Width * geometry.Height], length = new float[map.Length];
        VolumeProjector.Add(Volume(i => isWithin(i) ? 1 : 0), geometry, map, length);
        return Array.ConvertAll(map, gPerCm2 => gPerCm2 * 10);
    }

    private float Mineral(int i) => Math.Max(0, (_ct.Values[i] - MarrowHounsfield) / _hounsfieldPerGcm3);

    private (float Lean, float Fat) Soft(int i, bool isBone)
    {
        const float lean = 1.05f, fat = 0.95f;
        float hounsfield = _ct.Values[i];
        if (isBone)
        {
            float marrow = Math.Max(0, 1 - (Mineral(i) / 3.156f));
            return (0.5f * marrow * lean, 0.5f * marrow * fat);
        }

        if (hounsfield < FatHounsfield)
        {
            float tissue = Math.Clamp((hounsfield + 1000) / (FatHounsfield + 1000), 0, 1);
            return (0, tissue * fat);
        }

        float share = Math.Clamp((hounsfield - FatHounsfield) / (LeanHounsfield - FatHounsfield), 0, 1);
        return (share * lean, (1 - share) * fat);
    }

    private Vector3 At(int x, int y, int z) => _ct.Origin + (x * _ct.Axes.X) + (y * _ct.Axes.Y) + (z * _ct.Axes.Z);

    private BoneVolume Volume(Func<int, float> density)
    {
        Vector3 low = Middle - (Size / 2);
        (int nx, int ny, int nz) = _ct.Counts;
        int Index(float place, float from, float step, int number)
        {
            int i = (int)MathF.Round((place - from) / step);
            return i >= 0 && i < number ? i : -1;
        }

        return new BoneVolume(RigidFrame.At(Vector3.Zero), low, low + Size, SpacingMm, place =>
        {
            int x = Index(place.X, _ct.Origin.X, _ct.Axes.X.X, nx), y = Index(place.Y, _ct.Origin.Y, _ct.Axes.Y.Y, ny), z = Index(place.Z, _ct.Origin.Z, _ct.Axes.Z.Z, nz);
            return x < 0 || y < 0 || z < 0 ? 0 : density((((z * ny) + y) * nx) + x);
        });
    }
}
