using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Trabecula.Server;

/// <summary>Headers that keep answers from being taken for something else, framed, cached or told to others.</summary>
internal static class SecurityHeaders
{
    /// <summary>The page of the API's description runs its own script and style, and speaks to this server only.</summary>
    private const string DescriptionPolicy =
        "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; "
        + "frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private const string Policy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox";

    /// <summary>Adds the headers to every answer.</summary>
    /// <param name="app">The server.</param>
    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments(RestApi.DescriptionPath) ? DescriptionPolicy : Policy;
        if (context.Request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000";
        return next(context);
    });
}
