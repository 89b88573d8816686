using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Trabecula.Dicom;

/// <summary>Unique identifiers (PS3.5, 9): whether a text is one, and new ones that follow from what they name.</summary>
public static class DicomUid
{
    /// <summary>The root under which everybody may make UIDs from UUIDs (PS3.5, B.2).</summary>
    public const string UuidRoot = "2.25";

    private const int MaxLength = 64;

    /// <summary>The longest root that leaves room for 20 digits, enough that two names hardly ever meet.</summary>
    private const int MaxRootLength = 43;

    /// <summary>Whether a text is a UID: numbers without leading zeros, parted by points, 64 characters at most.</summary>
    /// <param name="text">A text, or null.</param>
    /// <returns>True where it is one.</returns>
    public static bool IsValid(string? text) =>
        text is { Length: > 0 and <= MaxLength } && text.Split('.') is { Length: > 1 } parts && parts.All(IsComponent);

    /// <summary>Whether new UIDs can be made under a root.</summary>
    /// <param name="root">A UID without a point at its end.</param>
    /// <returns>True where it is valid and not longer than 43 characters.</returns>
    public static bool IsRoot(string? root) => IsValid(root) && root!.Length <= MaxRootLength;

    /// <summary>Makes a UID from a name: the same root and name always give the same UID, other names another one.</summary>
    /// <param name="root"><see cref="UuidRoot"/>, or a root that was assigned to an organisation.</param>
    /// <param name="name">What the UID identifies, in words.</param>
    /// <returns>Under <see cref="UuidRoot"/> a UUID of version 8 in decimal, otherwise the root and a number from SHA-256.</returns>
    /// <exception cref="DicomException"><see cref="DicomErrors.InvalidValue"/>: no such root.</exception>
    public static string Derive(string root, string name)
    {
        if (!IsRoot(root))
        {
            throw new DicomException(
                DicomErrors.InvalidValue, $"'{root}' is no root of UIDs: numbers parted by points, {MaxRootLength} characters at most.");
        }

        Span<byte> hash = SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16);
        if (root == UuidRoot)
        {
            // A UUID of version 8 (RFC 9562): bits of our own making, the version and the variant marked.
            hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
            hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        }

        var number = new BigInteger(hash, isUnsigned: true, isBigEndian: true);
        var digits = Math.Min(MaxLength - root.Length - 1, 39);
        return $"{root}.{(number % BigInteger.Pow(10, digits)).ToString(CultureInfo.InvariantCulture)}";
    }

    private static bool IsComponent(string part) => part.Length > 0 && part.All(char.IsAsciiDigit) && (part.Length == 1 || part[0] != '0');
}
