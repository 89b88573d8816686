using Trabecula.Domain;
using Trabecula.Inference;
using Trabecula.Learning.Study;

namespace Trabecula.Cli.Study;

/// <summary>Where a study's bundle goes, and what it is called.</summary>
/// <param name="Directory">The folder.</param>
/// <param name="Name">Name of the model in results.</param>
/// <param name="Version">Version of the model.</param>
internal sealed record BundleTarget(string Directory, string Name, string Version)
{
    /// <summary>Refuses before anything long begins what would be refused at its end.</summary>
    /// <param name="cohort">The cohort.</param>
    /// <param name="fingerprint">Of the study.</param>
    /// <exception cref="TrabeculaException"><c>folder_not_empty</c> where the folder holds anything but this study's bundle,
    /// <c>mixed_scales</c> as <see cref="ScaleOf"/>.</exception>
    public void Check(StudyCohort cohort, string fingerprint)
    {
        ScaleOf(cohort);
        if (!System.IO.Directory.Exists(Directory) || !System.IO.Directory.EnumerateFileSystemEntries(Directory).Any())
            return;
        var isBundle = File.Exists(Path.Combine(Directory, ModelBundle.DescriptionFile));
        if (!isBundle || ModelBundle.Open(Directory).Calibration is not { Local: null } own || own.Study != fingerprint)
            throw new TrabeculaException("folder_not_empty", $"{Directory} is not empty, and what it holds is no bundle of this study. Name another folder.");
    }

    /// <summary>The one scale that all densities are on; those of unnamed makers count as Hologic's, as everywhere.</summary>
    /// <exception cref="TrabeculaException"><c>mixed_scales</c> where there are several.</exception>
    public static DxaManufacturer ScaleOf(StudyCohort cohort)
    {
        DxaManufacturer[] scales = [.. cohort.Films.Select(film => film.Row.Manufacturer ?? DxaManufacturer.Hologic).Distinct().Order()];
        return scales is [var one]
            ? one
            : throw new TrabeculaException(
                "mixed_scales",
                $"The manifest's densities are on the scales of {string.Join(" and ", scales)}; a bundle gives densities on one. Convert them first.");
    }
}
