using System.Numerics.Tensors;
using Trabecula.Imaging;

namespace Trabecula.Simulation;

/// <summary>A phantom's film taken apart into what a localiser must see through: see <see cref="FilmLayers"/>.</summary>
public static class PhantomLayers
{
    // Behind a trunk a beam of 70 to 90 kVp has a mean energy of about 60 keV.
    private const double EnergyKev = 60;

    // Walls and endplates hold more than twice what the middle of a body does (VertebraMaterial: 0.3 g/cm³ and more against 0.04 to 0.26).
    private const float ShellFromMedian = 2;

    /// <summary>Projects a phantom.</summary>
    /// <param name="phantom">The person.</param>
    /// <param name="geometry">Source and detector.</param>
    /// <param name="cancellation">Stops between bones.</param>
    /// <param name="threads">How many threads may work, 0 for all; the result does not depend on it.</param>
    public static FilmLayers Project(Phantom phantom, ProjectionGeometry geometry, CancellationToken cancellation = default, int threads = 1)
    {
        ProjectionMaps all = PhantomProjector.Project(phantom, geometry, cancellation, threads);
        float[] inside = new float[all.Mineral.Length], shell = new float[inside.Length], posterior = new float[inside.Length];
        float[] ribs = new float[inside.Length], lengthsMm = new float[inside.Length];
        foreach (PhantomVertebra vertebra in phantom.Vertebrae)
        {
            cancellation.ThrowIfCancellationRequested();
            float[][] parts = Parts(vertebra);
            foreach ((float[] mineral, float[] layer) in parts.Zip((float[][])[inside, shell, posterior]))
            {
                VolumeProjector.Add(vertebra.Volume.With(mineral), geometry, layer, lengthsMm, threads);
            }
        }

        foreach (BoneRibbon rib in phantom.Ribs)
        {
            RibbonProjector.Add(rib, geometry, ribs, lengthsMm);
        }

        foreach (BoneTube calcified in phantom.SoftTissue.Calcified)
        {
            TubeProjector.Add(calcified, geometry, ribs, lengthsMm);
        }

        // What is left of all bone; sums in another order leave a rest of rounding.
        float[] pelvis = all.Mineral;
        foreach (float[] layer in (float[][])[inside, shell, posterior, ribs])
        {
            TensorPrimitives.Subtract(pelvis, layer, pelvis);
        }

        TensorPrimitives.Max(pelvis, 0f, pelvis);
        float[] soft = Nepers(all.Lean, Material.Muscle);
        TensorPrimitives.Add(soft, Nepers(all.Fat, Material.Adipose), soft);
        TensorPrimitives.Add(soft, Nepers(all.Metal, Material.Copper), soft);
        return new FilmLayers(all.Width, all.Height, [soft, .. ((float[][])[inside, shell, posterior, ribs, pelvis]).Select(layer => Nepers(layer, Material.Hydroxyapatite))]);
    }

    /// <summary>A vertebra's mineral as that of the body's inside, of its shell and of what lies behind it.</summary>
    private static float[][] Parts(PhantomVertebra vertebra)
    {
        BoneVolume volume = vertebra.Volume;
        float[] mineral = volume.Mineral;
        float back = -(float)vertebra.Size.Depth / 2;
        int firstOfBody = Math.Clamp((int)MathF.Ceiling((back - volume.Low.Y) / volume.SpacingMm), 0, volume.CountY);
        var body = new List<float>();
        for (int row = 0; row < mineral.Length; row += 5 * volume.CountY)
        {
            foreach (float value in mineral.AsSpan(row + firstOfBody, volume.CountY - firstOfBody))
            {
                if (value > 0)
                {
                    body.Add(value);
                }
            }
        }

        body.Sort();
        float limit = body.Count == 0 ? 0 : ShellFromMedian * body[body.Count / 2];
        float[] inside = new float[mineral.Length], shell = new float[mineral.Length], posterior = new float[mineral.Length];
        for (int row = 0; row < mineral.Length; row += volume.CountY)
        {
            mineral.AsSpan(row, firstOfBody).CopyTo(posterior.AsSpan(row));
            for (int i = row + firstOfBody; i < row + volume.CountY; i++)
            {
                (mineral[i] < limit ? inside : shell)[i] = mineral[i];
            }
        }

        return [inside, shell, posterior];
    }

    private static float[] Nepers(float[] gPerCm2, Material material)
    {
        var nepers = new float[gPerCm2.Length];
        TensorPrimitives.Multiply(gPerCm2, (float)Attenuation.MassAttenuation(material, EnergyKev), nepers);
        return nepers;
    }
}
