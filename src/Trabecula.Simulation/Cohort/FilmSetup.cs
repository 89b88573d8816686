using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation;

/// <summary>How one AP lumbar film is taken: field, aim, tilt, distance.</summary>
/// <param name="Geometry">Source and detector.</param>
/// <param name="Technique">Exposure.</param>
/// <param name="Chain">Processing.</param>
/// <param name="Frame">Collimation and letters.</param>
public sealed record FilmSetup(ProjectionGeometry Geometry, TechniqueFactors Technique, VendorChain Chain, FilmFrame Frame)
{
    /// <summary>Pixel pitch of simulated films in mm: coarser than real detectors (0.14–0.20 mm), finer than any network looks.</summary>
    public const double PixelMm = 0.4;

    /// <summary>The finest pitch of simulated films in mm, that of mammography's panels.</summary>
    public const double FinestPixelMm = 0.1;

    /// <summary>The coarsest pitch in mm: pedicles are a few pixels wide.</summary>
    public const double CoarsestPixelMm = 1.0;

    // From the table top's surface to the detector under it, and half a back's skin: a bucky table has 60 to 90 mm.
    private const double LeastGapMm = 60, MostGapMm = 90;

    /// <summary>Draws a set-up for a phantom.</summary>
    /// <param name="phantom">Whom it shows.</param>
    /// <param name="filmSeed">Seed of room, field, technique and first pose.</param>
    /// <param name="again">How much the pose differs from the first one's; not at all where it is left out.</param>
    public static FilmSetup Draw(Phantom phantom, ulong filmSeed, Repositioning? again = null)
    {
        var random = new DeterministicRandom(filmSeed, 10);
        (double width, double height) = random.Index(10) switch
        {
            < 5 => (350.0, 430.0),
            < 7 => (random.Uniform(180, 300), 430),
            7 => (300, 400),
            8 => (430, 430),
            _ => (random.Uniform(240, 350), random.Uniform(330, 430)),
        };

        // Aimed at L3; abdomens are aimed lower, thoracolumbar films higher.
        double aimZ = random.Chance(0.75) ? random.Normal(-5, 15) : random.Uniform(-75, 55);
        Vector3 aim = new Vector3((float)random.Normal(0, 8), 0, (float)aimZ) + (again?.ShiftMm ?? Vector3.Zero);
        double turn = random.Normal(0, 3) + (again?.TurnDegrees ?? 0);
        return At(phantom, aim, turn, width, height, filmSeed, tiltDegrees: again?.TiltDegrees ?? 0);
    }

    /// <summary>Any view: aimed at a point, turned about the long axis by an angle in degrees.</summary>
    /// <param name="phantom">Whom it shows.</param>
    /// <param name="aim">The point that the central ray meets.</param>
    /// <param name="turnDegrees">0 from the front, 90 from the patient's left.</param>
    /// <param name="widthMm">Width of the field at the detector.</param>
    /// <param name="heightMm">Height of the field at the detector.</param>
    /// <param name="filmSeed">Seed of the rest.</param>
    /// <param name="sidMm">Distance from source to image; drawn as usual where it is null.</param>
    /// <param name="pixelMm">Pixel pitch.</param>
    /// <param name="tiltDegrees">Turn in the film's plane, besides the one that is drawn.</param>
    public static FilmSetup At(
        Phantom phantom,
        Vector3 aim,
        double turnDegrees,
        double widthMm,
        double heightMm,
        ulong filmSeed,
        double? sidMm = null,
        double pixelMm = PixelMm,
        double tiltDegrees = 0)
    {
        var random = new DeterministicRandom(filmSeed, 11);
        TechniqueFactors technique = TechniqueFactors.Draw(filmSeed);
        technique = technique with { SidMm = sidMm ?? technique.SidMm };
        double radians = turnDegrees * Math.PI / 180;
        EllipticTrunk trunk = phantom.SoftTissue.Trunk;

        // From the aim to the skin on the detector's side, seen along the ray.
        double back = Math.Abs(Math.Cos(radians)) * (trunk.HalfDepth - trunk.CentreY) + (Math.Abs(Math.Sin(radians)) * trunk.HalfWidth);
        double behind = back + random.Uniform(LeastGapMm, MostGapMm);
        technique = technique with { Magnification = technique.SidMm / (technique.SidMm - behind) };
        var geometry = ProjectionGeometry.Film(
            aim, radians, (random.Normal(0, 1.5) + tiltDegrees) * Math.PI / 180, technique.SidMm, behind, widthMm, heightMm, pixelMm);
        return new FilmSetup(geometry, technique, VendorChain.Draw(filmSeed), FilmFrame.Draw(filmSeed));
    }

    /// <summary>The same view in another room: another tube voltage and another processing.</summary>
    /// <param name="filmSeed">The film's seed.</param>
    public FilmSetup InOtherRoom(ulong filmSeed) => this with
    {
        Technique = Technique with { KVp = TechniqueFactors.Draw(filmSeed, Equipment.Other).KVp },
        Chain = VendorChain.Draw(filmSeed, Equipment.Other),
    };

    /// <summary>The same film on a panel whose pixels are larger or smaller by a factor.</summary>
    /// <param name="factor">1 leaves everything as it is.</param>
    public FilmSetup WithPixelsScaled(double factor) => factor == 1 ? this : this with { Geometry = Geometry.WithPixelsScaled(factor) };
}
