using System.Net;
using System.Text;
using Trabecula.Dicom;

namespace Trabecula.Server.Tests;

/// <summary>Another system in this process that answers each address as a test says.</summary>
internal sealed class FakeRemote : IDisposable
{
    private readonly HttpListener _listener = new();

    public FakeRemote(Func<string, (int Status, string Body)> answer)
    {
        using var socket = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        var root = $"http://127.0.0.1:{((IPEndPoint)socket.LocalEndpoint).Port}/";
        socket.Stop();
        _listener.Prefixes.Add(root);
        _listener.Start();
        Connection = new ArchiveConnection("archive", new Uri(root), null);
        _ = Task.Run(() => Serve(answer));
    }

    public ArchiveConnection Connection { get; }

    public void Dispose()
    {
        Connection.Dispose();
        _listener.Close();
    }

    private void Serve(Func<string, (int Status, string Body)> answer)
    {
        try
        {
            while (true)
            {
                var context = _listener.GetContext();
                var (status, body) = answer(context.Request.RawUrl!);
                context.Response.StatusCode = status;
                context.Response.OutputStream.Write(Encoding.UTF8.GetBytes(body));
                context.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }
}
