using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Trabecula.Server.Pages.Tests;

/// <summary>A small OpenID Connect provider on this machine: discovery, keys, code flow with PKCE, tokens signed by RS256 (OpenID Connect Core 1.0, 3.1; RFC 7636).</summary>
internal sealed class OpenIdProvider : IAsyncDisposable
{
    public const string ClientId = "trabecula", Secret = "a secret of two";

    private readonly RSA _key = RSA.Create(2048);
    private readonly ConcurrentDictionary<string, (string Nonce, string Challenge, string Redirect)> _codes = new();
    private readonly WebApplication _app;

    private OpenIdProvider(WebApplication app) => _app = app;

    /// <summary>By another name than the server's, so that browsers take it for another site, as a hospital's is.</summary>
    public string Address => _app.Urls.First().Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    /// <summary>Who signs in next, and with which roles.</summary>
    public (string Subject, string Name, string[] Roles) Person { get; set; } = ("s-1", "grace", []);

    /// <summary>Whether tokens are signed by another key than the one that is published.</summary>
    public bool IsForged { get; set; }

    public static async Task<OpenIdProvider> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var provider = new OpenIdProvider(app);
        app.Run(provider.AnswerAsync);
        await app.StartAsync();
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        switch (context.Request.Path.Value)
        {
            case "/.well-known/openid-configuration":
                await context.Response.WriteAsync(JsonSerializer.Serialize(new
                {
                    issuer = Address, authorization_endpoint = $"{Address}/authorize", token_endpoint = $"{Address}/token", userinfo_endpoint = $"{Address}/userinfo", jwks_uri = $"{Address}/jwks",
                    response_types_supported = new[] { "code" }, subject_types_supported = new[] { "public" }, id_token_signing_alg_values_supported = new[] { "RS256" },
                }));
                break;
            case "/jwks":
                var published = _key.ExportParameters(false);
                await context.Response.WriteAsync(JsonSerializer.Serialize(new { keys = new[] { new { kty = "RSA", use = "sig", kid = "1", alg = "RS256", n = Text(published.Modulus!), e = Text(published.Exponent!) } } }));
                break;
            case "/authorize":
                await AuthorizeAsync(context);
                break;
            case "/token":
                await GiveTokenAsync(context);
                break;
            case "/userinfo":
                await context.Response.WriteAsync(JsonSerializer.Serialize(new { sub = Person.Subject, name = "Grace Elsewhere" }));
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                break;
        }
    }

    private async Task AuthorizeAsync(HttpContext context)
    {
        var asked = context.Request.HasFormContentType ? (await context.Request.ReadFormAsync()).ToDictionary(pair => pair.Key, pair => pair.Value.ToString())
            : context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        Assert.Equal(("code", ClientId, "S256"), (asked["response_type"], asked["client_id"], asked["code_challenge_method"]));
        var code = Guid.NewGuid().ToString("N");
        _codes[code] = (asked["nonce"], asked["code_challenge"], asked["redirect_uri"]);
        context.Response.ContentType = "text/html";

        // form_post, as ASP.NET Core asks for it: the browser posts the code back.
        await context.Response.WriteAsync(
            $"<!DOCTYPE html><title>Provider</title><form method=post action='{asked["redirect_uri"]}'><input type=hidden name=code value='{code}'><input type=hidden name=state value='{asked["state"]}'><button>Yes, it is me</button></form>");
    }

    private async Task GiveTokenAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        if (!_codes.TryRemove(form["code"].ToString(), out var code) || form["client_secret"] != Secret || form["redirect_uri"] != code.Redirect
            || Text(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) != code.Challenge)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync("""{"error":"invalid_grant"}""");
            return;
        }

        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var body = $"{Text("""{"alg":"RS256","typ":"JWT","kid":"1"}"""u8)}.{Text(JsonSerializer.SerializeToUtf8Bytes(new { iss = Address, aud = ClientId, sub = Person.Subject, preferred_username = Person.Name, roles = Person.Roles, nonce = code.Nonce, iat = now, exp = now + 300 }))}";
        using var other = RSA.Create(2048);
        var signature = (IsForged ? other : _key).SignData(Encoding.ASCII.GetBytes(body), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        await context.Response.WriteAsync(JsonSerializer.Serialize(new { access_token = "access", token_type = "Bearer", expires_in = 300, id_token = $"{body}.{Text(signature)}" }));
    }

    private static string Text(ReadOnlySpan<byte> bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
