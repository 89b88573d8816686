namespace Trabecula.Server;

/// <summary>
/// Which films of an archive are looked at, by what their tags say; null for the usual words. Words are compared without regard to case.
/// </summary>
public sealed record PickSettings
{
    /// <summary>Values of Modality.</summary>
    public IReadOnlyList<string>? Modalities { get; init; }

    /// <summary>
    /// Values of Body Part Examined, compared without spaces, hyphens and underscores. Those of PS3.16, annex L, that can show L1 to L4, and
    /// those that consoles write.
    /// </summary>
    public IReadOnlyList<string>? BodyParts { get; init; }

    /// <summary>
    /// What a description must hold where Body Part Examined is empty; a film without body part and without any description is looked at.
    /// </summary>
    public IReadOnlyList<string>? Words { get; init; }

    /// <summary>Values of View Position; an empty one is looked at.</summary>
    public IReadOnlyList<string>? Views { get; init; }

    /// <summary>Words of a series' description or protocol that tell another view, as whole words, where neither AP nor PA stands beside them.</summary>
    public IReadOnlyList<string>? OtherViews { get; init; }

    internal IReadOnlyList<string> ThoseModalities => Modalities ?? UsualModalities;

    internal IReadOnlyList<string> ThoseBodyParts => BodyParts ?? UsualBodyParts;

    internal IReadOnlyList<string> ThoseWords => Words ?? UsualWords;

    internal IReadOnlyList<string> ThoseViews => Views ?? UsualViews;

    internal IReadOnlyList<string> ThoseOtherViews => OtherViews ?? UsualOtherViews;

    private static readonly string[] UsualModalities =
        ["CR", "DX", "RG"];

    private static readonly string[] UsualBodyParts =
        ["LSPINE", "LSSPINE", "LUMBARSPINE", "LUMBAR", "LUMBOSACRALSPINE", "TLSPINE", "THORACOLUMBARSPINE", "SPINE", "WHOLESPINE", "ABDOMEN", "KUB", "LWS", "腰椎"];

    private static readonly string[] UsualWords =
        ["lumb", "lspine", "l-spine", "l spine", "ls spine", "spine", "abdom", "kub", "lws", "lenden", "lombaire", "rachis", "columna", "腰椎", "脊椎", "腹部"];

    private static readonly string[] UsualViews =
        ["AP", "PA"];

    private static readonly string[] UsualOtherViews =
        ["lat", "lateral", "ll", "rl", "oblique", "obl", "flexion", "extension", "seitlich", "seitl", "profil", "側面", "斜位"];
}
