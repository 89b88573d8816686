namespace Trabecula.Imaging.Reading;

/// <summary>What raw detector values are proportional to (Pixel Intensity Relationship, PS3.3 C.8.11.3.1.2).</summary>
internal enum IntensityRelationship
{
    /// <summary>Not told, or <c>DISP</c>: made for display.</summary>
    Display,

    /// <summary><c>LIN</c>: linear in the X-ray beam's intensity.</summary>
    Linear,

    /// <summary><c>LOG</c>: linear in the logarithm of the intensity.</summary>
    Logarithmic,
}

/// <summary>Turns raw (FOR PROCESSING) detector values into values that rise with attenuation.</summary>
internal static class Attenuation
{
    /// <summary>
    /// Converts values in place: with LOG only the direction matters; with LIN the attenuation is the logarithm of the
    /// unattenuated over the transmitted intensity (Beer and Lambert), the unattenuated being the film's brightest.
    /// </summary>
    /// <param name="scale">Values after the modality transform.</param>
    /// <param name="relationship"><see cref="IntensityRelationship.Linear"/> or <see cref="IntensityRelationship.Logarithmic"/>.</param>
    /// <param name="doesRiseWithIntensity">Pixel Intensity Relationship Sign is +1.</param>
    public static void Apply(GreyScale scale, IntensityRelationship relationship, bool doesRiseWithIntensity)
    {
        if (relationship == IntensityRelationship.Logarithmic)
        {
            if (doesRiseWithIntensity)
            {
                scale.Invert();
            }

            return;
        }

        if (!doesRiseWithIntensity)
        {
            scale.Invert();
        }

        var (_, unattenuated) = scale.Range();
        var smallest = SmallestPositive(scale);
        for (var i = 0; i < scale.Values.Length; i++)
        {
            // A detector that counted nothing gives 0 or less; it is held at the smallest intensity that was counted.
            scale.Values[i] = Math.Log(Math.Max(unattenuated, smallest) / Math.Max(scale.Values[i], smallest));
        }
    }

    private static double SmallestPositive(GreyScale scale)
    {
        var smallest = double.PositiveInfinity;
        for (var i = 0; i < scale.Values.Length; i++)
        {
            if (scale.IsFilm(i) && scale.Values[i] > 0)
            {
                smallest = Math.Min(smallest, scale.Values[i]);
            }
        }

        return double.IsFinite(smallest) ? smallest : 1;
    }
}
