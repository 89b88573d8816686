using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Trabecula.Domain;

namespace Trabecula.Inference;

/// <summary>A folder with the networks that make an estimate, their card and their checksums.</summary>
/// <remarks>
/// <c>bundle.json</c> names every other file with its SHA-256; <see cref="Open"/> refuses a bundle in which one differs.
/// </remarks>
public sealed class ModelBundle
{
    /// <summary>Name of the file that describes the bundle.</summary>
    public const string DescriptionFile = "bundle.json";

    /// <summary>Name of the localiser's network.</summary>
    public const string LocaliserFile = "localiser.onnx";

    /// <summary>Name of the density network.</summary>
    public const string DensityFile = "density.onnx";

    /// <summary>Name of the file that tells what the training films looked like; bundles before 0.3.0 have none.</summary>
    public const string TrainingFilmsFile = "training-films.json";

    /// <summary>Name of the file that corrects the density network's estimates; bundles that no study made have none.</summary>
    public const string CalibrationFile = "calibration.json";

    /// <summary>Name of the file with the density network's weights, which a training can begin with; older bundles have none.</summary>
    public const string WeightsFile = "density.safetensors";

    /// <summary>Name of the file with the SHA-256 of each film that the density network was trained on, also by way of the weights that it began
    /// with; older bundles have none.</summary>
    public const string TrainedOnFile = "trained-on.sha256";

    // A bundle stays under 25 MB by design; ten times that is a mistake or an attack.
    private const long MaxFileBytes = 250_000_000;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    private ModelBundle(string directory, BundleDescription description) => (Directory, Description) = (directory, description);

    /// <summary>The folder.</summary>
    public string Directory { get; }

    /// <summary>What the bundle says of itself.</summary>
    public BundleDescription Description { get; }

    /// <summary>Name, version and training material, as results carry them.</summary>
    public ModelIdentity Identity => new(Description.Id, Description.Version, Description.TrainedOn);

    /// <summary>The correction of the density network's estimates, or null where the bundle has none.</summary>
    /// <exception cref="TrabeculaException"><c>model_malformed</c> or <c>model_tampered</c>.</exception>
    public BundleCalibration? Calibration => Has(CalibrationFile) ? BundleCalibration.FromJson(Content(CalibrationFile)) : null;

    /// <summary>The localiser's network.</summary>
    /// <returns>Bytes of <see cref="LocaliserFile"/>.</returns>
    /// <exception cref="TrabeculaException"><c>model_tampered</c>.</exception>
    public byte[] LocaliserNetwork() => Content(LocaliserFile);

    /// <summary>The density network's weights.</summary>
    /// <returns>Bytes of <see cref="WeightsFile"/>.</returns>
    /// <exception cref="TrabeculaException"><c>no_weights</c> where the bundle keeps none; <c>model_tampered</c>.</exception>
    public byte[] DensityWeights() => Needed(WeightsFile);

