using System.Net;
using Trabecula.Dicom;
using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>Makes connections of settings: reads secrets, and says what is wrong with an entry by its name.</summary>
internal static class RemoteConnections
{
    private const string Invalid = "invalid_setting";

    /// <summary>Storing within the two minutes for which a delivery is claimed (<see cref="DeliveryQueue.Lease"/>).</summary>
    private static readonly TimeSpan Transfer = TimeSpan.FromSeconds(90);

    /// <summary>A password or token, not a file that was named by mistake.</summary>
    private const int LongestSecret = 16 << 10;

    /// <summary>Sets a connection up; nothing is sent.</summary>
    /// <param name="settings">The entry.</param>
    /// <param name="below">A path below its address, or empty.</param>
    /// <param name="mostInstanceBytes">The largest instance that is fetched.</param>
    /// <exception cref="TrabeculaException"><c>invalid_setting</c>.</exception>
    public static ArchiveConnection Open(RemoteSettings settings, string below, long mostInstanceBytes)
    {
        if (!Uri.TryCreate(settings.Url, UriKind.Absolute, out var root))
            throw Wrong(settings, "has no Url that is an address");
        var credentials = Credentials(settings);
        var limits = ArchiveLimits.Default with { Transfer = Transfer, MaxInstanceBytes = mostInstanceBytes };
        try
        {
            return new ArchiveConnection(settings.Name, below.Length == 0 ? root : new Uri(new Uri(root.AbsoluteUri.TrimEnd('/') + "/"), below), credentials, limits);
        }
        catch (DicomException e)
        {
            throw new TrabeculaException(Invalid, e.Message, e);
        }
    }

    /// <summary>Whether credentials would go over a network unencrypted.</summary>
    /// <param name="settings">The entry.</param>
    public static bool IsOpenToListeners(RemoteSettings settings) =>
        (settings.User ?? settings.Token ?? settings.TokenFile) is not null
        && Uri.TryCreate(settings.Url, UriKind.Absolute, out var root)
        && root.Scheme == Uri.UriSchemeHttp
        && !root.IsLoopback;

    private static ArchiveCredentials? Credentials(RemoteSettings settings)
    {
        var password = Secret(settings, settings.Password, settings.PasswordFile, "Password");
        var token = Secret(settings, settings.Token, settings.TokenFile, "Token");
        try
        {
            return (settings.User, password, token) switch
            {
                (null, null, null) => null,
                ({ } user, { } known, null) => ArchiveCredentials.Basic(user, known),
                (null, null, { } known) => ArchiveCredentials.Bearer(known),
                _ => throw Wrong(settings, "needs User and a password together, or a token alone, or none of them"),
            };
        }
        catch (DicomException e)
        {
            throw new TrabeculaException(Invalid, $"The settings of '{settings.Name}' cannot be used: {e.Message}", e);
        }
    }

    private static string? Secret(RemoteSettings settings, string? value, string? file, string what)
    {
        if (file is null)
            return value;
        if (value is not null)
            throw Wrong(settings, $"has both {what} and {what}File");
        try
        {
            using var reader = new StreamReader(file);
            var buffer = new char[LongestSecret];
            var text = new string(buffer, 0, reader.ReadBlock(buffer));
            return text.Split('\n')[0].TrimEnd('\r') is { Length: > 0 } first ? first : throw Wrong(settings, $"has a {what}File that is empty");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TrabeculaException(Invalid, $"The {what}File of '{settings.Name}' cannot be read: {e.Message}", e);
        }
    }

    private static TrabeculaException Wrong(RemoteSettings settings, string what) => new(Invalid, $"'{settings.Name}' {what}.");
}
