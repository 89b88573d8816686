using System.Net.Http.Headers;
using System.Text;

namespace Trabecula.Dicom;

/// <summary>What a call shows to be let in. Nothing prints it.</summary>
public sealed class ArchiveCredentials
{
    private ArchiveCredentials(string scheme, string parameter) => Header = new AuthenticationHeaderValue(scheme, parameter);

    /// <summary>The header of a request.</summary>
    internal AuthenticationHeaderValue Header { get; }

    /// <summary>A name and a password (RFC 7617).</summary>
    /// <param name="user">The name, without a colon.</param>
    /// <param name="password">The password.</param>
    /// <returns>The credentials.</returns>
    /// <exception cref="DicomException"><see cref="DicomErrors.InvalidValue"/>: a colon or control character where none may be.</exception>
    public static ArchiveCredentials Basic(string user, string password)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(password);
        if (user.Contains(':', StringComparison.Ordinal) || user.Any(char.IsControl) || password.Any(char.IsControl))
        {
            throw new DicomException(DicomErrors.InvalidValue, "A user name holds no colon, and neither it nor a password a control character.");
        }

        return new ArchiveCredentials("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
    }

    /// <summary>A token (RFC 6750).</summary>
    /// <param name="token">The token: visible ASCII letters.</param>
    /// <returns>The credentials.</returns>
    /// <exception cref="DicomException"><see cref="DicomErrors.InvalidValue"/>: the token is empty or holds other letters.</exception>
    public static ArchiveCredentials Bearer(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        if (token.Length == 0 || token.Any(letter => letter is <= ' ' or > '~'))
        {
            throw new DicomException(DicomErrors.InvalidValue, "A token is made of visible ASCII letters.");
        }

        return new ArchiveCredentials("Bearer", token);
    }

    /// <summary>The kind alone, so that no log ever holds the secret.</summary>
    /// <returns><c>Basic</c> or <c>Bearer</c>.</returns>
    public override string ToString() => Header.Scheme;
}
