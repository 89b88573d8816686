using Hangfire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Trabecula.Server;

/// <summary>Hangfire's own pages at <c>/jobs</c>: which workers live, what they do, what failed. For administrators, and only to look at.</summary>
/// <remarks>Jobs name films by their numbers; nothing here names a person.</remarks>
internal static class JobsDashboard
{
    private const string Path = "/jobs";

    /// <summary>Its scripts, styles and letters come from this server; its graphs set styles in elements.</summary>
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    /// <summary>Adds the pages.</summary>
    /// <param name="app">The server.</param>
    public static void MapJobsDashboard(this WebApplication app)
    {
        var options = new DashboardOptions
        {
            AppPath = "/",
            DashboardTitle = "Trabecula",
            DisplayStorageConnectionString = false,

            // Who may look is told by the policy below; films are tried again on the worklist, where that is noted.
            Authorization = [],
            IsReadOnlyFunc = _ => true,
        };
        app.MapHangfireDashboard(Path, options, app.Services.GetRequiredService<JobStorage>())
            .RequireAuthorization(PagePolicies.Administer)
            .Add(endpoint => endpoint.RequestDelegate = WithPolicy(endpoint.RequestDelegate!));
    }

    private static RequestDelegate WithPolicy(RequestDelegate pages) => context =>
    {
        context.Response.Headers[HeaderNames.ContentSecurityPolicy] = Policy;
        return pages(context);
    };
}
