namespace Trabecula.Dicom;

/// <summary>How the headers of elements are laid out.</summary>
/// <param name="IsExplicit">Whether each element names its value representation.</param>
/// <param name="IsBig">Whether numbers start with their high byte.</param>
internal sealed record ElementSyntax(bool IsExplicit, bool IsBig)
{
    /// <summary>Implicit VR Little Endian.</summary>
    public static ElementSyntax ImplicitLittle { get; } = new(false, false);

    /// <summary>Explicit VR Little Endian.</summary>
    public static ElementSyntax ExplicitLittle { get; } = new(true, false);

    /// <summary>Explicit VR Big Endian.</summary>
    public static ElementSyntax ExplicitBig { get; } = new(true, true);
}
