using Trabecula.Dicom;

namespace Trabecula.Imaging.Reading;

/// <summary>From stored values to the values that the device means (Modality LUT Module, PS3.3 C.11.1).</summary>
internal static class ModalityTransform
{
    /// <summary>Applies the Modality LUT sequence, or else Rescale Slope and Intercept, in place.</summary>
    /// <param name="scale">Stored values.</param>
    /// <param name="dataset">The film's dataset.</param>
    /// <param name="bitsStored">Bits of a stored value.</param>
    /// <param name="isSigned">Whether stored values are signed.</param>
    /// <param name="steps">Told what was done.</param>
    /// <returns>The smallest and largest value that the stored bits could have given: the output range of a window.</returns>
    public static (double Low, double High) Apply(
        GreyScale scale, DicomDataset dataset, int bitsStored, bool isSigned, List<string> steps)
    {
        if (dataset.GetItems(DicomTags.ModalityLUTSequence) is [var item, ..])
        {
            if (LookupTable.TryParse(item, isSigned) is LookupTable table)
            {
                ForEach(scale, value => table[value]);
                steps.Add($"Modality LUT of {table.Entries.Length} entries applied");
                return (0, Math.Pow(2, table.Bits) - 1);
            }

            steps.Add("Modality LUT is damaged and was not applied");
        }

        var low = isSigned ? -Math.Pow(2, bitsStored - 1) : 0;
        var high = low + Math.Pow(2, bitsStored) - 1;
        var slope = dataset.GetDouble(DicomTags.RescaleSlope) ?? 1;
        var intercept = dataset.GetDouble(DicomTags.RescaleIntercept) ?? 0;
        if (slope == 1 && intercept == 0)
        {
            return (low, high);
        }

        if (slope == 0 || !float.IsFinite((float)(low * slope + intercept)) || !float.IsFinite((float)(high * slope + intercept)))
        {
            steps.Add("Rescale Slope and Intercept make no numbers and were not applied");
            return (low, high);
        }

        ForEach(scale, value => value * slope + intercept);
        steps.Add(FormattableString.Invariant($"rescaled: value × {slope:g6} + {intercept:g6}"));
        return (Math.Min(low * slope, high * slope) + intercept, Math.Max(low * slope, high * slope) + intercept);
    }

    private static void ForEach(GreyScale scale, Func<double, double> map)
    {
        for (var i = 0; i < scale.Values.Length; i++)
        {
            scale.Values[i] = map(scale.Values[i]);
        }
    }
}
