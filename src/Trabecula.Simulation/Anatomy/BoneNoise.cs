using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>A smooth random field in space, rarely beyond ±1: unevenness of surfaces, mottling of the inside.</summary>
internal sealed class BoneNoise
{
    // The lattice's values have a standard deviation of 1; blended between its points, about 0.6 of it is left.
    private const float Amplitude = 0.5f;
    private readonly Vector3 _offset;
    private readonly float _frequency;

    /// <summary>Creates a field.</summary>
    /// <param name="random">Where it starts.</param>
    /// <param name="scaleMm">Distance over which values become independent.</param>
    public BoneNoise(DeterministicRandom random, double scaleMm)
    {
        _offset = LatticeNoise.Place(random);
        _frequency = (float)(1 / scaleMm);
    }

    /// <summary>The field's value; its standard deviation is about 0.3.</summary>
    public float At(Vector3 point) => Amplitude * LatticeNoise.Sample((point * _frequency) + _offset);
}
