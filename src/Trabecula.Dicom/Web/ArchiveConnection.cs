using System.Net;

namespace Trabecula.Dicom;

/// <summary>Calls to one other system over HTTP: the address, the credentials, bounds on time and size, and one family of errors.</summary>
/// <remarks>
/// Redirections are not followed: credentials would go along to another system. TLS is the system's, with its certificates. Bodies are not
/// decompressed, so that none can swell. It may be used by many threads.
/// </remarks>
public sealed class ArchiveConnection : IDisposable
{
    private readonly HttpClient _http;

    /// <summary>Sets a connection up; nothing is sent.</summary>
    /// <param name="name">What people call the other system; messages name it.</param>
    /// <param name="root">Its address, <c>http</c> or <c>https</c>, without a user or password in it.</param>
    /// <param name="credentials">What calls show, or null.</param>
    /// <param name="limits">Bounds, or null for <see cref="ArchiveLimits.Default"/>.</param>
    /// <exception cref="DicomException"><see cref="DicomErrors.InvalidValue"/>: no such address.</exception>
    public ArchiveConnection(string name, Uri root, ArchiveCredentials? credentials, ArchiveLimits? limits = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(root);
        if (!root.IsAbsoluteUri || root.Scheme is not ("http" or "https") || root.UserInfo.Length > 0)
        {
            throw new DicomException(DicomErrors.InvalidValue, $"The address of '{name}' must begin with http:// or https:// and hold no password.");
        }

        Name = name;
        Root = root.AbsoluteUri.EndsWith('/') ? root : new Uri(root.AbsoluteUri + "/");
        Limits = limits ?? ArchiveLimits.Default;
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(10),

            // A name may come to mean another machine; two minutes is what .NET's own factory takes for handlers.
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _http.DefaultRequestHeaders.Authorization = credentials?.Header;
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("Trabecula");
    }

    /// <summary>What people call the other system.</summary>
    public string Name { get; }

    /// <summary>Its address, with a slash at its end.</summary>
    public Uri Root { get; }

    /// <summary>Bounds on time and size.</summary>
    public ArchiveLimits Limits { get; }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    /// <summary>Asks, and holds the answer in memory.</summary>
    /// <param name="method">GET or POST.</param>
    /// <param name="path">Below <see cref="Root"/>, without a slash at its start.</param>
    /// <param name="accept">The media type that is asked for, or null for any.</param>
    /// <param name="content">What is sent, or null; it is disposed of.</param>
    /// <param name="timeout">How long it may take, or null for a question's time.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <param name="isToldByBody">Whether 409 is an answer too, as for a store, whose body tells what became of each object.</param>
    /// <returns>The status and the body of an answer that says yes; 204 has an empty body.</returns>
    /// <exception cref="ArchiveException">Any code of <see cref="ArchiveErrors"/>.</exception>
    public async Task<ArchiveAnswer> AskAsync(
        HttpMethod method, string path, string? accept, HttpContent? content, TimeSpan? timeout, CancellationToken ct, bool isToldByBody = false)
    {
        using var request = Request(method, path, accept, content);
        return await CallAsync(
            request,
            timeout ?? Limits.Query,
            async (answer, soon) =>
            {
                var body = await ReadAsync(answer, soon).ConfigureAwait(false);
                if (!isToldByBody || answer.StatusCode != HttpStatusCode.Conflict || body is not [(byte)'{' or (byte)'[', ..])
                {
                    Check(answer.StatusCode);
                }

                return new ArchiveAnswer(answer.StatusCode, body);
            },
            ct).ConfigureAwait(false);
    }

