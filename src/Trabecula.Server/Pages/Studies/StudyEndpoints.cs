using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Trabecula.Server;

/// <summary>A study's files for the browser.</summary>
internal static class StudyEndpoints
{
    /// <summary>A report is a page of its own that runs, asks for and opens nothing; only this server's pages may frame it.</summary>
    private const string ReportPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; base-uri 'none'; form-action 'none'; sandbox";

    private static readonly Dictionary<string, string> Types = new()
    {
        ["report.html"] = "text/html; charset=utf-8", ["report.pdf"] = "application/pdf", ["predictions.csv"] = "text/csv; charset=utf-8", ["metrics.json"] = "application/json",
        ["study.json"] = "application/json", ["left-out.csv"] = "text/csv; charset=utf-8",
    };

    /// <summary>Adds the addresses.</summary>
    /// <param name="routes">The server.</param>
    public static void MapStudies(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/page/studies/{id:long}/{name}", SendAsync).RequireAuthorization(PagePolicies.Research);

    private static async Task<IResult> SendAsync(long id, string name, HttpContext context, ServerSettings settings, StudyDesk desk, AuditLog audit, CancellationToken ct)
    {
        if (!Types.TryGetValue(name, out var type) || await desk.FindAsync(id, ct) is not { } study)
            return Results.NotFound();
        var path = Path.Combine(new StudyFiles(settings.Data, study.Id).Output, name);
        if (!File.Exists(path))
            return Results.NotFound();
        await audit.AddAsync(PageSite.NameOf(context.User), "study_read", $"study {id}", name, ct);
        if (name == "report.html")
        {
            context.Response.Headers.ContentSecurityPolicy = ReportPolicy;
            context.Response.Headers[HeaderNames.XFrameOptions] = "SAMEORIGIN";
            return Results.File(path, type);
        }

        return Results.File(path, type, $"study-{id}.{name}");
    }
}
