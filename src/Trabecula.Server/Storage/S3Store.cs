using System.Net;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Transfer;
using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>A store that is a bucket of an S3-compatible server.</summary>
/// <remarks>
/// An object is put only where there is none of its name (<c>If-None-Match: *</c>), and appears when it is whole. Credentials come from the environment
/// (<c>AWS_ACCESS_KEY_ID</c>, <c>AWS_SECRET_ACCESS_KEY</c>, <c>AWS_SESSION_TOKEN</c>) and from nowhere else; they are in no message.
/// </remarks>
internal sealed class S3Store : ContentStore, IDisposable
{
    /// <summary>From this size on an object is sent in parts, one of which is sent again where the connection breaks; S3's parts have 5 MB at least.</summary>
    private const long PartFrom = 16 << 20, PartBytes = 8 << 20;

    /// <summary>Between two looks whether the server answers: each is a request that some providers charge for.</summary>
    private static readonly TimeSpan BetweenProbes = TimeSpan.FromSeconds(20);

    private readonly S3Address _address;
    private readonly IncomingFolder _incoming;
    private readonly AmazonS3Client _client;
    private readonly TransferUtility _transfer;
    private long _probedAt;

    /// <summary>Prepares to reach the server.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="incoming">Where films are written until they are whole.</param>
    /// <exception cref="TrabeculaException"><c>invalid_setting</c> where the environment has no credentials.</exception>
    public S3Store(S3Address address, IncomingFolder incoming)
    {
        (_address, _incoming) = (address, incoming);
        _client = new AmazonS3Client(Credentials(), new AmazonS3Config
        {
            ServiceURL = address.Endpoint.ToString(),
            AuthenticationRegion = Environment.GetEnvironmentVariable("AWS_REGION") is { Length: > 0 } region ? region : "us-east-1",

            // Servers in a hospital have no name for each bucket.
            ForcePathStyle = true,

            // Checksums in trailers are younger than many compatible servers; the name is a checksum, and each part's is signed.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            Timeout = TimeSpan.FromMinutes(1),
            MaxErrorRetry = 3,
        });
        _transfer = new TransferUtility(_client, new TransferUtilityConfig { MinSizeBeforePartUpload = PartFrom, ConcurrentServiceRequests = 2 });
    }

    /// <inheritdoc />
    public override long FreeBytes => _incoming.FreeBytes;

    /// <inheritdoc />
    public override bool HasRoom => _incoming.HasRoom;

    /// <inheritdoc />
    public override Task<StoredContent> AddAsync(Stream content, long mostBytes, CancellationToken ct) =>
        _incoming.TakeAsync(content, mostBytes, (part, stored) => PlaceAsync(part, stored, ct), ct);

    /// <inheritdoc />
    public override async Task<StoredContent> AddAsync(byte[] content, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(content);
        var name = Convert.ToHexStringLower(SHA256.HashData(content));
        await OnceAsync(async condition =>
        {
            using var bytes = new MemoryStream(content, writable: false);
            await _client.PutObjectAsync(
                new PutObjectRequest { BucketName = _address.Bucket, Key = KeyOf(name), InputStream = bytes, AutoCloseStream = false, UseChunkEncoding = false, IfNoneMatch = condition }, ct);
        });
        return new StoredContent(name, content.Length);
    }

    /// <inheritdoc />
    public override async Task<Stream> OpenAsync(string sha256, CancellationToken ct) => await Guard(async () => (await GetAsync(sha256, ct)).ResponseStream);

    /// <inheritdoc />
    public override async Task ProbeAsync(CancellationToken ct)
    {
        if (_probedAt != 0 && Environment.TickCount64 - _probedAt < BetweenProbes.TotalMilliseconds)
            return;

        // A bucket that cannot be written is told by the first probe, an object of one byte; later ones look for it.
        if (_probedAt == 0)
            await AddAsync([0], ct);
        else
            await Guard(() => _client.GetObjectMetadataAsync(_address.Bucket, KeyOf(Convert.ToHexStringLower(SHA256.HashData([0]))), ct));
        _probedAt = Environment.TickCount64;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _transfer.Dispose();
        _client.Dispose();
    }

