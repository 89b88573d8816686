using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Trabecula.Server;

/// <summary>ASP.NET Core Identity over the server's database, and the cookies of a session.</summary>
internal static class IdentityServices
{
    /// <summary>Name of the OpenID Connect scheme.</summary>
    public const string OpenId = "oidc";

    /// <summary>Shortest password; with no other rule, as NIST SP 800-63B (5.1.1.2) has it.</summary>
    private const int ShortestPassword = 12;

    /// <summary>Adds them.</summary>
    /// <param name="services">The server's services.</param>
    /// <param name="settings">Folder for the keys of cookies, and how people sign in.</param>
    public static void AddPeople(this IServiceCollection services, ServerSettings settings)
    {
        var signIn = settings.SignIn;
        services.AddDataProtection().SetApplicationName("Trabecula").PersistKeysToFileSystem(Directory.CreateDirectory(Path.Combine(settings.Data, "keys")));
        services.AddScoped(provider => provider.GetRequiredService<DatabaseFactory>().Open());
        services.AddIdentityCore<Person>(options =>
            {
                options.User.RequireUniqueEmail = false;
                options.Password.RequiredLength = ShortestPassword;
                options.Password.RequiredUniqueChars = 5;
                options.Password.RequireDigit = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireNonAlphanumeric = false;
                options.Lockout.AllowedForNewUsers = true;
                options.Lockout.MaxFailedAccessAttempts = signIn.MostWrongPasswords;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(signIn.LockoutMinutes);
            })
            .AddRoles<Role>()
            .AddEntityFrameworkStores<ServerDatabase>()
            .AddClaimsPrincipalFactory<PersonClaims>()
            .AddSignInManager()
            .AddDefaultTokenProviders();
        services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = TimeSpan.FromMinutes(1));
        var authentication = services.AddAuthentication();
        authentication.AddIdentityCookies();
        services.ConfigureApplicationCookie(options =>
        {
            options.Cookie.Name = "trabecula";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.ExpireTimeSpan = TimeSpan.FromMinutes(signIn.SessionMinutes);
            options.SlidingExpiration = true;
            options.LoginPath = "/account/sign-in";
            options.AccessDeniedPath = "/account/denied";
            options.ReturnUrlParameter = "back";
            options.Events.OnRedirectToLogin = context => Answer(context.HttpContext, context.RedirectUri, StatusCodes.Status401Unauthorized);
            options.Events.OnRedirectToAccessDenied = context => Answer(context.HttpContext, context.RedirectUri, StatusCodes.Status403Forbidden);
        });
        if (signIn.OpenId is { } provider)
            authentication.AddOpenIdConnect(OpenId, provider.Name, options => Describe(options, provider));
        services.AddAuthorizationBuilder();
        services.AddAuthorization(PagePolicies.Add);
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, CircuitAuthentication>();
        services.AddSingleton<PeopleDirectory>();
        services.AddSingleton<AuditLog>();
        services.AddSingleton<SignInPace>();
    }

    /// <summary>A script gets a status, a person the page to sign in.</summary>
    private static Task Answer(HttpContext context, string address, int status)
    {
        if (context.Request.Path.StartsWithSegments("/page") || context.Request.Path.StartsWithSegments("/_blazor"))
            context.Response.StatusCode = status;
        else
            context.Response.Redirect(address);
        return Task.CompletedTask;
    }

    private static void Describe(OpenIdConnectOptions options, OpenIdSettings provider)
    {
        options.SignInScheme = IdentityConstants.ExternalScheme;
        options.Authority = provider.Authority;
        options.ClientId = provider.ClientId;
        options.ClientSecret = provider.ClientSecret;
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.UsePkce = true;
        options.RequireHttpsMetadata = provider.RequireHttps;
        options.CallbackPath = "/account/oidc";
        options.MapInboundClaims = false;
        options.TokenValidationParameters.NameClaimType = "preferred_username";
        options.Scope.Add("profile");
        options.Scope.Add("email");
        options.GetClaimsFromUserInfoEndpoint = true;
        options.Events.OnRemoteFailure = context =>
        {
            context.HandleResponse();
            context.HttpContext.RequestServices.GetRequiredService<ILogger<OpenIdSettings>>().LogWarning("Sign-in with {Provider} failed: {Reason}", provider.Name, context.Failure?.Message);
            context.Response.Redirect("/account/sign-in?problem=provider");
            return Task.CompletedTask;
        };
    }
}
