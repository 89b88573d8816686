using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Trabecula.Domain;
using Trabecula.Imaging;

namespace Trabecula.Simulation;

/// <summary>A cohort's folder: whose it is, films, and for each film the rows of all tables, kept until the cohort is whole.</summary>
internal sealed class CohortFolder
{
    /// <summary>Where films' layers lie, with tables of their own.</summary>
    public const string LayerFolder = "layers";

    private const string CohortFile = "cohort.json", PartFolder = "parts", FilmFolder = "films";

    // A description has some 150 characters; whatever is larger is another program's file.
    private const int LongestDescription = 4096;

    private static readonly JsonSerializerOptions Json = new()
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter() },
    };

    private readonly string _path;
    private readonly bool _withPng, _withLayers;

    private CohortFolder(string path, bool withPng, bool withLayers) => (_path, _withPng, _withLayers) = (path, withPng, withLayers);

    /// <summary>Marks a folder as a cohort's, or finds that it is.</summary>
    /// <exception cref="TrabeculaException"><c>other_cohort</c> where something else is in the folder; nothing is changed then.
    /// <c>cannot_write</c> where a file has the folder's name or the system refuses.</exception>
    public static CohortFolder Claim(CohortOptions options)
    {
        var folder = new CohortFolder(options.Directory, options.Png, options.Layers);
        string path = folder.In(CohortFile);
        CohortDescription mine = CohortDescription.Of(options);
        if (File.Exists(path))
        {
            CohortDescription? there = new FileInfo(path).Length > LongestDescription ? null : CohortDescription.Read(File.ReadAllText(path));
            if (there != mine)
            {
                string difference = there is null ? $"its {CohortFile} is not of this version" : there.Difference(mine);
                throw new TrabeculaException("other_cohort", $"'{options.Directory}' holds another cohort ({difference}); choose another folder or the same options.");
            }
        }
        else if (File.Exists(options.Directory))
        {
            throw new TrabeculaException("cannot_write", $"'{options.Directory}' is a file and no folder.");
        }
        else
        {
            Directory.CreateDirectory(options.Directory);
            if (Directory.EnumerateFileSystemEntries(options.Directory).Order(StringComparer.Ordinal).FirstOrDefault() is { } other)
            {
                throw new TrabeculaException(
                    "other_cohort", $"'{options.Directory}' holds '{Path.GetFileName(other)}' and no {CohortFile}; choose an empty or a new folder.");
            }

            // Before all else, so that a folder with anything in it says whose it is.
            WriteWhole(path, mine.Text());
        }

        Directory.CreateDirectory(folder.In(FilmFolder));
        Directory.CreateDirectory(folder.In(PartFolder));
        if (options.Layers)
        {
            Directory.CreateDirectory(folder.In(LayerFolder));
        }

        return folder;
    }

    /// <summary>The path of a film as the tables name it.</summary>
    public static string Image(string name) => $"{FilmFolder}/{name}.dcm";

    /// <summary>Whether a film and its rows are there.</summary>
    public bool Holds(string name) =>
        File.Exists(Part(name)) && File.Exists(In(Image(name))) && (!_withPng || File.Exists(Picture(name))) && (!_withLayers || HoldsLayers(name));

    private bool HoldsLayers(string name) => File.Exists(Part(LayerPart(name))) && File.Exists(LayerFile(name));

    /// <summary>Writes a film.</summary>
    public void WriteFilm(string name, ProcessedFilm film, DetectorImage exposed, FilmIdentity identity)
    {
        FilmWriter.Write(In(Image(name)), film, exposed, identity);
        if (_withPng)
        {
            FilmPng.Write(Picture(name), film);
        }
    }

    /// <summary>Writes a film's layers and the corners in them.</summary>
    public void WriteLayers(string name, FilmLayers layers, IReadOnlyList<VertebraOutline> vertebrae)
    {
        layers.Write(LayerFile(name));
        WritePart(LayerPart(name), new FilmLandmarks(name + FilmLayers.Extension, vertebrae));
    }

    /// <summary>The name under which the corners in a film's layers are kept.</summary>
    public static string LayerPart(string name) => $"{name}-layers";

    /// <summary>Writes a film's rows; after the film, so that rows are a sign of it.</summary>
    public void WritePart<T>(string name, T part) => WriteWhole(Part(name), JsonSerializer.Serialize(part, Json));

    /// <summary>Reads a film's rows.</summary>
    /// <exception cref="TrabeculaException"><c>other_cohort</c> where they are damaged.</exception>
    public T ReadPart<T>(string name)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllText(Part(name)), Json) ?? throw new JsonException("It is empty.");
        }
        catch (JsonException exception)
        {
            throw Damaged(name, exception);
        }
    }

    /// <summary>The error of rows that are not what this cohort's must be.</summary>
    public TrabeculaException Damaged(string name, Exception? cause = null) =>
        new("other_cohort", $"'{Part(name)}' is damaged or of another cohort; delete it and run the command again.", cause);

    /// <summary>Writes a text, whole or not at all.</summary>
    public void WriteText(string name, string text) => WriteWhole(In(name), text);

    /// <summary>A path in the folder.</summary>
    public string In(string name) => Path.Combine(_path, name);

    private string LayerFile(string name) => Path.Combine(_path, LayerFolder, name + FilmLayers.Extension);

    private string Part(string name) => Path.Combine(_path, PartFolder, name + ".json");

    private string Picture(string name) => Path.Combine(_path, FilmFolder, name + ".png");

    private static void WriteWhole(string path, string text) =>
        ReplacedFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
}
