using Trabecula.Dicom;

namespace Trabecula.Imaging.Reading;

/// <summary>The distances between pixel centres, and where they come from.</summary>
/// <param name="RowMm">Between rows (down the film), mm; null where unknown.</param>
/// <param name="ColumnMm">Between columns (across the film), mm; null where unknown.</param>
/// <param name="AspectRatio">Row pitch over column pitch; 1 for square pixels.</param>
/// <param name="Source">Which attribute told.</param>
internal sealed record PixelPitch(double? RowMm, double? ColumnMm, double AspectRatio, SpacingSource Source)
{
    /// <summary>
    /// Pitches outside this range are not radiographs of a spine: detectors begin at 0.05 mm (mammography), and at 3 mm
    /// a lumbar vertebra has twelve pixels.
    /// </summary>
    internal const double SmallestMm = 0.05, LargestMm = 3;

    /// <summary>Pixels more than twice as long as wide do not occur in radiography; such numbers are mistakes.</summary>
    internal const double LargestAspect = 2;

    /// <summary>Nominal Scanned Pixel Spacing (PS3.6).</summary>
    private static readonly DicomTag NominalScannedPixelSpacing = new(0x0018, 0x2010);

    private static readonly PixelPitch Unknown = new(null, null, 1, SpacingSource.Unknown);

    /// <summary>Reads the pitch: a calibrated Pixel Spacing first, then the detector's, then any other (PS3.3 10.7.1.3).</summary>
    public static PixelPitch Of(DicomDataset dataset, List<string> steps)
    {
        var isCalibrated = !string.IsNullOrEmpty(dataset.GetString(DicomTags.PixelSpacingCalibrationType));
        var sources = new (string Name, DicomTag Tag, SpacingSource Source)[]
        {
            ("Pixel Spacing (calibrated)", DicomTags.PixelSpacing, SpacingSource.PixelSpacing),
            ("Imager Pixel Spacing (detector plane)", DicomTags.ImagerPixelSpacing, SpacingSource.Detector),
            ("Pixel Spacing", DicomTags.PixelSpacing, SpacingSource.PixelSpacing),
            ("Nominal Scanned Pixel Spacing (digitised film)", NominalScannedPixelSpacing, SpacingSource.Detector),
        };
        foreach (var (name, tag, source) in isCalibrated ? sources : sources[1..])
        {
            if (Pair(dataset, tag) is not var (row, column))
            {
                continue;
            }

            if (!IsPlausible(row, column))
            {
                steps.Add(FormattableString.Invariant($"{name} of {row:g4} × {column:g4} mm is implausible and was not used"));
                continue;
            }

            steps.Add(FormattableString.Invariant($"spacing {row:g4} mm from {name}"));
            if (source == SpacingSource.Detector)
            {
                NoteMagnification(dataset, steps);
            }

            return new PixelPitch(row, column, row / column, source);
        }

        steps.Add("spacing unknown: the file gives none that can be used");
        return Pair(dataset, DicomTags.PixelAspectRatio) is var (vertical, horizontal) && IsAspectPlausible(vertical, horizontal)
            ? Unknown with { AspectRatio = vertical / horizontal }
            : Unknown;
    }

    private static (double Row, double Column)? Pair(DicomDataset dataset, DicomTag tag)
    {
        var values = dataset.GetDoubles(tag);
        return values is [var row, var column, ..] ? (row, column) : null;
    }

    private static bool IsPlausible(double row, double column) =>
        row is >= SmallestMm and <= LargestMm && column is >= SmallestMm and <= LargestMm && IsAspectPlausible(row, column);

    private static bool IsAspectPlausible(double vertical, double horizontal) =>
        vertical > 0 && horizontal > 0 && vertical / horizontal is >= 1 / LargestAspect and <= LargestAspect;

    private static void NoteMagnification(DicomDataset dataset, List<string> steps)
    {
        // The estimate works in the detector's plane, as its training films do; the factor depends on a guessed table height.
        if (dataset.GetDouble(DicomTags.EstimatedRadiographicMagnificationFactor) is double factor && factor > 1)
        {
            steps.Add(FormattableString.Invariant($"magnification {factor:g4} told by the file, left in the image"));
        }
    }
}
