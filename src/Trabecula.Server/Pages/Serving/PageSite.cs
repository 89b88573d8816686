using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;

namespace Trabecula.Server;

/// <summary>The page in a browser: what it needs, and where it answers.</summary>
internal static class PageSite
{
    /// <summary>Blazor's own words over SignalR are small; films go another way.</summary>
    private const int LongestMessage = 128 << 10;

    /// <summary>
    /// Scripts come from files of this server only. Styles may stand in elements, as MudBlazor's components and Blazor's own set them there;
    /// nothing that a sender of films wrote becomes an attribute or an element.
    /// </summary>
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
        + "worker-src 'self' blob:; frame-src 'self'; form-action 'self'{0}; frame-ancestors 'none'; base-uri 'self'; object-src 'none'";

    /// <summary>Adds what the page needs.</summary>
    /// <param name="services">The server's services.</param>
    /// <param name="settings">The settings.</param>
    public static void AddPageSite(this IServiceCollection services, ServerSettings settings)
    {
        services.AddPeople(settings);
        services.AddRazorComponents().AddInteractiveServerComponents(options => options.DetailedErrors = false);
        services.AddSignalR(options => options.MaximumReceiveMessageSize = LongestMessage);
        services.AddMudServices(options => options.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomCenter);
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "trabecula.forms";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddHttpContextAccessor();
        services.AddSingleton<PageAssets>();
        services.AddSingleton<FilmPictures>();
        services.AddSingleton<FilmCorrections>();
        services.AddSingleton<Worklist>();
        services.AddSingleton<FilmReading>();
        services.AddSingleton<Volume>().AddSingleton<RecentFilms>().AddSingleton<DriftWatch>().AddSingleton<DxaInbox>().AddSingleton<DxaAgreement>();
        services.AddSingleton<StudyFolders>().AddSingleton<StudyDesk>().AddSingleton<PromotedModel>().AddSingleton<GivenTables>();
        services.AddHostedService<StudyRunner>();
    }

    /// <summary>Puts people's sessions, headers and the rule of first passwords before the page's addresses. To be called before authorization.</summary>
    /// <param name="app">The server.</param>
    /// <param name="settings">The settings.</param>
    public static void UsePageSite(this IApplicationBuilder app, ServerSettings settings)
    {
        var form = settings.SignIn.OpenId is { } provider && Uri.TryCreate(provider.Authority, UriKind.Absolute, out var address)
            ? $" {address.GetLeftPart(UriPartial.Authority)}"
            : "";
        var policy = string.Format(System.Globalization.CultureInfo.InvariantCulture, Policy, form);
        app.UseWhen(IsOfPage, branch => branch.Use(async (context, next) =>
        {
            context.Response.Headers.ContentSecurityPolicy = policy;
            context.Response.Headers.CacheControl = "no-cache, no-store";
            context.Response.Headers.Pragma = "no-cache";
            context.Response.Headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
            var session = await context.AuthenticateAsync(IdentityConstants.ApplicationScheme);
            if (session.Succeeded)
                context.User = session.Principal;
            if (context.User.HasClaim(claim => claim.Type == PersonClaims.MustChangePassword) && IsClosedBeforeChange(context.Request.Path))
            {
                context.Response.Redirect($"/account/password?back={Uri.EscapeDataString(context.Request.Path)}");
                return;
            }

            await next(context);
        }));
    }

    /// <summary>Adds the page's addresses.</summary>
    /// <param name="app">The server.</param>
    public static void MapPageSite(this WebApplication app)
    {
        app.MapGet("/assets/{name}", (string name, PageAssets assets, HttpContext context) => assets.Send(name, context));
        app.MapGet("/_framework/blazor.web.js", (PageAssets assets, HttpContext context) => assets.Send("blazor.web.js", context));
        app.MapGet("/favicon.ico", (PageAssets assets, HttpContext context) => assets.Send("mark.svg", context));
        app.MapSignIn();
        app.MapFilms();
        app.MapStudies();
        app.MapRazorComponents<Pages.App>().AddInteractiveServerRenderMode();
    }

    /// <summary>Verifies the antiforgery token of a request that brings no form.</summary>
    /// <param name="context">The request.</param>
    /// <returns>Whether it is there and right.</returns>
    public static async Task<bool> IsOursAsync(HttpContext context) =>
        await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context);

    /// <summary>Name of who is signed in.</summary>
    /// <param name="user">The session.</param>
    public static string NameOf(ClaimsPrincipal user) => user.Identity?.Name ?? "server";

    private static bool IsOfPage(HttpContext context) =>
        !new[] { "/api", "/dicom-web", "/health", "/metrics", "/hangfire" }.Any(prefix => context.Request.Path.StartsWithSegments(prefix));

    private static bool IsClosedBeforeChange(PathString path) =>
        !path.StartsWithSegments("/account") && !path.StartsWithSegments("/assets") && !path.StartsWithSegments("/_framework") && !path.StartsWithSegments("/_blazor");
}
