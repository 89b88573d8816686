namespace Trabecula.Imaging;

/// <summary>What a simulated film is made of, each part with a contrast of its own.</summary>
public enum FilmLayer
{
    /// <summary>Everything that is no bone: muscle, fat, organs, gas, metal.</summary>
    SoftTissue,

    /// <summary>The spongy inside of the vertebral bodies.</summary>
    BodyInside,

    /// <summary>The bodies' shells, endplates and osteophytes.</summary>
    BodyShell,

    /// <summary>Pedicles, laminae, articular, transverse and spinous processes.</summary>
    PosteriorElements,

    /// <summary>Ribs and what is calcified.</summary>
    Ribs,

    /// <summary>Sacrum, hip bones and femora.</summary>
    Pelvis,
}
