using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>Where an S3-compatible store is: the setting <c>Store</c>, <c>s3:https://host[:port]/bucket[/prefix]</c>.</summary>
/// <param name="Endpoint">The server, without a path.</param>
/// <param name="Bucket">The bucket.</param>
/// <param name="Prefix">What names of objects begin with: empty, or ending with a slash.</param>
internal sealed record S3Address(Uri Endpoint, string Bucket, string Prefix)
{
    /// <summary>The setting's value for a folder below the data folder.</summary>
    public const string Folder = "folder";

    private const string Scheme = "s3:";

    /// <summary>Reads the setting.</summary>
    /// <param name="setting">Its value.</param>
    /// <returns>The address, or null for a folder.</returns>
    /// <exception cref="TrabeculaException"><c>invalid_setting</c>.</exception>
    public static S3Address? Parse(string setting)
    {
        if (setting == Folder)
            return null;
        if (!setting.StartsWith(Scheme, StringComparison.Ordinal)
            || !Uri.TryCreate(setting[Scheme.Length..], UriKind.Absolute, out var uri)
            || uri.Scheme is not ("http" or "https")
            || uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            throw Invalid();
        }

        // Credentials in an address would stand in a file and in messages.
        if (uri.UserInfo.Length > 0)
            throw new TrabeculaException("invalid_setting", "Settings: Store holds no credentials; give them as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.");
        var path = uri.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return path.Length == 0
            ? throw Invalid()
            : new S3Address(new Uri(uri.GetLeftPart(UriPartial.Authority)), path[0], string.Concat(path.Skip(1).Select(part => part + "/")));
    }

    private static TrabeculaException Invalid() =>
        new("invalid_setting", $"Settings: Store is '{Folder}', or a bucket of an S3-compatible server: '{Scheme}https://host/bucket' or '{Scheme}https://host/bucket/prefix'.");
}
