using System.Collections.Concurrent;
using Trabecula.Dicom;
using Trabecula.Domain;

namespace Trabecula.Imaging.Reading;

/// <summary>A DICOM file to a film: stored values, device values, presentation values, attenuation, square pixels.</summary>
internal static class DicomFilm
{
    /// <summary>The most pixels of a film whose memory is kept for the next one: 16 MB.</summary>
    private const int LargestSpare = 4 << 20;

    /// <summary>Memory of films that are done; those of one cohort mostly have one size.</summary>
    private static readonly ConcurrentQueue<int[]> Spares = new();

    /// <summary>Reads a film; the order of the transforms is that of PS3.4 N.2.</summary>
    public static Radiograph Read(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        var file = DicomFile.Read(bytes);
        var dataset = file.Dataset;
        var steps = new List<string>();
        ExaminationKind.Check(dataset, steps);
        ct.ThrowIfCancellationRequested();

        Spares.TryDequeue(out var spare);
        var frame = FrameDecoder.Decode(file, spare: spare, cancellationToken: ct);
        ct.ThrowIfCancellationRequested();

        var scale = GreyScale.Of(frame.Samples, frame.BitsStored, frame.IsSigned);
        MarkPadding(scale, dataset, frame.IsSigned, steps);
        var outputRange = ModalityTransform.Apply(scale, dataset, frame.BitsStored, frame.IsSigned, steps);
        var isPolarityKnown = IsForProcessing(dataset) && Relationship(dataset) != IntensityRelationship.Display
            ? ApplyAttenuation(scale, dataset, steps)
            : ApplyPresentation(scale, dataset, outputRange, frame.IsSigned, steps);
        var pixels = scale.Map(frame.Samples);
        if (frame.Samples.Length <= LargestSpare && Spares.Count < Environment.ProcessorCount)
        {
            Spares.Enqueue(frame.Samples);
        }

        ct.ThrowIfCancellationRequested();

        var (width, height) = (frame.Columns, frame.Rows);
        var pitch = PixelPitch.Of(dataset, steps);
        if (!SquarePixels.AreSquare(pitch.AspectRatio))
        {
            (pixels, width, height) = SquarePixels.Resample(pixels, width, height, pitch.AspectRatio);
            steps.Add($"pixels made square: {frame.Columns} × {frame.Rows} resampled to {width} × {height}");
        }

        NoteOrientation(dataset, steps);
        var mmPerPixel = pitch is { RowMm: double row, ColumnMm: double column } ? Math.Min(row, column) : (double?)null;
        return new Radiograph(
            width, height, pixels, mmPerPixel, pitch.Source, isPolarityKnown, DicomSubject.Of(dataset), Origin(dataset), steps);
    }

    private static void MarkPadding(GreyScale scale, DicomDataset dataset, bool isSigned, List<string> steps)
    {
        if (dataset.GetInt(DicomTags.PixelPaddingValue) is not int value)
        {
            return;
        }

        var from = As16Bits(value, isSigned);
        var to = dataset.GetInt(DicomTags.PixelPaddingRangeLimit) is int limit ? As16Bits(limit, isSigned) : from;
        var padded = scale.MarkPadding(Math.Min(from, to), Math.Max(from, to));
        if (padded > 0)
        {
            steps.Add($"{padded} padding pixels set to the film's darkest value");
        }
    }

    /// <summary>Padding is written as US or SS; some writers pick the one that the pixels are not.</summary>
    private static int As16Bits(int value, bool isSigned) => isSigned ? (short)value : value & 0xFFFF;

    private static bool IsForProcessing(DicomDataset dataset) =>
        dataset.GetString(DicomTags.PresentationIntentType)?.Trim() == "FOR PROCESSING";

    private static IntensityRelationship Relationship(DicomDataset dataset) =>
        dataset.GetString(DicomTags.PixelIntensityRelationship)?.Trim() switch
        {
            "LIN" => IntensityRelationship.Linear,
            "LOG" => IntensityRelationship.Logarithmic,
            _ => IntensityRelationship.Display,
        };

