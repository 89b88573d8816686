using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Trabecula.Domain;

namespace Trabecula.Cli.Submission;

/// <summary>The server that films are submitted to. What passes by itself is waited for without end; the server says how long.</summary>
internal sealed class FilmServer : IDisposable
{
    /// <summary>Tries after which an error within the server is taken as being about this film.</summary>
    private const int MostErrors = 5;

    /// <summary>The longest wait between two tries, and between two looks at a film that others are before.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60), BetweenLooks = TimeSpan.FromSeconds(2);

    /// <summary>The server answers an upload within a minute once it has it; uploads may be slow.</summary>
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromMinutes(10);

    private readonly HttpClient _http;
    private readonly Action<string> _say;
    private readonly Lock _guard = new();
    private DateTime _notBefore;
    private bool _isAway;

    /// <summary>Prepares to reach a server.</summary>
    /// <param name="address">Its address.</param>
    /// <param name="key">A key of it.</param>
    /// <param name="inFlight">Films sent at one time.</param>
    /// <param name="say">Tells the user of waits.</param>
    public FilmServer(Uri address, string key, int inFlight, Action<string> say)
    {
        _say = say;
        _http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = inFlight, ConnectTimeout = TimeSpan.FromSeconds(10), AllowAutoRedirect = false })
        {
            BaseAddress = new Uri(address.AbsoluteUri.TrimEnd('/') + "/"),
            Timeout = LongestAnswer,
        };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <summary>Verifies that the server is one of ours, and takes the key, before anything is read.</summary>
    /// <param name="ct">Stops.</param>
    /// <exception cref="TrabeculaException"><c>server_away</c>, <c>server_credentials</c> or <c>not_a_server</c>.</exception>
    public async Task GreetAsync(CancellationToken ct)
    {
        try
        {
            using var answer = await _http.GetAsync("health/ready", ct);
            if (answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
                throw Credentials();
            using var said = await ReadAsync(answer, ct);
            if (answer.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable) || said?.RootElement.TryGetProperty("status", out _) != true)
                throw new TrabeculaException("not_a_server", $"At {_http.BaseAddress} there is no Trabecula server.");
        }
        catch (HttpRequestException e)
        {
            throw new TrabeculaException("server_away", $"The server at {_http.BaseAddress} cannot be reached: {e.Message}", e);
        }
    }

    /// <summary>Sends a film, and waits for what becomes of it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="ct">Stops; the server may have the film.</param>
    /// <returns>What became of it.</returns>
    /// <exception cref="TrabeculaException"><c>server_credentials</c> or <c>not_a_server</c>: no film will be taken.</exception>
    public async Task<SubmittedFilm> SubmitAsync(string path, CancellationToken ct)
    {
        var address = $"api/films?wait=true&name={Uri.EscapeDataString(Path.GetFileName(path))}";
        using var answer = await AskAsync(
            () =>
            {
                // Opened anew for each try, and never in memory as a whole.
                var content = new StreamContent(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.Asynchronous | FileOptions.SequentialScan));
                content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
                return new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
            },
            ct);
        return await UnderstandAsync(answer, ct);
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private async Task<SubmittedFilm> UnderstandAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        if (answer.StatusCode == HttpStatusCode.OK)
            return SubmittedFilm.Of(NumberIn(answer.Content.Headers.ContentLocation), await answer.Content.ReadAsStringAsync(ct));
        using var said = await ReadAsync(answer, ct);
        if (answer.StatusCode != HttpStatusCode.Accepted)
            return Refusal(answer, said);
        return await FollowAsync(said!.RootElement.Clone(), ct);
    }

    /// <summary>A film that was not judged within the server's minute: others are before it, or its tries fail.</summary>
    private async Task<SubmittedFilm> FollowAsync(JsonElement record, CancellationToken ct)
    {
        var id = record.GetProperty("id").GetInt64();
        var isAskedAgain = false;
        while (true)
        {
            switch (record.GetProperty("state").GetString())
            {
                case "estimated" or "rejected":
                    using (var result = await AskAsync(() => new HttpRequestMessage(HttpMethod.Get, $"api/films/{id}/result"), ct))
                    {
                        if (result.IsSuccessStatusCode)
                            return SubmittedFilm.Of(id, await result.Content.ReadAsStringAsync(ct));
                        using var told = await ReadAsync(result, ct);
                        return Refusal(result, told) with { State = SubmittedFilm.Failed, FilmId = id };
                    }

                case "failed" when record.GetProperty("next_attempt_at").ValueKind == JsonValueKind.Null:
                    if (isAskedAgain)
                        return Failure(id, record);

                    // It was given up earlier, and whoever submits it again wants it tried again.
                    isAskedAgain = true;
                    (await AskAsync(() => new HttpRequestMessage(HttpMethod.Post, $"api/films/{id}/retry"), ct)).Dispose();
                    break;
            }

            await Task.Delay(BetweenLooks, ct);
            using var answer = await AskAsync(() => new HttpRequestMessage(HttpMethod.Get, $"api/films/{id}"), ct);
            using var said = await ReadAsync(answer, ct);
            if (answer.StatusCode != HttpStatusCode.OK)
                return Refusal(answer, said) with { State = SubmittedFilm.Failed, FilmId = id };
            record = said!.RootElement.Clone();
        }
    }

    /// <summary>Asks until there is an answer about this film.</summary>
    private async Task<HttpResponseMessage> AskAsync(Func<HttpRequestMessage> request, CancellationToken ct)
    {
        for (int tries = 1, errors = 0; ; tries++)
        {
            await PauseAsync(ct);
            try
            {
                using var asked = request();
                var answer = await _http.SendAsync(asked, ct);
                if (answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
                    throw Credentials();
                if (answer.StatusCode == HttpStatusCode.InternalServerError && ++errors >= MostErrors)
                    return answer;
                if (!IsPassing(answer.StatusCode))
                {
                    Back();
                    return answer;
                }

                using (answer)
                    Wait(answer.Headers.RetryAfter is { } told ? Told(told) : Growing(tries), $"the server says {(int)answer.StatusCode}");
            }
            catch (HttpRequestException e)
            {
                Wait(Growing(tries), e.Message);
            }
            catch (TaskCanceledException e) when (!ct.IsCancellationRequested)
            {
                Wait(Growing(tries), e.Message);
            }
        }
    }

    private static bool IsPassing(HttpStatusCode status) => status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or HttpStatusCode.InternalServerError
        or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout or HttpStatusCode.InsufficientStorage;

    private static TimeSpan Told(RetryConditionHeaderValue told)
    {
        var wait = told.Delta ?? (told.Date - DateTimeOffset.UtcNow) ?? TimeSpan.Zero;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait < LongestPause ? wait : LongestPause;
    }

    /// <summary>1 s, 2 s … a minute.</summary>
    private static TimeSpan Growing(int tries) => TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, Math.Pow(2, Math.Min(tries - 1, 6))));

    /// <summary>All that is in flight waits: one who is told to come later tells the others.</summary>
    private void Wait(TimeSpan pause, string why)
    {
        lock (_guard)
        {
            // They do not all come back in the same instant.
            var until = DateTime.UtcNow + (pause * (1 + (0.25 * Random.Shared.NextDouble())));
            if (until > _notBefore)
                _notBefore = until;
            if (_isAway)
                return;
            _isAway = true;
        }

        _say($"waiting: {why}; it will be tried again without end, and Ctrl-C stops.");
    }

    private void Back()
    {
        lock (_guard)
        {
            if (!_isAway)
                return;
            _isAway = false;
        }

        _say("the server takes films again.");
    }

    private async Task PauseAsync(CancellationToken ct)
    {
        while (true)
        {
            TimeSpan left;
            lock (_guard)
                left = _notBefore - DateTime.UtcNow;
            if (left <= TimeSpan.Zero)
                return;
            await Task.Delay(left, ct);
        }
    }

    private SubmittedFilm Refusal(HttpResponseMessage answer, JsonDocument? said)
    {
        var code = said is not null && said.RootElement.TryGetProperty("code", out var named) ? named.GetString() : null;
        if (answer.StatusCode == HttpStatusCode.NotFound && code is null or "not_found")
            throw new TrabeculaException("not_a_server", $"At {_http.BaseAddress} there is no Trabecula server.");
        var sentence = said is not null && said.RootElement.TryGetProperty("title", out var title) ? title.GetString() : null;
        return SubmittedFilm.Refused(code ?? "server_answer", sentence ?? $"The server answered {(int)answer.StatusCode}.");
    }

    private static SubmittedFilm Failure(long id, JsonElement record)
    {
        var reason = record.GetProperty("reason");
        return reason.ValueKind == JsonValueKind.Object
            ? new(SubmittedFilm.Failed, reason.GetProperty("code").GetString(), reason.GetProperty("message").GetString(), id, null)
            : new(SubmittedFilm.Failed, "internal_error", null, id, null);
    }

    private static long? NumberIn(Uri? location) =>
        location?.OriginalString.Split('/') is [.., var number, "result"] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private static async Task<JsonDocument?> ReadAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        try
        {
            return JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(ct));
        }
        catch (JsonException)
        {
            // Something else than our server answered; its status tells.
            return null;
        }
    }

    private static TrabeculaException Credentials() => new("server_credentials", "The server does not take the key; TRABECULA_API_KEY holds one that `trabecula serve --new-api-key NAME` made.");
}
