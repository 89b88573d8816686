using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Trabecula.EndToEnd.Tests;

/// <summary>A real Orthanc with the configuration of deploy/orthanc, in a folder and at ports of its own.</summary>
internal sealed class OrthancProcess : IDisposable
{
    public const string User = "trabecula", Password = "wr0ng-in-real-life", Sender = "SENDER";

    private readonly string _folder;
    private readonly HttpClient _http;
    private ChildProcess? _process;

    /// <summary>Prepares an Orthanc; it does not run yet.</summary>
    /// <param name="folder">An empty folder.</param>
    /// <param name="modalities">Further DICOM nodes that it knows, name and port, all on this machine.</param>
    public OrthancProcess(string folder, params (string Name, int Port)[] modalities)
    {
        Assert.SkipUnless(Program is not null && File.Exists("/usr/share/orthanc/plugins/libOrthancDicomWeb.so"), "Needs Debian's orthanc and orthanc-dicomweb.");
        Assert.SkipUnless(Tool("storescu") is not null, "Needs Debian's dcmtk.");
        _folder = folder;
        Directory.CreateDirectory(Path.Combine(folder, "settings"));
        Directory.CreateDirectory(Path.Combine(folder, "storage"));
        (HttpPort, DicomPort) = (FreePort(), FreePort());
        File.Copy(Path.Combine(RepositoryRoot.Path, "deploy", "orthanc", "archive", "orthanc.json"), Path.Combine(folder, "settings", "orthanc.json"));
        var nodes = modalities.Append((Name: "sender", Port: 11112)).ToDictionary(node => node.Name, node => (object)new
        {
            AET = node.Name.ToUpperInvariant(), Host = "127.0.0.1", node.Port, AllowEcho = true, AllowStore = true,
        });
        File.WriteAllText(Path.Combine(folder, "settings", "network.json"), JsonSerializer.Serialize(new
        {
            HttpPort, DicomPort, RemoteAccessAllowed = false, DicomCheckModalityHost = true, DicomModalities = nodes,
        }));
        _http = new HttpClient { BaseAddress = new Uri(Url), Timeout = TimeSpan.FromSeconds(30) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}")));
    }

    public int HttpPort { get; }

    public int DicomPort { get; }

    public string Url => $"http://127.0.0.1:{HttpPort}/";

    private static string? Program => Tool("Orthanc");

    /// <summary>Where a program of the system lies, or null.</summary>
    public static string? Tool(string name) =>
        new[] { "/usr/sbin", "/usr/bin", "/usr/local/bin" }.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    public static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }

    /// <summary>Starts it, and waits until it answers.</summary>
    public async Task StartAsync(CancellationToken ct)
    {
        _process?.Dispose();
        _process = new ChildProcess(Program!, [Path.Combine(_folder, "settings")], new Dictionary<string, string>
        {
            ["ORTHANC_STORAGE"] = Path.Combine(_folder, "storage"), ["ORTHANC_PASSWORD"] = Password,
        });
        await Wait.UntilAsync(
            async () =>
            {
                Assert.False(_process.HasEnded, $"Orthanc ended: {_process.Said}");
                return await IsThereAsync(ct);
            },
            () => $"Orthanc does not answer: {_process.Said}",
            ct);
    }

    /// <summary>Starts it again where it has died, as a service manager does: this version does not survive every file.</summary>
    /// <returns>Whether it had died.</returns>
    public async Task<bool> ReviveAsync(CancellationToken ct)
    {
        if (_process is { HasEnded: false })
            return false;
        await StartAsync(ct);
        return true;
    }

    /// <summary>SIGKILL.</summary>
    public void Kill() => _process?.Kill();

    /// <summary>Sends files by C-STORE, as a console does; a console tries again until it is told that they have arrived.</summary>
    public async Task<bool> SendAsync(IEnumerable<string> files, CancellationToken ct) =>
        (await SendOnceAsync(files, ct)).Code == 0;

    /// <summary>Sends files by C-STORE and tells what storescu says.</summary>
    public async Task<(int Code, string Said)> SendOnceAsync(IEnumerable<string> files, CancellationToken ct) => await ChildProcess.RunAsync(
        Tool("storescu")!, ["-R", "-aet", Sender, "-aec", "TRABECULA", "--timeout", "10", "127.0.0.1", $"{DicomPort}", .. files], ct);

    /// <summary>All instances by Orthanc's identifier.</summary>
    public async Task<IReadOnlyList<StoredObject>> InstancesAsync(CancellationToken ct)
    {
        using var question = new StringContent("""{"Level":"Instance","Query":{},"Expand":false}""");
        var answer = await _http.PostAsync("tools/find", question, ct);
        answer.EnsureSuccessStatusCode();
        var objects = new List<StoredObject>();
        foreach (var id in (await answer.Content.ReadFromJsonAsync<string[]>(ct))!)
            objects.Add(new StoredObject(id, await _http.GetByteArrayAsync($"instances/{id}/file", ct)));
        return objects;
    }

    /// <summary>How many instances it holds.</summary>
    public async Task<int> CountAsync(CancellationToken ct) =>
        (await _http.GetFromJsonAsync<JsonElement>("statistics", ct)).GetProperty("CountInstances").GetInt32();

    /// <summary>Stores an object by its REST, as a STOW-RS would.</summary>
    public async Task<HttpStatusCode> PostAsync(byte[] file, CancellationToken ct)
    {
        using var body = new ByteArrayContent(file);
        return (await _http.PostAsync("instances", body, ct)).StatusCode;
    }

    public void Dispose()
    {
        _process?.Dispose();
        _http.Dispose();
    }

    private async Task<bool> IsThereAsync(CancellationToken ct)
    {
        try
        {
            return (await _http.GetAsync("system", ct)).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