    /// <summary>Fetches something large: <paramref name="take"/> reads it while it comes.</summary>
    /// <param name="path">Below <see cref="Root"/>.</param>
    /// <param name="accept">The media type that is asked for.</param>
    /// <param name="take">Reads the body; the second argument is its media type with parameters, or null.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <exception cref="ArchiveException">Any code of <see cref="ArchiveErrors"/>.</exception>
    internal async Task FetchAsync(string path, string accept, Func<Stream, string?, CancellationToken, Task> take, CancellationToken ct)
    {
        using var request = Request(HttpMethod.Get, path, accept, null);
        await CallAsync(
            request,
            Limits.Transfer,
            async (answer, soon) =>
            {
                if (!answer.IsSuccessStatusCode)
                {
                    Check(answer.StatusCode);
                }

                var body = await answer.Content.ReadAsStreamAsync(soon).ConfigureAwait(false);
                await take(body, answer.Content.Headers.ContentType?.ToString(), soon).ConfigureAwait(false);
                return true;
            },
            ct).ConfigureAwait(false);
    }

    /// <summary>An error of this system.</summary>
    /// <param name="code">A code of <see cref="ArchiveErrors"/>.</param>
    /// <param name="what">What happened: the rest of the sentence that begins with its name.</param>
    /// <param name="inner">What was thrown, if anything.</param>
    internal ArchiveException Error(string code, string what, Exception? inner = null) => new(code, $"'{Name}' {what}", inner);

    /// <summary>Reads what it sends. A call that breaks off is told apart from a disk that is full.</summary>
    /// <param name="body">The body.</param>
    /// <param name="block">Where to.</param>
    /// <param name="ct">Stops.</param>
    /// <returns>How many bytes; 0 at the end.</returns>
    internal async Task<int> ReadAsync(Stream body, Memory<byte> block, CancellationToken ct)
    {
        try
        {
            return await body.ReadAsync(block, ct).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw Error(ArchiveErrors.Away, "broke the call off.", e);
        }
    }

    private HttpRequestMessage Request(HttpMethod method, string path, string? accept, HttpContent? content)
    {
        var request = new HttpRequestMessage(method, new Uri(Root, path)) { Content = content };
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        return request;
    }

    /// <summary>The one place where what the network layer throws becomes ours.</summary>
    private async Task<T> CallAsync<T>(
        HttpRequestMessage request, TimeSpan timeout, Func<HttpResponseMessage, CancellationToken, Task<T>> read, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(timeout);
        try
        {
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
            return await read(answer, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw Error(ArchiveErrors.Away, $"did not answer within {timeout.TotalSeconds:0} s.", e);
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.SecureConnectionError)
        {
            throw Error(ArchiveErrors.Away, "showed no certificate that this system trusts, or speaks no TLS.", e);
        }
        catch (HttpRequestException e)
        {
            throw Error(ArchiveErrors.Away, "cannot be reached, or broke the call off.", e);
        }
    }

    private async Task<byte[]> ReadAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        await using var body = await answer.Content.ReadAsStreamAsync(ct).ConfigureAwait(false);
        using var held = new MemoryStream();
        await BoundedCopy.ToAsync(body, held, Limits.MaxAnswerBytes, this, ct).ConfigureAwait(false);
        return held.ToArray();
    }

    private void Check(HttpStatusCode status)
    {
        if ((int)status is >= 200 and < 300)
        {
            return;
        }

        var number = (int)status;
        throw status switch
        {
            HttpStatusCode.Unauthorized => Error(ArchiveErrors.Credentials, "does not accept the credentials (401)."),
            HttpStatusCode.Forbidden => Error(ArchiveErrors.Credentials, "forbids the call (403)."),
            HttpStatusCode.NotFound or HttpStatusCode.Gone => Error(ArchiveErrors.NotFound, $"holds no such thing ({number})."),
            HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway
                or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout or HttpStatusCode.InsufficientStorage =>
                Error(ArchiveErrors.Away, $"is busy or not ready ({number})."),
            >= HttpStatusCode.InternalServerError => Error(ArchiveErrors.Failed, $"says that something went wrong within it ({number})."),
            >= HttpStatusCode.BadRequest => Error(ArchiveErrors.Refused, $"refuses the call ({number})."),
            _ => Error(ArchiveErrors.Answer, $"answers with {number}, which is not followed."),
        };
    }
}
