using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Trabecula.Dicom.Tests;

/// <summary>An HTTP server in this process that answers what a test says.</summary>
internal sealed class FakeArchive : IDisposable
{
    private readonly HttpListener _listener = new();

    public FakeArchive(Action<HttpListenerContext> answer)
    {
        Root = new Uri($"http://127.0.0.1:{FreePort()}/dicom-web/");
        _listener.Prefixes.Add(Root.AbsoluteUri);
        _listener.Start();
        _ = Task.Run(() => Serve(answer));
    }

    public Uri Root { get; }

    public List<(string Method, string Path, string? Authorization, string? ContentType, byte[] Body)> Requests { get; } = [];

    public ArchiveConnection Connect(ArchiveCredentials? credentials = null, ArchiveLimits? limits = null) => new("main archive", Root, credentials, limits);

    public static FakeArchive Saying(int status, string contentType, byte[] body) => new(context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.OutputStream.Write(body);
    });

    public static FakeArchive Saying(int status, string json) => Saying(status, "application/dicom+json", Encoding.UTF8.GetBytes(json));

    public static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }

    public void Dispose() => _listener.Close();

    private void Serve(Action<HttpListenerContext> answer)
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = _listener.GetContext();
                using var body = new MemoryStream();
                context.Request.InputStream.CopyTo(body);
                Requests.Add((
                    context.Request.HttpMethod, context.Request.RawUrl!, context.Request.Headers["Authorization"], context.Request.ContentType, body.ToArray()));
                answer(context);
                context.Response.Close();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                // The client went away, or the test is over.
            }
        }
    }
}
