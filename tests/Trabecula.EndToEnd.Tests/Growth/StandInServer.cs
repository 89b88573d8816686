using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Trabecula.EndToEnd.Tests;

/// <summary>Answers as a server does (docs/reference/rest-api.md), with the same densities for every film, and fails when it is told to.</summary>
internal sealed class StandInServer : IAsyncDisposable
{
    public const string Key = "trabecula_test_key";

    private const string Result = """
        {"file":"x","status":"estimated","model":{"id":"m","version":"1","trained_on":"in-silico"},"subject":{"sex":"F","age_years":67,"height_cm":null,"weight_kg":null,"source":"dicom"},
        "vertebrae":[{"level":"L1","bmd":0.71}],"sites":[{"site":"lumbar_l1_l4","bmd":0.742,"interval90":[0.659,0.824],"t_score":-2.78,"z_score":null,"yam_percent":70.8,"category":"osteoporosis"}],
        "diagnosis":{"criteria":"WHO","category":"osteoporosis","decided_by":"lumbar_l1_l4","note":null},"quality":{"verdict":"pass","findings":[]},"warnings":[]}
        """;

    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<HttpStatusCode> _failures = new();
    private readonly int _millisecondsPerFilm;
    private int _judged;

    private StandInServer(int millisecondsPerFilm)
    {
        _millisecondsPerFilm = millisecondsPerFilm;
        Address = $"http://127.0.0.1:{OrthancProcess.FreePort()}/";
        _listener.Prefixes.Add(Address);
    }

    public string Address { get; }

    /// <summary>Films by the hash of their bytes, as the server knows them.</summary>
    public ConcurrentDictionary<string, int> Films { get; } = new();

    public int Judged => Volatile.Read(ref _judged);

    public static Task<StandInServer> StartAsync(int millisecondsPerFilm = 0)
    {
        var stand = new StandInServer(millisecondsPerFilm);
        stand._listener.Start();
        _ = Task.Run(stand.ListenAsync);
        return Task.FromResult(stand);
    }

    /// <summary>The next uploads fail so.</summary>
    public void Say(HttpStatusCode status, int times)
    {
        for (var time = 0; time < times; time++)
            _failures.Enqueue(status);
    }

    public ValueTask DisposeAsync()
    {
        _listener.Close();
        return ValueTask.CompletedTask;
    }

    private async Task ListenAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                _ = Task.Run(() => AnswerAsync(context));
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            var (request, response) = (context.Request, context.Response);
            var text = "{}";
            if (request.Headers["Authorization"] != $"Bearer {Key}")
                response.StatusCode = 401;
            else if (request.Url!.AbsolutePath == "/health/ready")
                text = """{"status":"ready"}""";
            else if (_failures.TryDequeue(out var failure))
            {
                response.StatusCode = (int)failure;
                if (failure != HttpStatusCode.InternalServerError)
                    response.Headers["Retry-After"] = "1";
            }
            else
            {
                using var body = new MemoryStream();
                await request.InputStream.CopyToAsync(body);
                await Task.Delay(_millisecondsPerFilm);
                var id = Films.GetOrAdd(Convert.ToHexString(SHA256.HashData(body.ToArray())), _ => Films.Count + 1);
                response.Headers["Content-Location"] = string.Create(CultureInfo.InvariantCulture, $"/api/films/{id}/result");
                text = Result;
                Interlocked.Increment(ref _judged);
            }

            var bytes = Encoding.UTF8.GetBytes(text);
            await response.OutputStream.WriteAsync(bytes);
            response.Close();
        }
        catch (Exception e) when (e is HttpListenerException or IOException or ObjectDisposedException)
        {
            // Whoever asked was killed.
        }
    }
}
