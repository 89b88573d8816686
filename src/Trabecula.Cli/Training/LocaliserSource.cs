using Trabecula.Domain;
using Trabecula.Imaging;
using Trabecula.Learning.Augmentation;

namespace Trabecula.Cli.Training;

/// <summary>A film that a table of landmarks, or of wrong views beside it, names.</summary>
/// <param name="Table">The table's path.</param>
/// <param name="Image">The film as the table names it: a file of any kind that films have, or layers.</param>
/// <param name="Vertebrae">Its corners.</param>
/// <param name="IsLumbar">False for a film of the table of wrong views.</param>
internal sealed record LocaliserSource(string Table, string Image, IReadOnlyList<VertebraOutline> Vertebrae, bool IsLumbar)
{
    /// <summary>All films of a table of landmarks, then those of <c>wrong-views.csv</c> beside it, if there is one.</summary>
    public static IEnumerable<LocaliserSource> Of(string landmarks)
    {
        foreach (FilmLandmarks film in LandmarkTable.Read(landmarks))
        {
            yield return new LocaliserSource(landmarks, film.Image, film.Vertebrae, true);
        }

        string wrong = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(landmarks))!, "wrong-views.csv");
        foreach (string line in File.Exists(wrong) ? File.ReadLines(wrong).Skip(1) : [])
        {
            yield return new LocaliserSource(wrong, line.Split(',')[0], [], false);
        }
    }

    /// <summary>Reads the film; a refusal names it, for the table may name thousands.</summary>
    public LocaliserFilm Read(CancellationToken cancellation)
    {
        string path = ImageLocation.Resolve(Table, Image)
            ?? throw new TrabeculaException("no_such_file", $"{Table} names \"{Image}\", which is empty or points outside the table's folder.");
        try
        {
            return path.EndsWith(FilmLayers.Extension, StringComparison.Ordinal)
                ? LocaliserFilm.From(FilmLayers.Read(path), Vertebrae, IsLumbar)
                : LocaliserFilm.From(RadiographReader.Read(path, cancellation), Vertebrae, IsLumbar);
        }
        catch (TrabeculaException reason)
        {
            throw new TrabeculaException(reason.Code, $"{path}: {reason.Message}", reason);
        }
    }
}