    /// <summary>The films that the density network was trained on.</summary>
    /// <returns>SHA-256 of each film's file, in lower-case hexadecimal digits.</returns>
    /// <exception cref="TrabeculaException"><c>no_weights</c> where the bundle does not tell; <c>model_malformed</c> where it tells otherwise, for a
    /// list that matches nothing would let everything through; <c>model_tampered</c>.</exception>
    public IReadOnlySet<string> TrainedOn()
    {
        string[] films = Encoding.ASCII.GetString(Needed(TrainedOnFile)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return films.Length > 0 && films.All(film => film.Length == 2 * SHA256.HashSizeInBytes && film.All(char.IsAsciiHexDigitLower))
            ? films.ToHashSet(StringComparer.Ordinal)
            : throw new TrabeculaException("model_malformed", $"{TrainedOnFile} in '{Directory}' is no list of films' SHA-256, each on a line of its own.");
    }

    /// <summary>Opens a bundle and verifies every file in it.</summary>
    /// <param name="directory">The folder.</param>
    /// <exception cref="TrabeculaException"><c>model_missing</c>, <c>model_malformed</c> or <c>model_tampered</c>.</exception>
    public static ModelBundle Open(string directory)
    {
        string path = Path.Combine(directory, DescriptionFile);
        if (!File.Exists(path))
        {
            throw new TrabeculaException("model_missing", $"There is no model bundle in '{directory}': {DescriptionFile} was not found.");
        }

        BundleDescription description;
        try
        {
            description = JsonSerializer.Deserialize<BundleDescription>(ReadBounded(path), Json)
                ?? throw new TrabeculaException("model_malformed", $"'{path}' is empty.");
        }
        catch (JsonException exception)
        {
            throw new TrabeculaException("model_malformed", $"'{path}' is not a bundle description: {exception.Message}", exception);
        }

        // The serializer holds members to be there, not the elements of a list.
        if (description.Files.Any(file => file is null))
        {
            throw new TrabeculaException("model_malformed", $"'{path}' names a file by null.");
        }

        foreach (BundleFile file in description.Files)
        {
            if (file.Name != Path.GetFileName(file.Name) || file.Name is "" or "." or "..")
            {
                throw new TrabeculaException("model_malformed", $"'{path}' names a file outside the bundle.");
            }

            Verified(directory, file);
        }

        foreach (string needed in (ReadOnlySpan<string>)[LocaliserFile, DensityFile])
        {
            if (description.Files.All(file => file.Name != needed))
            {
                throw new TrabeculaException("model_malformed", $"The model bundle in '{directory}' has no {needed}.");
            }
        }

        return new ModelBundle(directory, description);
    }

    /// <summary>Describes the files that lie in a folder and writes <c>bundle.json</c> last, so that a folder with one is whole.</summary>
    /// <param name="directory">The folder, with the networks in it.</param>
    /// <param name="identity">Name, version and training material.</param>
    /// <param name="scale">Whose scale the densities are on, for instance <c>Hologic</c>.</param>
    /// <param name="command">The command that made the bundle.</param>
    public static void Describe(string directory, ModelIdentity identity, DxaManufacturer scale, string command)
    {
        BundleFile[] files = [.. System.IO.Directory.EnumerateFiles(directory)
            .Where(path => Path.GetExtension(path) is ".onnx" or ".md" || Path.GetFileName(path) is TrainingFilmsFile or CalibrationFile or WeightsFile or TrainedOnFile)
            .Order(StringComparer.Ordinal)
            .Select(path => new BundleFile(Path.GetFileName(path), Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))))];
        var description = new BundleDescription(identity.Id, identity.Version, identity.TrainedOn, scale.ToString(), command, files);
        byte[] text = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(description, Json) + "\n");
        ReplacedFile.Write(Path.Combine(directory, DescriptionFile), stream => stream.Write(text));
    }

    /// <summary>Whether a file belongs to the bundle.</summary>
    internal bool Has(string name) => Description.Files.Any(file => file.Name == name);

    /// <summary>A member's bytes, read and verified anew: networks are large, and nobody needs them twice.</summary>
    /// <exception cref="TrabeculaException"><c>model_tampered</c> where it was changed since the bundle was opened.</exception>
    internal byte[] Content(string name) => Verified(Directory, Description.Files.First(file => file.Name == name));

    private byte[] Needed(string name) => Has(name)
        ? Content(name)
        : throw new TrabeculaException("no_weights", $"The model bundle in '{Directory}' has no {name}: no training can begin with it.");

    private static byte[] Verified(string directory, BundleFile file)
    {
        string member = Path.Combine(directory, file.Name);
        if (!File.Exists(member))
        {
            throw new TrabeculaException("model_tampered", $"The model bundle in '{directory}' lacks {file.Name}.");
        }

        byte[] bytes = ReadBounded(member);
        return string.Equals(Convert.ToHexStringLower(SHA256.HashData(bytes)), file.Sha256, StringComparison.Ordinal)
            ? bytes
            : throw new TrabeculaException("model_tampered", $"{file.Name} in '{directory}' is not the file that the bundle was made with: its SHA-256 differs.");
    }

    private static byte[] ReadBounded(string path)
    {
        if (new FileInfo(path).Length > MaxFileBytes)
        {
            throw new TrabeculaException("model_malformed", $"'{path}' is larger than any model of this kind.");
        }

        return File.ReadAllBytes(path);
    }
}
