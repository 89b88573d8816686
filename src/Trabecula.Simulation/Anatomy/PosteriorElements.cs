using System.Numerics;
using System.Runtime.InteropServices;

namespace Trabecula.Simulation;

/// <summary>Pedicles, laminae, articular, transverse and spinous processes as rods that flow into one another.</summary>
internal sealed class PosteriorElements
{
    // Parts flow together over about this many mm.
    private const float Blend = 2.5f;

    private readonly List<RoundedRod> _rods = [];
    private readonly List<RoundedRod> _near = [];
    private readonly List<RoundedRod> _facets = [];
    private readonly SacralWings? _wings;

    /// <summary>Lays the parts of one vertebra in its own coordinates, origin at the centre of the body.</summary>
    public PosteriorElements(VertebraDimensions size, VertebraForm form)
    {
        PosteriorForm part = form.Posterior;
        _wings = form.Wings;
        float back = -(float)size.Depth / 2, half = (float)size.Height / 2;
        float canalBack = back - (float)size.CanalDepth, pedicleZ = PedicleMiddle(size, 1).Z;
        float pedicleX = PedicleMiddle(size, 1).X;
        foreach (float side in (ReadOnlySpan<float>)[-1, 1])
        {
            Pedicle(size, side, pedicleX, pedicleZ, back);
            Transverse(size, form, side, pedicleX, pedicleZ, back);
            Lamina(form, side, pedicleX, pedicleZ, canalBack, half);
            Facets(form, side, pedicleX, canalBack, half);
        }

        _rods.AddRange(_facets);

        // The spinous process: a blade that ends in a knob, tall in the lumbar spine, sloping in the thoracic spine.
        float thick = (float)(part.SpinousThickness * (form.IsLumbar ? 3.1 : 2.8)), aside = (float)part.SpinousAsideMm;
        float tipY = canalBack - (float)size.SpinousLength, drop = form.IsLumbar ? -half * 0.75f : -half * 1.5f;
        var tall = new Vector3(1, 1, (float)((form.IsLumbar ? 0.34 : 0.6) / part.SpinousHeight));
        _rods.Add(new RoundedRod(new Vector3(0, canalBack - 2, -half * 0.40f), new Vector3(aside, tipY + 4, drop), thick, 0.9f * thick, tall));
        _rods.Add(new RoundedRod(
            new Vector3(aside, tipY + 2, drop + 2), new Vector3(aside, tipY + 4, drop - (form.IsLumbar ? 7 : 2)), 1.25f * thick, 1.5f * thick, Vector3.One));
    }

    /// <summary>The middle of a pedicle's narrowest part.</summary>
    /// <param name="size">The vertebra's size.</param>
    /// <param name="side">−1 for the right, 1 for the left.</param>
    public static Vector3 PedicleMiddle(VertebraDimensions size, float side) =>
        new(side * (float)((size.CanalWidth + size.PedicleWidth) / 2), -((float)size.Depth / 2) - 3, 0.38f * (float)size.Height / 2);

    /// <summary>Looks at a box only from now on; what is farther than <see cref="RoundedRod.Outside"/> from it is not asked again.</summary>
    /// <returns>Whether anything is near.</returns>
    public bool Enter(Vector3 low, Vector3 high)
    {
        _near.Clear();
        foreach (RoundedRod rod in _rods)
        {
            if (rod.Low.X <= high.X && rod.High.X >= low.X && rod.Low.Y <= high.Y && rod.High.Y >= low.Y && rod.Low.Z <= high.Z && rod.High.Z >= low.Z)
            {
                _near.Add(rod);
            }
        }

        return _near.Count > 0;
    }

    /// <summary>Depth below the surface in mm at a point of the box that was entered; negative outside.</summary>
    public float Depth(Vector3 p)
    {
        float depth = -RoundedRod.Outside;
        foreach (ref readonly RoundedRod rod in CollectionsMarshal.AsSpan(_near))
        {
            float own = rod.Depth(p);
            depth = depth <= -RoundedRod.Outside ? own : own <= -RoundedRod.Outside ? depth : SmoothForm.Union(depth, own, Blend);
        }

        // A joint parts a broad process from the sacrum, and in a bony bridge the sacrum's own bone goes on.
        if (_wings is null || depth <= -RoundedRod.Outside || p.Z > 0)
        {
            return depth;
        }

        float within = _wings.SacrumDepth(p);
        return _wings.Of(p.X) == SacralJoint.Fused ? (within > -1 ? -RoundedRod.Outside : depth) : SmoothForm.Without(depth, within + SacralWings.JointMm, 1);
    }

    /// <summary>Whether there are parts beside the body and not only behind it.</summary>
    public bool ReachesForward => _wings is not null;

    /// <summary>Whether a point belongs to an articular process.</summary>
    public bool IsFacet(Vector3 p)
    {
        foreach (RoundedRod facet in _facets)
        {
            if (facet.Depth(p) > 0)
            {
                return true;
            }
        }

        return false;
    }

