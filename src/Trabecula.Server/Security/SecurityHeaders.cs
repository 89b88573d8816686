using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Trabecula.Server;

/// <summary>Headers that keep answers from being taken for something else, framed, cached or told to others.</summary>
internal static class SecurityHeaders
{
    /// <summary>The page of the API's description runs its own script and style, and speaks to this server only.</summary>
    private const string DescriptionPolicy =
        "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; "
        + "frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private const string Policy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox";

    /// <summary>Adds the headers to every answer, also to those that tell a failure.</summary>
    /// <param name="app">The server.</param>
    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // At the last moment: whoever handles a failure clears what was set before.
        context.Response.OnStarting(() =>
        {
            Set(context);
            return Task.CompletedTask;
        });
        return next(context);
    });

    private static void Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.TryAdd(HeaderNames.XContentTypeOptions, "nosniff");
        headers.TryAdd(HeaderNames.XFrameOptions, "DENY");
        headers.TryAdd("Referrer-Policy", "no-referrer");
        headers.TryAdd("Cross-Origin-Resource-Policy", "same-origin");
        headers.TryAdd(HeaderNames.CacheControl, "no-store");
        headers.TryAdd(HeaderNames.ContentSecurityPolicy, context.Request.Path.StartsWithSegments(RestApi.DescriptionPath) ? DescriptionPolicy : Policy);
        if (context.Request.IsHttps)
            headers.TryAdd(HeaderNames.StrictTransportSecurity, "max-age=31536000");
    }
}
