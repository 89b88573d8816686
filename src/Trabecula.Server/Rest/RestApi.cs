using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Scalar.AspNetCore;

namespace Trabecula.Server;

/// <summary>Where programs are answered.</summary>
internal static class RestApi
{
    /// <summary>The description of the API as a page.</summary>
    public const string DescriptionPath = "/api/docs";

    /// <summary>Limits how many uploads there are at one time.</summary>
    public const string Uploads = "uploads";

    /// <summary>The description as OpenAPI.</summary>
    private const string OpenApiPath = "/api/openapi/{documentName}.json";

    /// <summary>Adds the addresses. Whoever has no key gets nothing but <c>/health/live</c>.</summary>
    /// <param name="routes">The server.</param>
    public static void MapRestApi(this IEndpointRouteBuilder routes)
    {
        var program = new AuthorizeAttribute { AuthenticationSchemes = ApiKeyAuthentication.Name };
        var films = routes.MapGroup("/api/films").RequireAuthorization(program).WithTags("Films");
        FilmApi.Map(films);
        GatewayApi.Map(routes.MapGroup("/api/gateway").RequireAuthorization(program).WithTags("Gateway"));
        routes.MapGroup("/dicom-web").RequireAuthorization(program).WithTags("DICOMweb").MapStow();
        routes.MapHealth(program);
        routes.MapPrometheusScrapingEndpoint("/metrics").RequireAuthorization(program);
        routes.MapOpenApi(OpenApiPath).RequireAuthorization(program);

        // The page's script comes from this server; its fonts would come from elsewhere and are left out.
        routes.MapScalarApiReference(DescriptionPath, options =>
        {
            options.Title = "Trabecula";
            options.OpenApiRoutePattern = OpenApiPath;
            options.DefaultFonts = false;
            options.Telemetry = false;
        }).RequireAuthorization(program);
    }
}