    private static bool ApplyAttenuation(GreyScale scale, DicomDataset dataset, List<string> steps)
    {
        // Without a sign, the display polarity tells the direction: MONOCHROME1 shows low values (little intensity) white.
        var doesRiseWithIntensity = dataset.GetInt(DicomTags.PixelIntensityRelationshipSign) is int sign && sign != 0
            ? sign > 0
            : IsMonochrome1(dataset);
        var relationship = Relationship(dataset);
        Attenuation.Apply(scale, relationship, doesRiseWithIntensity);
        steps.Add(relationship == IntensityRelationship.Linear
            ? "raw pixels, linear in intensity: negative logarithm taken"
            : "raw pixels, logarithmic in intensity: turned to rise with attenuation");
        return true;
    }

    private static bool ApplyPresentation(
        GreyScale scale, DicomDataset dataset, (double Low, double High) range, bool isSigned, List<string> steps)
    {
        if (!IsForProcessing(dataset))
        {
            ApplyVoi(scale, dataset, range, isSigned, steps);
        }

        var isInverse = IsMonochrome1(dataset);
        var isKnown = true;
        var shape = dataset.GetString(DicomTags.PresentationLUTShape)?.Trim();
        if (shape is "IDENTITY" or "INVERSE" && (shape == "INVERSE") != isInverse)
        {
            // PS3.3 C.8.11.3 asks INVERSE of MONOCHROME1 and IDENTITY of MONOCHROME2. Where the two disagree, the shape
            // is what a display obeys last (PS3.4 N.2); but a writer that got one wrong may have got the other wrong.
            isInverse = !isInverse;
            isKnown = false;
            steps.Add("Photometric Interpretation and Presentation LUT Shape contradict each other: the shape was followed");
        }

        if (isInverse)
        {
            scale.Invert();
            steps.Add("inverted, so that bone is bright");
        }

        return isKnown;
    }

    private static void ApplyVoi(
        GreyScale scale, DicomDataset dataset, (double Low, double High) range, bool isSigned, List<string> steps)
    {
        if (dataset.GetItems(DicomTags.VOILUTSequence) is [var item, ..])
        {
            var isInputSigned = isSigned || range.Low < 0;
            if (LookupTable.TryParse(item, isInputSigned) is LookupTable table)
            {
                VoiTransform.Apply(scale, table, steps);
                return;
            }

            steps.Add("VOI LUT is damaged and was not applied");
        }

        if (dataset.GetDoubles(DicomTags.WindowCenter) is [var center, ..]
            && dataset.GetDoubles(DicomTags.WindowWidth) is [var width, ..])
        {
            var function = dataset.GetString(DicomTags.VOILUTFunction)?.Trim() switch
            {
                "SIGMOID" => WindowFunction.Sigmoid,
                "LINEAR_EXACT" => WindowFunction.LinearExact,
                _ => WindowFunction.Linear,
            };
            var window = new Window(center, width, function);
            if (window.IsValid)
            {
                VoiTransform.Apply(scale, window, range.Low, range.High, steps);
            }
            else
            {
                steps.Add("window is not one that the standard allows and was not applied");
            }
        }
    }

    /// <summary>
    /// Patient Orientation of a radiograph is filled in by hand or by protocol, and viewers show it without turning the
    /// film; a film that lies down is therefore told, not turned.
    /// </summary>
    private static void NoteOrientation(DicomDataset dataset, List<string> steps)
    {
        if (dataset.GetStrings(DicomTags.PatientOrientation) is [_, { Length: > 0 } down, ..] && down[0] != 'F')
        {
            steps.Add("Patient Orientation says that the feet are not at the bottom: left as it is");
        }
    }

    private static bool IsMonochrome1(DicomDataset dataset) =>
        dataset.GetString(DicomTags.PhotometricInterpretation)?.Trim() == "MONOCHROME1";

    private static FilmOrigin Origin(DicomDataset dataset) => new(
        Told(dataset, DicomTags.Modality), Told(dataset, DicomTags.BodyPartExamined), Told(dataset, DicomTags.ViewPosition));

    private static string? Told(DicomDataset dataset, DicomTag tag) =>
        dataset.GetString(tag)?.Trim() is { Length: > 0 } text ? text : null;
}