    private void Pedicle(VertebraDimensions size, float side, float x, float z, float back)
    {
        // An hourglass that runs outwards to the back; its rim is not seen end on, so its ring is soft.
        float width = (float)size.PedicleWidth / 2;
        var tall = new Vector3(1, 1, (float)(size.PedicleWidth / size.PedicleHeight));
        Vector3 middle = PedicleMiddle(size, side);
        _rods.Add(new RoundedRod(new Vector3(side * (x - 2.5f), back + 7, z - 1), middle, 1.15f * width, 0.95f * width, tall));
        _rods.Add(new RoundedRod(middle, new Vector3(side * (x + 1.5f), back - 12, z + 1), 0.95f * width, 1.1f * width, tall));
    }

    private void Transverse(VertebraDimensions size, VertebraForm form, float side, float x, float z, float back)
    {
        float thick = (float)form.Posterior.TransverseThickness, reach = (float)(size.TransverseSpan / 2) - 3;
        var root = new Vector3(side * (x + 2), back - 10, z - 1);
        var tip = new Vector3(side * reach, back - (form.IsLumbar ? 13 : 23), z + (form.IsLumbar ? -2 : 3) + (float)form.Posterior.TransverseRiseMm);
        var flat = new Vector3(1, 1.7f, 1);
        if (form.Wings is { } wings && wings.Of(side) != SacralJoint.None)
        {
            Wing(wings, side, root, tip, thick);
            return;
        }

        if (!form.IsLumbar)
        {
            _rods.Add(new RoundedRod(root, tip, 5 * thick, 4.2f * thick, new Vector3(1, 1.2f, 1)));
            return;
        }

        Vector3 middle = Vector3.Lerp(root, tip, 0.55f) + new Vector3(0, 0, -0.8f);
        _rods.Add(new RoundedRod(root, middle, 5.2f * thick, 3.6f * thick, flat));
        _rods.Add(new RoundedRod(middle, tip, 3.6f * thick, 3.9f * thick, flat));
    }

    /// <summary>A broad process: 19 mm and more high where it ends freely, a triangular plate down to the ala where it does not.</summary>
    private void Wing(SacralWings wings, float side, Vector3 root, Vector3 tip, float thick)
    {
        var plate = new Vector3(1, 1.35f, 0.8f);
        if (wings.Of(side) == SacralJoint.Broad)
        {
            _rods.Add(new RoundedRod(root - new Vector3(0, 0, 2), tip - new Vector3(0, -3, 5), 7.5f * thick, 8.2f, plate));
            return;
        }

        Vector3 inner = wings.Ala(side, 0.15f), outer = wings.Ala(side, 0.85f), middle = Vector3.Lerp(inner, outer, 0.5f);
        Vector3 shoulder = Vector3.Lerp(root, outer, 0.5f) + new Vector3(0, 0, 3);
        _rods.Add(new RoundedRod(root, shoulder, 8f * thick, 8.5f, plate));
        _rods.Add(new RoundedRod(shoulder, outer, 8.5f, 7.5f, plate));
        _rods.Add(new RoundedRod(root, middle, 8f * thick, 8.5f, plate));
        _rods.Add(new RoundedRod(root, inner, 7f * thick, 7f, plate));
    }

    private void Lamina(VertebraForm form, float side, float x, float z, float canalBack, float half)
    {
        PosteriorForm part = form.Posterior;
        float tall = (float)part.LaminaHeight;
        var plate = new Vector3(1, (float)(1.9 / part.LaminaThickness), 0.85f / tall);
        float radius = form.IsLumbar ? 6.2f : 5;

        // From the pedicle down and inwards to the root of the spinous process, and the plate below it.
        _rods.Add(new RoundedRod(
            new Vector3(side * x, canalBack + 7, z - 2), new Vector3(side * 5, canalBack - 2, -half * 0.30f), radius, 0.9f * radius, plate));
        _rods.Add(new RoundedRod(
            new Vector3(side * (x - 2), canalBack + 4, -half * 0.25f), new Vector3(side * 4, canalBack - 3, -half * 0.75f), radius, 0.85f * radius, plate));
    }

    private void Facets(VertebraForm form, float side, float x, float canalBack, float half)
    {
        PosteriorForm part = form.Posterior;
        float size = (float)part.FacetSize, spread = (float)part.FacetSpread;
        float thick = form.IsLumbar ? 4.6f : 3.4f;
        var flat = new Vector3(1, form.IsLumbar ? 0.8f : 1.4f, 1);

        // The upper pair reaches past the upper endplate, outside of the lower pair of the vertebra above.
        float above = form.IsLumbar ? 1.25f : 1.35f, below = form.IsLumbar ? 1.55f : 1.45f;
        _facets.Add(new RoundedRod(
            new Vector3(side * (x + 1), canalBack + 8, half * 0.35f), new Vector3(side * spread * (x + 2.5f), canalBack + 7, half * above), thick * size, 0.9f * thick * size, flat));
        _facets.Add(new RoundedRod(
            new Vector3(side * spread * (x - 1.5f), canalBack + 3, -half * 0.35f), new Vector3(side * spread * (x - 3f), canalBack + 1, -half * below), thick * size, 0.85f * thick * size, flat));
    }
}
