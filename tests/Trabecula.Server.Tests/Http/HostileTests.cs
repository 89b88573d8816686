using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Trabecula.Dicom;

namespace Trabecula.Server.Tests;

public sealed class HostileTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Programs_get_nothing_without_a_key_but_that_the_server_lives()
    {
        await using var server = await RunningServer.StartAsync();
        var open = server.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => new[] { "/api", "/dicom-web", "/health", "/metrics" }.Any(prefix => $"/{endpoint.RoutePattern.RawText!.TrimStart('/')}".StartsWith(prefix, StringComparison.Ordinal)))
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAuthorizeData>() is null)
            .Select(endpoint => endpoint.RoutePattern.RawText);
        Assert.Equal(["/health/live"], open);
        using var stranger = new HttpClient { BaseAddress = server.Address };
        foreach (var address in new[] { "/api/films", "/api/films/1/result", "/metrics", "/health/ready", "/api/openapi/v1.json", "/api/docs/" })
            Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync(address, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync("/health/live", Ct)).StatusCode);
    }

    [Fact]
    public async Task A_hundred_wrong_keys_are_refused_limited_and_logged_and_right_ones_go_on()
    {
        await using var server = await RunningServer.StartAsync();
        using var stranger = new HttpClient { BaseAddress = server.Address };
        var statuses = new List<HttpStatusCode>();
        for (var tries = 0; tries < 100; tries++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/films");
            request.Headers.TryAddWithoutValidation("Authorization", tries % 2 == 0 ? $"Bearer {server.Key}x" : "Basic YTpi");
            statuses.Add((await stranger.SendAsync(request, Ct)).StatusCode);
        }

        // Where a minute begins in between, the count begins anew.
        Assert.InRange(statuses.Count(status => status == HttpStatusCode.Unauthorized), server.Settings.MaxWrongCredentials, 2 * server.Settings.MaxWrongCredentials);
        Assert.All(statuses, status => Assert.Contains(status, new[] { HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests }));
        Assert.Equal(HttpStatusCode.OK, (await server.Http.GetAsync("/api/films", Ct)).StatusCode);
        await server.StopAsync();
        Assert.Contains("Wrong credentials from 127.0.0.1", Logs(server));
        await server.StartAgainAsync();
    }

    [Fact]
    public async Task Another_sites_page_may_not_use_a_browsers_credentials()
    {
        await using var server = await RunningServer.StartAsync();
        using var browser = new HttpClient { BaseAddress = server.Address };
        browser.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"me:{server.Key}"))}");
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/films", Ct)).StatusCode);
        browser.DefaultRequestHeaders.TryAddWithoutValidation("Sec-Fetch-Site", "cross-site");
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.PostAsync("/api/films", RunningServer.Content(TestFilms.Film(), "application/dicom"), Ct)).StatusCode);
    }

    [Fact]
    public async Task Two_gigabytes_that_are_announced_are_refused_before_they_come()
    {
        await using var server = await RunningServer.StartAsync();
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, server.Address.Port, Ct);
        await socket.GetStream().WriteAsync(Head(server, "Content-Length: 2147483648"), Ct);
        Assert.StartsWith("HTTP/1.1 413", await ReadSomeAsync(socket));
        Assert.Empty(Directory.EnumerateFiles(server.Incoming));
    }

    [Fact]
    public async Task Two_gigabytes_that_come_unannounced_are_cut_off_and_nothing_is_kept()
    {
        await using var server = await RunningServer.StartAsync(settings => settings with { MaxUploadMb = 4 });
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, server.Address.Port, Ct);
        var stream = socket.GetStream();
        await stream.WriteAsync(Head(server, "Transfer-Encoding: chunked"), Ct);
        var piece = Encoding.ASCII.GetBytes("100000\r\n").Concat(new byte[0x100000]).Concat("\r\n"u8.ToArray()).ToArray();
        var sent = 0;
        try
        {
            for (; sent < 2048; sent++)
                await stream.WriteAsync(piece, Ct);
        }
        catch (IOException)
        {
            // The server has hung up, which is what it should.
        }

        Assert.InRange(sent, 4, 200);
        Assert.Empty(Directory.EnumerateFiles(server.Incoming));
        Assert.Equal(0, await server.CountAsync());
    }

    [Fact]
    public async Task A_zip_bomb_in_deflated_syntax_is_rejected_and_the_next_film_goes_on()
    {
        await using var server = await RunningServer.StartAsync();
        var bomb = TestFilms.ZipBomb();
        Assert.InRange(bomb.Length, 1, 2 << 20);
        var answer = await RunningServer.ReadAsync(await server.PostAsync(bomb, "?wait=true"));
        Assert.Equal("rejected", answer.GetProperty("status").GetString());
        Assert.Equal(HttpStatusCode.OK, (await server.PostAsync(TestFilms.Film(), "?wait=true")).StatusCode);
    }

    [Fact]
    public async Task Two_hundred_slow_clients_are_cut_off_and_others_go_on_meanwhile()
    {
        await using var server = await RunningServer.StartAsync();
        var slow = new List<TcpClient>();
        for (var number = 0; number < 200; number++)
        {
            var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, server.Address.Port, Ct);
            await client.GetStream().WriteAsync(Head(server, "Content-Length: 1000000"), Ct);
            slow.Add(client);
        }

        var begun = Stopwatch.StartNew();
        Assert.Equal(HttpStatusCode.OK, (await server.PostAsync(TestFilms.Film(), "?wait=true")).StatusCode);
        var closed = await Task.WhenAll(slow.Select(ReadSomeAsync));
        Assert.True(begun.Elapsed < TimeSpan.FromSeconds(60));
        Assert.All(closed, answer => Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 408", StringComparison.Ordinal) || answer.StartsWith("HTTP/1.1 429", StringComparison.Ordinal), answer));
        slow.ForEach(client => client.Dispose());
        Assert.Empty(Directory.EnumerateFiles(server.Incoming));
        Assert.Equal(1, await server.CountAsync());
    }

    [Fact]
    public async Task More_uploads_or_films_than_allowed_are_turned_away_with_when_to_come_back()
    {
        using var go = new ManualResetEventSlim();
        await using var server = await RunningServer.StartAsync(settings => settings with { MaxBacklog = 2 }, RunningServer.Invented(() => go.Wait(TimeSpan.FromSeconds(30))));
        try
        {
            await server.PostAsync(TestFilms.Film(1));
            await server.PostAsync(TestFilms.Film(2));
            var answer = await server.PostAsync(TestFilms.Film(3));
            Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
            Assert.NotNull(answer.Headers.RetryAfter);
            Assert.Equal("too_many_films", (await RunningServer.ReadAsync(answer)).GetProperty("code").GetString());
        }
        finally
        {
            go.Set();
        }

        await server.UntilAsync(1, RunningServer.IsFinished);
        await server.UntilAsync(2, RunningServer.IsFinished);
        Assert.Equal(HttpStatusCode.OK, (await server.PostAsync(TestFilms.Film(3), "?wait=true")).StatusCode);
    }

    [Fact]
    public async Task Html_in_a_name_is_escaped()
    {
        await using var server = await RunningServer.StartAsync();
        await server.PostAsync(TestFilms.Film(1, dataset => dataset.Set(DicomTags.PatientName, DicomVr.PN, "<script>alert(1)</script>")), "?wait=true&name=<img src=x>.dcm");
        var text = await server.Http.GetStringAsync("/api/films/1", Ct);
        Assert.DoesNotContain('<', text);
        Assert.Contains("\\u003Cscript\\u003E", text);
    }

    [Fact]
    public async Task No_log_names_a_patient()
    {
        await using var server = await RunningServer.StartAsync();
        Assert.Equal(HttpStatusCode.OK, (await server.PostAsync(TestFilms.Film(), $"?wait=true&name={TestFilms.Name}.dcm")).StatusCode);
        await server.PostAsync(TestFilms.Film()[..2000], "?wait=true");
        await server.Http.GetAsync($"/api/films?patient_id={TestFilms.PatientId}", Ct);
        await server.Http.GetAsync($"/api/films?patient_id={TestFilms.PatientId}&limit=x", Ct);
        await server.StopAsync();
        var logs = Logs(server);
        Assert.Contains("Film 1 is estimated", logs);
        Assert.DoesNotContain("Kowalska", logs, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(TestFilms.PatientId, logs);
        await server.StartAgainAsync();
    }

    private static string Logs(RunningServer server) => string.Concat(Directory.EnumerateFiles(Path.Combine(server.Settings.Data, "logs")).Select(File.ReadAllText));

    private static byte[] Head(RunningServer server, string length) => Encoding.ASCII.GetBytes(
        $"POST /api/films HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {server.Key}\r\nContent-Type: application/dicom\r\n{length}\r\n\r\n");

    private static async Task<string> ReadSomeAsync(TcpClient client)
    {
        var answer = new byte[4096];
        try
        {
            return Encoding.ASCII.GetString(answer, 0, await client.GetStream().ReadAsync(answer, Ct));
        }
        catch (IOException)
        {
            return "";
        }
    }
}
