namespace Trabecula.Simulation;

/// <summary>The smooth fall of the beam over the film: distance, obliquity and the anode's heel, 1 at the centre.</summary>
internal sealed class BeamShape(int width, int height, double pixelMm, TechniqueFactors technique)
{
    /// <summary>The relative fluence along one row.</summary>
    public void FillRow(int row, Span<float> destination)
    {
        var y = (row - (height - 1) / 2.0) * pixelMm / technique.SidMm;
        var heel = 1 - technique.HeelFraction * (row / Math.Max(1.0, height - 1) - 0.5);
        for (var i = 0; i < destination.Length; i++)
        {
            var x = (i - (width - 1) / 2.0) * pixelMm / technique.SidMm;
            var cosineSquared = 1 / (1 + x * x + y * y);
            destination[i] = (float)(heel * cosineSquared * Math.Sqrt(cosineSquared));
        }
    }
}
