using Trabecula.Dicom;
using Trabecula.Domain;

namespace Trabecula.Reporting;

/// <summary>Which algorithm, in which version (TID 4019).</summary>
internal static class Algorithm
{
    /// <summary>The model; where a file never reached one, the program that refused it.</summary>
    public static IEnumerable<DicomDataset> Items(FilmResult result)
    {
        yield return SrContent.Code(SrRelation.HasConceptModifier, ReportCodes.AlgorithmFamily, ReportCodes.ArtificialIntelligence);
        yield return Text(ReportCodes.AlgorithmName, result.Model is { } model ? $"Trabecula, model {model.Id}" : "Trabecula");
        yield return Text(ReportCodes.AlgorithmVersion, result.Model?.Version ?? ResultObject.ProgramVersion);
        if (result.Model is { } known)
            yield return Text(ReportCodes.AlgorithmParameters, $"trained on: {known.TrainedOn}");
        if (result.Gates is { } gates)
            yield return Text(ReportCodes.AlgorithmParameters, $"quality gates: {gates.Name}, SHA-256 {gates.Sha256}");
    }

    private static DicomDataset Text(DicomCode name, string text) => SrContent.Text(SrRelation.HasConceptModifier, name, text);
}
