using Trabecula.Domain;
using Trabecula.Inference;

namespace Trabecula.Estimation;

/// <summary>Where a model bundle lies: the one that is named, else the installed one, else the one that ships.</summary>
public static class ModelLocation
{
    private const string Shipped = "models";

    /// <summary>The folder of the installed bundle.</summary>
    public static string Installed => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "trabecula",
        "model");

    /// <summary>Finds the bundle.</summary>
    /// <param name="named">A folder that the user named, or null.</param>
    /// <returns>The folder.</returns>
    /// <exception cref="TrabeculaException"><c>model_not_found</c> where there is none.</exception>
    public static string Find(string? named)
    {
        if (named is not null)
        {
            return IsBundle(named)
                ? named
                : throw new TrabeculaException("model_not_found", $"{named} is no model bundle: it has no {ModelBundle.DescriptionFile}.");
        }

        if (IsBundle(Installed))
            return Installed;
        return FindShipped() ?? throw new TrabeculaException(
            "model_not_found",
            "No model is installed and none ships beside this program; name one with --model DIR, or install one with "
            + "'trabecula model install DIR'.");
    }

    /// <summary>The shipped bundle: <c>models/NAME</c>, or <c>models</c> itself, of the program's folder or one above it.</summary>
    private static string? FindShipped()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var models = Path.Combine(folder.FullName, Shipped);
            if (IsBundle(models))
                return models;
            if (Directory.Exists(models)
                && Directory.EnumerateDirectories(models).Order(StringComparer.Ordinal).LastOrDefault(IsBundle) is { } bundle)
            {
                return bundle;
            }
        }

        return null;
    }

    private static bool IsBundle(string directory) => File.Exists(Path.Combine(directory, ModelBundle.DescriptionFile));
}
