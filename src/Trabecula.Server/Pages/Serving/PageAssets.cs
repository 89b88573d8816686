using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Trabecula.Server;

/// <summary>Scripts and styles: what lies within the assembly, and the viewer's bundle where it was made.</summary>
/// <remarks>Each has a version made of its bytes in its address, so that browsers may keep it for ever.</remarks>
internal sealed class PageAssets
{
    private const string Prefix = "page/", Viewer = "viewer.js";

    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>
    {
        [".js"] = "text/javascript; charset=utf-8", [".css"] = "text/css; charset=utf-8", [".svg"] = "image/svg+xml", [".woff2"] = "font/woff2",
    }.ToFrozenDictionary();

    private readonly ConcurrentDictionary<string, Asset> _assets = new();

    /// <summary>Takes the assets up.</summary>
    /// <param name="settings">Names the viewer's folder.</param>
    public PageAssets(ServerSettings settings)
    {
        var assembly = typeof(PageAssets).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
            _assets[name[Prefix.Length..]] = new Asset(Read(assembly, name), TypeOf(name));
        var bundle = Path.Combine(settings.Viewer ?? Path.Combine(AppContext.BaseDirectory, "viewer"), Viewer);
        HasViewer = File.Exists(bundle);
        if (HasViewer)
            _assets[Viewer] = new Asset(File.ReadAllBytes(bundle), TypeOf(Viewer));
    }

    /// <summary>Whether Cornerstone3D was bundled; else films are shown by a plain viewer.</summary>
    public bool HasViewer { get; }

    /// <summary>The address of an asset.</summary>
    /// <param name="name">Its name.</param>
    public string AddressOf(string name) => $"/assets/{name}?v={_assets[name].Version}";

    /// <summary>Sends an asset.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="context">The request.</param>
    public Results<FileContentHttpResult, NotFound> Send(string name, HttpContext context)
    {
        if (!_assets.TryGetValue(name, out var asset))
            return TypedResults.NotFound();
        var headers = context.Response.Headers;
        headers.CacheControl = context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "no-cache";
        headers.Remove("Pragma");
        headers.Vary = "Accept-Encoding";
        var isPacked = context.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal);
        if (isPacked)
            headers.ContentEncoding = "br";
        return TypedResults.File(isPacked ? asset.Packed.Value : asset.Bytes, asset.Type, entityTag: new EntityTagHeaderValue($"\"{asset.Version}{(isPacked ? "-br" : "")}\""));
    }

    private static byte[] Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static string TypeOf(string name) => Types.GetValueOrDefault(Path.GetExtension(name), "application/octet-stream");

    private sealed class Asset
    {
        public Asset(byte[] bytes, string type)
        {
            (Bytes, Type) = (bytes, type);
            Version = Convert.ToHexStringLower(SHA256.HashData(bytes))[..12];
            Packed = new Lazy<byte[]>(() => Pack(bytes));
        }

        public byte[] Bytes { get; }

        public string Type { get; }

        public string Version { get; }

        public Lazy<byte[]> Packed { get; }

        private static byte[] Pack(byte[] bytes)
        {
            using var packed = new MemoryStream();
            using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal))
                brotli.Write(bytes);
            return packed.ToArray();
        }
    }
}
