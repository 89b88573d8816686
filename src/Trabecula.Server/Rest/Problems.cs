using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;
using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>Failures as Problem Details (RFC 9457) with the codes of docs/reference/reasons.md.</summary>
internal sealed class Problems(ServerHealth health, ILogger<Problems> log) : IExceptionHandler
{
    /// <summary>Nginx's number for "the client closed the connection"; nobody sees it but the metrics.</summary>
    private const int ClientClosed = 499;

    /// <inheritdoc />
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = ClientClosed;
            return true;
        }

        if (exception is BadHttpRequestException bad)
        {
            await WriteAsync(httpContext, CodeOf(bad.StatusCode), SentenceOf(bad.StatusCode), bad.StatusCode);
            return true;
        }

        if (exception is InvalidDataException or IOException && exception is not FileNotFoundException && exception.Source?.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) == true)
        {
            await WriteAsync(httpContext, "bad_request", "The request is damaged, or ended before it was whole.", StatusCodes.Status400BadRequest);
            return true;
        }

        var reason = ServerFault.Of(exception);
        if (ServerFault.IsOfDatabase(exception))
            health.Tell(ServerHealth.Database, reason);
        if (reason.Code == "internal_error")
            log.LogError("An error in Trabecula itself: {Place}", $"{exception.GetType().FullName}\n{exception.StackTrace}");
        await WriteAsync(httpContext, reason.Code, reason.Message);
        return true;
    }

    /// <summary>Writes a problem.</summary>
    /// <param name="context">The request.</param>
    /// <param name="code">Its code.</param>
    /// <param name="sentence">Its sentence.</param>
    /// <param name="status">Its status, where the code does not tell.</param>
    public static async Task WriteAsync(HttpContext context, string code, string sentence, int? status = null)
    {
        if (context.Response.HasStarted)
            return;
        context.Response.StatusCode = status ?? StatusOf(code);
        if (context.Response.StatusCode is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable or StatusCodes.Status507InsufficientStorage)
            context.Response.Headers.RetryAfter = code == "too_many_wrong_credentials" ? "60" : "5";
        var problem = new ProblemDetails
        {
            Type = $"urn:trabecula:reason:{code}",
            Title = sentence,
            Status = context.Response.StatusCode,
            Extensions = { ["code"] = code },
        };
        await context.Response.WriteAsJsonAsync(problem, RestJson.Options, "application/problem+json", CancellationToken.None);
    }

    /// <summary>Says more of an answer that has a status alone: no such address, a parameter that cannot be read, a wrong method.</summary>
    /// <param name="context">The request.</param>
    public static Task DescribeAsync(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => WriteAsync(context, "not_found", "There is nothing at this address."),
        StatusCodes.Status405MethodNotAllowed => WriteAsync(context, "bad_request", "This address does not know that method.", StatusCodes.Status405MethodNotAllowed),
        StatusCodes.Status415UnsupportedMediaType => WriteAsync(context, "unsupported_media_type", "This address does not take what the request's type says."),
        var status => WriteAsync(context, CodeOf(status), SentenceOf(status), status),
    };

    private static int StatusOf(string code) => code switch
    {
        "unauthorized" => StatusCodes.Status401Unauthorized,
        "film_not_found" or "object_not_found" or "not_found" => StatusCodes.Status404NotFound,
        "film_not_finished" or "nothing_to_retry" => StatusCodes.Status409Conflict,
        "too_large" => StatusCodes.Status413PayloadTooLarge,
        "unsupported_media_type" => StatusCodes.Status415UnsupportedMediaType,
        "empty_file" or "bad_request" => StatusCodes.Status400BadRequest,
        "too_many_wrong_credentials" or "too_many_films" or "too_many_uploads" => StatusCodes.Status429TooManyRequests,
        "disk_full" => StatusCodes.Status507InsufficientStorage,
        "database_full" or "database_unavailable" or "store_unavailable" => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    private static string CodeOf(int status) => status switch
    {
        StatusCodes.Status413PayloadTooLarge => "too_large",
        StatusCodes.Status408RequestTimeout => "too_slow",
        _ => "bad_request",
    };

    private static string SentenceOf(int status) => status switch
    {
        StatusCodes.Status413PayloadTooLarge => "The request is larger than the server's settings allow.",
        StatusCodes.Status408RequestTimeout => "The request came more slowly than the server's settings allow.",
        _ => "The request is damaged, ended before it was whole, or has a parameter that cannot be read.",
    };
}
