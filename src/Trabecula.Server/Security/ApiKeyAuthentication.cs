using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Trabecula.Server;

/// <summary>Lets in whoever shows a key: <c>Authorization: Bearer KEY</c>, <c>X-Api-Key: KEY</c>, or <c>Basic</c> with the key as password and any name, which DICOMweb clients and browsers can do.</summary>
internal sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    ApiKeyRing keys,
    WrongCredentials wrong,
    ServerMetrics metrics)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    /// <summary>Name of the scheme.</summary>
    public const string Name = "ApiKey";

    /// <summary>Longer ones are no keys of ours.</summary>
    private const int LongestKey = 200;

    private static readonly object TooMany = new();

    /// <inheritdoc />
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var (shown, isBrowsers) = Shown();
        if (shown is null)
            return AuthenticateResult.NoResult();
        if (shown.Length <= LongestKey && await keys.FindAsync(shown, Context.RequestAborted) is { } key)
        {
            if (isBrowsers && IsFromElsewhere())
                return AuthenticateResult.Fail("Another site's page may not use a browser's credentials.");
            var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, key.Id), new Claim(ClaimTypes.Name, key.Name)], Name);
            return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Name));
        }

        metrics.WrongCredentials();
        var address = Context.Connection.RemoteIpAddress;
        var count = wrong.Note(address);
        if (wrong.IsTooMany(count))
            Context.Items[TooMany] = true;

        // The first, and then at every doubling: a flood of wrong keys is no flood of lines.
        if (int.IsPow2(count))
            Logger.LogWarning("Wrong credentials from {Address}, {Count} in this minute", address, count);
        return AuthenticateResult.Fail("The key is not known.");
    }

    /// <inheritdoc />
    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (Context.Items.ContainsKey(TooMany))
        {
            await Problems.WriteAsync(Context, "too_many_wrong_credentials", "Too many wrong credentials came from this address; wait a minute.");
            return;
        }

        Response.Headers.WWWAuthenticate = "Basic realm=\"trabecula\", charset=\"UTF-8\"";
        await Problems.WriteAsync(
            Context, "unauthorized", "Show an API key: 'Authorization: Bearer KEY'. A new one is made with 'trabecula serve --new-api-key NAME'.");
    }

    private (string? Key, bool IsBrowsers) Shown()
    {
        if (Request.Headers["X-Api-Key"] is [{ Length: > 0 } plain])
            return (plain, false);
        if (!AuthenticationHeaderValue.TryParse(Request.Headers.Authorization.ToString(), out var header) || header.Parameter is not { Length: > 0 } value)
            return (null, false);
        if (header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
            return (value, false);
        if (!header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase))
            return (null, false);
        var pair = new byte[value.Length];
        if (!Convert.TryFromBase64String(value, pair, out var length))
            return ("", true);
        var text = Encoding.UTF8.GetString(pair, 0, length);
        return (text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..], true);
    }

    /// <summary>Browsers send remembered Basic credentials with whatever another site's page asks for, and say so (Fetch Metadata, W3C).</summary>
    private bool IsFromElsewhere() =>
        !HttpMethods.IsGet(Request.Method) && Request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site";
}
