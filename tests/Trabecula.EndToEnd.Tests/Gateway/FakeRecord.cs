using System.Net;

namespace Trabecula.EndToEnd.Tests;

/// <summary>Another system in this process that answers what a test says, and remembers what was accepted.</summary>
internal sealed class FakeRecord : IDisposable
{
    private readonly HttpListener _listener = new();

    public FakeRecord(Func<int, int> statusOfCall)
    {
        Url = $"http://127.0.0.1:{OrthancProcess.FreePort()}/fhir/";
        _listener.Prefixes.Add(Url);
        _listener.Start();
        _ = Task.Run(() => Serve(statusOfCall));
    }

    public string Url { get; }

    public List<(string Path, byte[] Body)> Accepted { get; } = [];

    public int Calls { get; private set; }

    public void Dispose() => _listener.Close();

    private void Serve(Func<int, int> statusOfCall)
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = _listener.GetContext();
                using var body = new MemoryStream();
                context.Request.InputStream.CopyTo(body);
                context.Response.StatusCode = statusOfCall(Calls++);
                if (context.Response.StatusCode < 300)
                    Accepted.Add((context.Request.RawUrl!, body.ToArray()));
                context.Response.OutputStream.Write("{}"u8);
                context.Response.Close();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                // The client went away, or the test is over.
            }
        }
    }
}