    /// <inheritdoc />
    private protected override Task<byte[]> FetchAsync(string sha256, CancellationToken ct) => Guard(async () =>
    {
        using var answer = await GetAsync(sha256, ct);
        if (answer.ContentLength is < 0 or > int.MaxValue)
            throw new TrabeculaException(Damaged, "The file in the server's store is larger than anything that was stored.");
        var bytes = new byte[answer.ContentLength];
        await answer.ResponseStream.ReadExactlyAsync(bytes, ct);
        return bytes;
    });

    private static SessionOrBasic Read() => new(
        Environment.GetEnvironmentVariable("AWS_ACCESS_KEY_ID"), Environment.GetEnvironmentVariable("AWS_SECRET_ACCESS_KEY"), Environment.GetEnvironmentVariable("AWS_SESSION_TOKEN"));

    private static AWSCredentials Credentials() => Read() switch
    {
        { Id.Length: > 0, Secret.Length: > 0, Token.Length: > 0 } session => new SessionAWSCredentials(session.Id, session.Secret, session.Token),
        { Id.Length: > 0, Secret.Length: > 0 } basic => new BasicAWSCredentials(basic.Id, basic.Secret),
        _ => throw new TrabeculaException("invalid_setting", "Settings: Store is a bucket; give its credentials as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment."),
    };

    private async Task PlaceAsync(string part, StoredContent stored, CancellationToken ct)
    {
        var key = KeyOf(stored.Sha256);

        // A film that is sent again is not carried there again.
        if (await Guard(() => IsThereAsync(key, ct)))
            return;
        await OnceAsync(condition => _transfer.UploadAsync(
            new TransferUtilityUploadRequest { BucketName = _address.Bucket, Key = key, FilePath = part, PartSize = PartBytes, IfNoneMatch = condition }, ct));
    }

    private async Task<bool> IsThereAsync(string key, CancellationToken ct)
    {
        try
        {
            await _client.GetObjectMetadataAsync(_address.Bucket, key, ct);
            return true;
        }
        catch (AmazonS3Exception e) when (e.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden)
        {
            // Who may not list a bucket is told "forbidden" of what is not there.
            return false;
        }
    }

    private Task<GetObjectResponse> GetAsync(string sha256, CancellationToken ct) => _client.GetObjectAsync(_address.Bucket, KeyOf(sha256), ct);

    private string KeyOf(string sha256) => _address.Prefix + PlaceOf(sha256);

    /// <summary>Puts an object unless there is one of its name, which then has the same bytes.</summary>
    /// <param name="put">Puts it, under a condition or, where the server knows none, without.</param>
    private static async Task OnceAsync(Func<string?, Task> put)
    {
        try
        {
            await put("*");
        }
        catch (AmazonS3Exception e) when (e.StatusCode is HttpStatusCode.PreconditionFailed)
        {
            // It is there.
        }
        catch (AmazonS3Exception e) when (e.StatusCode is HttpStatusCode.NotImplemented or HttpStatusCode.Conflict)
        {
            // The server knows no conditions, or somebody else puts the same bytes at this moment: putting them twice does no harm.
            await Guard(async () =>
            {
                await put(null);
                return true;
            });
        }
        catch (Exception e) when (IsOfStore(e))
        {
            throw Unavailable(e);
        }
    }

    private static async Task<T> Guard<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound && e.ErrorCode != "NoSuchBucket")
        {
            throw Missing(e);
        }
        catch (Exception e) when (IsOfStore(e))
        {
            throw Unavailable(e);
        }
    }

    private static bool IsOfStore(Exception e) => e is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or TimeoutException;

    private static TrabeculaException Unavailable(Exception e) => new(
        "store_unavailable", $"The server's store cannot be read or written at present{(e is AmazonServiceException { ErrorCode.Length: > 0 } told ? $" ({told.ErrorCode})" : "")}.", e);

    private sealed record SessionOrBasic(string? Id, string? Secret, string? Token);
}
