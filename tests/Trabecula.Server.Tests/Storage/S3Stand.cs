using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Trabecula.Server.Tests;

/// <summary>
/// The few calls of S3 that a store makes (API reference: PutObject, GetObject, HeadObject, CreateMultipartUpload, UploadPart, CompleteMultipartUpload, AbortMultipartUpload), in memory. It
/// takes only requests that are signed with Signature Version 4 by the right key and whose bytes have the hash that was signed.
/// </summary>
internal sealed class S3Stand : IAsyncDisposable
{
    public const string KeyId = "AKTESTKEY", Secret = "a-secret-that-nobody-may-read";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, SortedDictionary<int, byte[]>> _uploads = new();

    private S3Stand()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    /// <summary>Objects by bucket and name.</summary>
    public ConcurrentDictionary<string, byte[]> Objects { get; } = new();

    public int Parts { get; private set; }

    public int Refused { get; private set; }

    public bool IsAway { get; set; }

    /// <summary>Some compatible servers know no conditions and say so.</summary>
    public bool KnowsConditions { get; set; } = true;

    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public string Setting => $"s3:{Address}/films/trial";

    public static async Task<S3Stand> StartAsync()
    {
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", KeyId);
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", Secret);
        var stand = new S3Stand();
        await stand._app.StartAsync(TestContext.Current.CancellationToken);
        return stand;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var bytes = body.ToArray();
        if (IsAway)
        {
            await SayAsync(context, StatusCodes.Status503ServiceUnavailable, "SlowDown");
            return;
        }

        // A file is signed chunk by chunk (API reference: "Signature calculations for the Authorization header: transferring payload in multiple chunks").
        var isInChunks = context.Request.Headers["x-amz-content-sha256"] == "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
        if (isInChunks)
            bytes = Unchunked(bytes);
        var signed = context.Request.Headers["x-amz-content-sha256"].ToString();
        if (!context.Request.Headers.Authorization.ToString().StartsWith($"AWS4-HMAC-SHA256 Credential={KeyId}/", StringComparison.Ordinal)
            || (!isInChunks && signed != Convert.ToHexStringLower(SHA256.HashData(bytes))))
        {
            Refused++;
            await SayAsync(context, StatusCodes.Status403Forbidden, "SignatureDoesNotMatch");
            return;
        }

        var name = context.Request.Path.Value!;
        var upload = context.Request.Query["uploadId"].ToString();
        switch (context.Request.Method)
        {
            case "HEAD" or "GET" when Objects.TryGetValue(name, out var found):
                context.Response.ContentLength = found.Length;
                context.Response.Headers.ETag = Tag(found);
                if (context.Request.Method == "GET")
                    await context.Response.Body.WriteAsync(found);
                break;
            case "HEAD" or "GET":
                await SayAsync(context, StatusCodes.Status404NotFound, "NoSuchKey");
                break;
            case "POST" when context.Request.Query.ContainsKey("uploads"):
                upload = Guid.NewGuid().ToString("N");
                _uploads[upload] = [];
                await context.Response.WriteAsync($"<InitiateMultipartUploadResult><Bucket>films</Bucket><Key>{name}</Key><UploadId>{upload}</UploadId></InitiateMultipartUploadResult>");
                break;
            case "PUT" when upload.Length > 0:
                Parts++;
                lock (_uploads[upload])
                    _uploads[upload][int.Parse(context.Request.Query["partNumber"].ToString(), CultureInfo.InvariantCulture)] = bytes;
                context.Response.Headers.ETag = Tag(bytes);
                break;
            case "POST" when upload.Length > 0:
                await PutAsync(context, name, [.. _uploads[upload].Values.SelectMany(part => part)]);
                if (context.Response.StatusCode == StatusCodes.Status200OK)
                    await context.Response.WriteAsync($"<CompleteMultipartUploadResult><Key>{name}</Key><ETag>tag</ETag></CompleteMultipartUploadResult>");
                break;
            case "DELETE":
                _uploads.TryRemove(upload, out _);
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                break;
            default:
                await PutAsync(context, name, bytes);
                break;
        }
    }

    private static byte[] Unchunked(ReadOnlySpan<byte> body)
    {
        var content = new List<byte>();
        while (body.Length > 0)
        {
            var line = System.Text.Encoding.ASCII.GetString(body[..body.IndexOf("\r\n"u8)]);
            var length = int.Parse(line.Split(";chunk-signature=")[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            content.AddRange(body.Slice(line.Length + 2, length));
            body = body[(line.Length + length + 4)..];
        }

        return [.. content];
    }

    private async Task PutAsync(HttpContext context, string name, byte[] bytes)
    {
        if (context.Request.Headers.IfNoneMatch == "*")
        {
            if (!KnowsConditions)
            {
                await SayAsync(context, StatusCodes.Status501NotImplemented, "NotImplemented");
                return;
            }

            if (!Objects.TryAdd(name, bytes))
            {
                await SayAsync(context, StatusCodes.Status412PreconditionFailed, "PreconditionFailed");
                return;
            }
        }

        Objects[name] = bytes;
        context.Response.Headers.ETag = Tag(bytes);
    }

    /// <summary>S3's tag of an object that came in one piece is the MD5 of its bytes; the client holds the bytes to it.</summary>
    private static string Tag(byte[] bytes)
    {
        return $"\"{Convert.ToHexStringLower(MD5.HashData(bytes))}\"";
    }

    private static async Task SayAsync(HttpContext context, int status, string code)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/xml";
        if (context.Request.Method != "HEAD")
            await context.Response.WriteAsync($"<?xml version=\"1.0\"?><Error><Code>{code}</Code><Message>no</Message></Error>");
    }
}
