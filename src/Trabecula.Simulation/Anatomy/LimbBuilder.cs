using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>A thigh, leg or arm: one or two shafts that widen towards a joint, in a round of muscle and fat.</summary>
public static class LimbBuilder
{
    /// <summary>Builds a limb along Z; the joint, if any, lies near the origin.</summary>
    public static Phantom Build(SimulatedSubject subject, DeterministicRandom random)
    {
        float radius = (float)random.Uniform(35, 85), bone = (float)random.Uniform(8, 17);
        bool paired = random.Chance(0.6), jointed = random.Chance(0.7);
        var tubes = new List<BoneTube>();
        for (int half = -1; half <= (jointed ? 1 : 0); half += 2)
        {
            int shafts = half < 0 && paired ? 2 : 1;
            for (int k = 0; k < shafts; k++)
            {
                float size = k == 0 ? bone : bone * 0.5f, x = shafts == 1 ? 0 : (k == 0 ? -bone * 0.8f : bone * 1.5f);
                float away = jointed ? half * 14f : -300, far = jointed ? half * 330f : 300;
                tubes.Add(new BoneTube([new(x, 0, away + (half * 45)), new(x * 1.4f, 0, far)], size, size * 0.33f, 0.95f, 0.02f));
                if (jointed)
                {
                    tubes.Add(new BoneTube([new(x, 0, away), new(x, 0, away + (half * 30))], size * 1.75f, 1.5f, 0.7f, 0.18f));
                    tubes.Add(new BoneTube([new(x, 0, away + (half * 28)), new(x, 0, away + (half * 50))], size * 1.3f, 2.5f, 0.8f, 0.12f));
                }
            }
        }

        var trunk = new EllipticTrunk(0, radius, radius, 0, 0);
        var wall = new EllipticTrunk(0, radius - (float)random.Uniform(3, 14), radius - 8, 0, 0);
        BoneVolume empty = new(RigidFrame.At(new Vector3(0, 0, 5000)), Vector3.Zero, Vector3.One, 1, _ => 0);
        return new Phantom(
            subject, [], [], tubes, empty, new Vector3(0, 0, 5000), 1, new SoftTissue(trunk, wall), 0.5f);
    }
}
