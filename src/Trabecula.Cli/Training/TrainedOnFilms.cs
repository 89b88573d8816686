using System.Text;
using Trabecula.Domain;
using Trabecula.Inference;

namespace Trabecula.Cli.Training;

/// <summary>Writes down which films a density network was trained on, so that no study judges it on them.</summary>
internal static class TrainedOnFilms
{
    /// <summary>Writes <see cref="ModelBundle.TrainedOnFile"/>.</summary>
    /// <param name="folder">The bundle's folder.</param>
    /// <param name="digests">SHA-256 of each film's file; the order does not matter.</param>
    /// <exception cref="TrabeculaException"><c>cannot_write</c>.</exception>
    public static void Write(string folder, IEnumerable<string> digests)
    {
        string text = string.Concat(digests.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(digest => digest + "\n"));
        ReplacedFile.Write(Path.Combine(folder, ModelBundle.TrainedOnFile), stream => stream.Write(Encoding.ASCII.GetBytes(text)));
    }
}
