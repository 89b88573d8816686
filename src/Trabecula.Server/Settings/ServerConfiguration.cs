using Microsoft.Extensions.Configuration;
using Trabecula.Dicom;
using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>Reads the settings from a file, the environment and the command line, the later before the earlier, and checks them.</summary>
public static class ServerConfiguration
{
    private const string Kestrel = "Kestrel";

    /// <summary>The folder that is used where none is named: of this user, the same wherever the command is called from.</summary>
    public static string UsualData => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "trabecula", "server");

    /// <summary>Reads the settings.</summary>
    /// <param name="file">A JSON file, or null for none.</param>
    /// <param name="commandLine">What the command line says, by the settings' names; null for what it does not say.</param>
    /// <returns>The settings, and the whole configuration with certificates (<c>Kestrel:Certificates</c>).</returns>
    /// <exception cref="TrabeculaException"><c>invalid_setting</c>, with the setting's name.</exception>
    public static (ServerSettings Settings, IConfiguration Configuration) Read(string? file, IReadOnlyDictionary<string, string?> commandLine)
    {
        ArgumentNullException.ThrowIfNull(commandLine);
        try
        {
            var builder = new ConfigurationBuilder().AddInMemoryCollection([new(nameof(ServerSettings.Data), UsualData)]);
            if (file is not null)
            {
                CheckNames(file);
                builder.AddJsonFile(Path.GetFullPath(file), optional: false);
            }

            var configuration = builder
                .AddEnvironmentVariables("TRABECULA_")
                .AddInMemoryCollection(commandLine.Where(said => said.Value is not null))
                .Build();
            var settings = configuration.Get<ServerSettings>()!;
            return (GivenTables.Apply(PromotedModel.Apply(GatewaySettings.Complete(Check(settings with { Data = Path.GetFullPath(settings.Data) })))), configuration);
        }
        catch (Exception e) when (e is InvalidOperationException or InvalidDataException or FormatException or IOException or UnauthorizedAccessException)
        {
            throw Invalid(e is InvalidDataException ? $"{file} is no JSON" : e.Message.TrimEnd('.'), e);
        }
    }

    /// <summary>A slip in a name must not leave a setting at its usual value, least of all a password's or a limit's.</summary>
    private static void CheckNames(string file)
    {
        var said = new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(file), optional: false).Build().GetChildren()
            .Where(child => !child.Key.Equals(Kestrel, StringComparison.OrdinalIgnoreCase));
        CheckNames(file, said, typeof(ServerSettings), [Kestrel]);
    }

    private static void CheckNames(string file, IEnumerable<IConfigurationSection> said, Type type, string[] others)
    {
        var known = type.GetProperties().Where(property => property.CanWrite).ToDictionary(property => property.Name, property => property.PropertyType, StringComparer.OrdinalIgnoreCase);
        foreach (var child in said)
        {
            if (!known.TryGetValue(child.Key, out var inner))
                throw Invalid($"{file} has a setting '{child.Path}' that there is not; there are {string.Join(", ", known.Keys.Concat(others).Order(StringComparer.Ordinal))}");
            if (inner.IsGenericType && inner.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) && IsOurs(inner.GenericTypeArguments[0]))
            {
                foreach (var entry in child.GetChildren())
                    CheckNames(file, entry.GetChildren(), inner.GenericTypeArguments[0], []);
            }
            else if (IsOurs(inner))
            {
                CheckNames(file, child.GetChildren(), inner, []);
            }
        }
    }

    private static bool IsOurs(Type type) => type is { IsClass: true } && type.Assembly == typeof(ServerSettings).Assembly;

    private static ServerSettings Check(ServerSettings settings)
    {
        foreach (var (name, value, least, most) in new[]
        {
            (nameof(settings.SideBySide), settings.SideBySide, 1, 1024),
            (nameof(settings.OwnFilms), settings.OwnFilms ?? 1, 0, 1024),
            (nameof(settings.MaxUploadMb), settings.MaxUploadMb, 1, 2047),
            (nameof(settings.MaxBacklog), settings.MaxBacklog, 1, int.MaxValue),
            (nameof(settings.MaxUploads), settings.MaxUploads, 1, 100_000),
            (nameof(settings.MaxConnections), settings.MaxConnections, 1, 1_000_000),
            (nameof(settings.MinUploadBytesPerSecond), settings.MinUploadBytesPerSecond, 1, int.MaxValue),
            (nameof(settings.MinFreeDiskMb), settings.MinFreeDiskMb, 1, int.MaxValue),
            (nameof(settings.MaxWrongCredentials), settings.MaxWrongCredentials, 1, int.MaxValue),
        })
        {
            if (value < least || value > most)
                throw Invalid($"{name} is a whole number from {least} to {most}, not {value}");
        }

        S3Address.Parse(settings.Store);
        if (settings is { OwnFilms: 0, IsSqlite: true })
            throw Invalid($"{nameof(settings.OwnFilms)} is at least 1 with SQLite, for only PostgreSQL has workers");
        OneOf(nameof(settings.Criteria), settings.Criteria, "who", "japan2012");
        OneOf(nameof(settings.Forms), settings.Forms, "all", "result");
        if (!settings.MakesForms && settings.Archives.Count + settings.Destinations.Count > 0)
            throw Invalid($"{nameof(settings.Forms)} is all where there are archives or destinations, for they get what else is made");
        OneOf(nameof(settings.Language), settings.Language, "en", "ja");
        OneOf(nameof(settings.Paper), settings.Paper, "a4", "letter");
        if (!DicomUid.IsRoot(settings.UidRoot))
            throw Invalid($"{nameof(settings.UidRoot)} is numbers parted by points, 43 characters at most");
        OneOf("Studies:FoldsOn", settings.Studies.FoldsOn, "here", "workers", "slurm");
        if (settings.Studies is { AreFoldsSubmitted: true, Submit: [] })
            throw Invalid("Studies:Submit names deploy/slurm/submit where Studies:FoldsOn is slurm");
        foreach (var folder in settings.Studies.Folders)
        {
            if (!Path.IsPathFullyQualified(folder) || Path.GetPathRoot(folder) == folder)
                throw Invalid($"Studies:Folders names folders by their full path, and not the whole machine, not '{folder}'");
        }

        foreach (var address in settings.Addresses)
        {
            if (!Uri.TryCreate(address.Replace("*", "any", StringComparison.Ordinal).Replace("+", "any", StringComparison.Ordinal), UriKind.Absolute, out var uri)
                || uri.Scheme is not ("http" or "https") || uri.PathAndQuery != "/")
            {
                throw Invalid($"{nameof(settings.Listen)} is one or more addresses like http://127.0.0.1:8080, not '{address}'");
            }
        }

        return settings;
    }

    private static void OneOf(string name, string value, params string[] words)
    {
        if (!words.Contains(value))
            throw Invalid($"{name} is {string.Join(" or ", words)}, not '{value}'");
    }

    private static TrabeculaException Invalid(string what, Exception? inner = null) => new("invalid_setting", $"Settings: {what}.", inner);
}
