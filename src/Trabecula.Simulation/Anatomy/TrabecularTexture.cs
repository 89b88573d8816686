using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>Smooth random variation of trabecular density in space.</summary>
public sealed class TrabecularTexture
{
    private readonly Vector3 _offset;
    private readonly Vector3 _frequency;
    private readonly float _amplitude;

    /// <summary>Creates a texture.</summary>
    /// <param name="random">Where it starts.</param>
    /// <param name="coarsenessMm">Size of its smallest patches across the trabeculae, mm.</param>
    /// <param name="amplitude">Relative standard deviation of the density.</param>
    public TrabecularTexture(DeterministicRandom random, double coarsenessMm, double amplitude)
    {
        _offset = LatticeNoise.Place(random);

        // Vertical trabeculae outlast horizontal ones (Mosekilde 1988): patches are longer along the axis.
        _frequency = new Vector3((float)(1 / coarsenessMm), (float)(1 / coarsenessMm), (float)(0.45 / coarsenessMm));
        _amplitude = (float)amplitude;
    }

    /// <summary>A factor around 1, never below 0.1.</summary>
    public float At(Vector3 point)
    {
        Vector3 fine = (point * _frequency) + _offset;
        float value = LatticeNoise.Sample(fine) + (0.7f * LatticeNoise.Sample((fine * 0.37f) + new Vector3(7.3f, 1.9f, 11.1f)));
        return MathF.Max(0.1f, 1 + (_amplitude * value));
    }
}
