using Microsoft.AspNetCore.Http;

namespace Trabecula.Server;

/// <summary>Which language a browser gets: the one that was chosen, else the one that it asks for first.</summary>
internal static class PageLanguage
{
    /// <summary>Whether it is Japanese; English otherwise.</summary>
    /// <param name="request">The request.</param>
    public static bool IsJapanese(HttpRequest request) => request.Cookies["trabecula.language"] switch
    {
        "ja" => true,
        "en" => false,
        _ => request.Headers.AcceptLanguage.ToString().StartsWith("ja", StringComparison.OrdinalIgnoreCase),
    };
}
