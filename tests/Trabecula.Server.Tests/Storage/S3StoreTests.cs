using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Trabecula.Domain;

namespace Trabecula.Server.Tests;

public sealed class S3StoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trabecula-s3-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_added_is_there_once_and_comes_back(bool knowsConditions)
    {
        await using var stand = await S3Stand.StartAsync();
        stand.KnowsConditions = knowsConditions;
        using var store = Open(stand.Setting);
        var stored = await store.AddAsync([1, 2, 3], Ct);
        Assert.Equal(stored, await store.AddAsync([1, 2, 3], Ct));
        Assert.Equal(stored, await store.AddAsync(new MemoryStream([1, 2, 3]), 1000, Ct));
        Assert.Equal([1, 2, 3], await store.ReadAsync(stored.Sha256, Ct));
        Assert.Equal($"/films/trial/sha256/{stored.Sha256[..2]}/{stored.Sha256[2..4]}/{stored.Sha256}", Assert.Single(stand.Objects).Key);
        Assert.Equal(0, stand.Refused);
    }

    [Fact]
    public async Task A_large_film_goes_in_parts_and_nothing_of_it_is_left_here()
    {
        await using var stand = await S3Stand.StartAsync();
        using var store = Open(stand.Setting);
        var film = new byte[20 << 20];
        new Random(1).NextBytes(film);
        var stored = await store.AddAsync(new MemoryStream(film), 32 << 20, Ct);
        Assert.Equal(3, stand.Parts);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(film)), stored.Sha256);
        Assert.Equal(film, await store.ReadAsync(stored.Sha256, Ct));
        Assert.Empty(Directory.GetFiles(_folder));
        await store.AddAsync(new MemoryStream(film), 32 << 20, Ct);
        Assert.Equal(3, stand.Parts);
    }

    [Fact]
    public async Task A_changed_or_missing_object_is_told()
    {
        await using var stand = await S3Stand.StartAsync();
        using var store = Open(stand.Setting);
        var stored = await store.AddAsync([1, 2, 3], Ct);
        stand.Objects[stand.Objects.Keys.Single()] = [1, 2, 4];
        Assert.Equal("content_damaged", (await Assert.ThrowsAsync<TrabeculaException>(() => store.ReadAsync(stored.Sha256, Ct))).Code);
        stand.Objects.Clear();
        Assert.Equal("content_damaged", (await Assert.ThrowsAsync<TrabeculaException>(() => store.ReadAsync(stored.Sha256, Ct))).Code);
        Assert.Equal("content_damaged", (await Assert.ThrowsAsync<TrabeculaException>(() => store.OpenAsync(stored.Sha256, Ct))).Code);
    }

    [Fact]
    public async Task A_store_that_is_away_is_told_without_credentials_and_used_again_when_it_is_back()
    {
        await using var stand = await S3Stand.StartAsync();
        using var store = Open(stand.Setting);
        stand.IsAway = true;
        var failure = await Assert.ThrowsAsync<TrabeculaException>(() => store.AddAsync([1], Ct));
        Assert.Equal("store_unavailable", failure.Code);
        Assert.DoesNotContain(S3Stand.Secret, failure.ToString(), StringComparison.Ordinal);
        await Assert.ThrowsAsync<TrabeculaException>(() => store.ProbeAsync(Ct));
        stand.IsAway = false;
        await store.ProbeAsync(Ct);
    }

    [Fact]
    public async Task A_server_keeps_films_and_results_in_a_bucket()
    {
        await using var stand = await S3Stand.StartAsync();
        await using var server = await RunningServer.StartAsync(settings => settings with { Store = stand.Setting });
        Assert.Equal(HttpStatusCode.OK, (await server.PostAsync(TestFilms.Film(), "?wait=true")).StatusCode);
        var result = await server.JsonAsync("/api/films/1/result");
        Assert.Equal("estimated", result.GetProperty("status").GetString());

        // The film, seven objects and what the store tries itself with.
        Assert.Equal(9, stand.Objects.Count);
        Assert.False(Directory.Exists(Path.Combine(server.Settings.Data, "content", "sha256")));
        var log = string.Concat(Directory.GetFiles(Path.Combine(server.Settings.Data, "logs")).Select(Read));
        Assert.DoesNotContain(S3Stand.Secret, log, StringComparison.Ordinal);
        Assert.DoesNotContain(S3Stand.KeyId, log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bucket")]
    [InlineData("s3:bucket/prefix")]
    [InlineData("s3:https://host")]
    [InlineData("s3:https://me:secret@host/bucket")]
    [InlineData("s3:ftp://host/bucket")]
    public void A_setting_that_names_no_bucket_is_refused(string setting)
    {
        var refusal = Assert.Throws<TrabeculaException>(() => S3Address.Parse(setting));
        Assert.Equal("invalid_setting", refusal.Code);
        Assert.DoesNotContain("secret@", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_of_others_takes_the_same_calls()
    {
        var port = FreePort();
        using var moto = Moto(port);
        try
        {
            Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", S3Stand.KeyId);
            Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", S3Stand.Secret);
            using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
            for (var tries = 0; ; tries++)
            {
                try
                {
                    Assert.True((await http.PutAsync("/films", null, Ct)).IsSuccessStatusCode);
                    break;
                }
                catch (HttpRequestException) when (tries < 300)
                {
                    await Task.Delay(100, Ct);
                }
            }

            using var store = Open($"s3:http://127.0.0.1:{port}/films");
            await store.ProbeAsync(Ct);
            var stored = await store.AddAsync([1, 2, 3], Ct);
            Assert.Equal(stored, await store.AddAsync([1, 2, 3], Ct));
            Assert.Equal([1, 2, 3], await store.ReadAsync(stored.Sha256, Ct));
            var film = new byte[20 << 20];
            var large = await store.AddAsync(new MemoryStream(film), 32 << 20, Ct);
            Assert.Equal(film, await store.ReadAsync(large.Sha256, Ct));
            Assert.Equal("content_damaged", (await Assert.ThrowsAsync<TrabeculaException>(() => store.ReadAsync(new string('a', 64), Ct))).Code);
        }
        finally
        {
            moto.Kill(entireProcessTree: true);
        }
    }

    private S3Store Open(string setting) => new(S3Address.Parse(setting)!, new IncomingFolder(_folder, 1, isShared: false));

    /// <summary>Starts moto's server, or skips the test where there is none.</summary>
    private static Process Moto(int port)
    {
        var start = new ProcessStartInfo("moto_server", ["-H", "127.0.0.1", "-p", $"{port}"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            var process = Process.Start(start)!;
            process.OutputDataReceived += (_, _) => { };
            process.ErrorDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            return process;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("moto's server is not installed (pip install 'moto[server]').");
            throw;
        }
    }

    private static string Read(string file)
    {
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
