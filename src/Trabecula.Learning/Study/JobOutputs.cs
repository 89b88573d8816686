using System.Text.Json;
using System.Text.Json.Serialization;
using Trabecula.Domain;
using Trabecula.Learning.Networks;
using Trabecula.Learning.Training;

namespace Trabecula.Learning.Study;

/// <summary>What a network says of a film that it was not trained on.</summary>
/// <param name="Line">Line of the film in its manifest.</param>
/// <param name="Bmd">8 areal densities, g/cm², as the network gives them; NaN for a site without training values.</param>
/// <param name="StandardDeviation">Their spreads, g/cm², as the network gives them.</param>
public sealed record FilmOutput(int Line, double[] Bmd, double[] StandardDeviation);

/// <summary>What a training of a study brought; a file of the study's folder.</summary>
/// <param name="Fingerprint">Of the study to which it belongs.</param>
/// <param name="BestEpoch">The epoch, from 1, whose weights were kept.</param>
/// <param name="History">All epochs.</param>
/// <param name="Inner">The films by which it was stopped; none where only other films were asked for.</param>
/// <param name="HeldOut">The films of the fold that it never saw, or the other films that were asked for.</param>
public sealed record JobOutputs(
    string Fingerprint, int BestEpoch, IReadOnlyList<EpochResult> History, IReadOnlyList<FilmOutput> Inner, IReadOnlyList<FilmOutput> HeldOut)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Reads a file of outputs.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fingerprint">The study's.</param>
    /// <exception cref="TrabeculaException"><c>other_study</c> where it belongs to another study, <c>outputs_unreadable</c> where it is damaged.</exception>
    public static JobOutputs Read(string path, string fingerprint)
    {
        try
        {
            var outputs = JsonSerializer.Deserialize<JobOutputs>(File.ReadAllBytes(path), Json);
            if (outputs is not { Inner: not null, HeldOut: not null, History: not null } || !outputs.Inner.Concat(outputs.HeldOut).All(IsWhole))
                throw Unreadable(path, null);
            return outputs.Fingerprint == fingerprint
                ? outputs
                : throw new TrabeculaException(
                    "other_study", $"{path} belongs to a study of other films, folds or settings, or of another version.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw Unreadable(path, e);
        }
    }

    /// <summary>Writes beside and renames.</summary>
    /// <exception cref="TrabeculaException"><c>cannot_write</c>.</exception>
    internal void Write(string path) => ReplacedFile.Write(path, stream => stream.Write(JsonSerializer.SerializeToUtf8Bytes(this, Json)));

    private static bool IsWhole(FilmOutput? film) => film is
    {
        Bmd.Length: DensityNetwork.SiteCount,
        StandardDeviation.Length: DensityNetwork.SiteCount,
    };

    private static TrabeculaException Unreadable(string path, Exception? inner) => new(
        "outputs_unreadable", $"{path} is damaged. Remove it, and the same command makes it anew.", inner);
}
