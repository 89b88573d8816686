namespace Trabecula.Simulation.Tests.Detector;

/// <summary>Projections of plain bodies, for tests of what follows them.</summary>
internal static class Slabs
{
    /// <summary>A slab of three quarters muscle and one quarter fat, as thick everywhere.</summary>
    public static ProjectionMaps Uniform(int width, int height, double pixelMm, double cm)
    {
        var count = width * height;
        float[] lean = new float[count], fat = new float[count];
        Array.Fill(lean, (float)(0.75 * cm * 1.05));
        Array.Fill(fat, (float)(0.25 * cm * 0.95));
        return new ProjectionMaps(width, height, pixelMm, lean, fat, new float[count], new float[count]);
    }

    /// <summary>A body that thins towards the sides, with a mineral column in the middle and air outside.</summary>
    public static ProjectionMaps Body(int width, int height, double pixelMm)
    {
        var maps = Uniform(width, height, pixelMm, 20);
        for (var i = 0; i < width * height; i++)
        {
            double x = (i % width + 0.5) / width * 2 - 1, y = (double)(i / width) / height;
            var thickness = (float)Math.Sqrt(Math.Max(0, 1 - Math.Pow(x / 0.95, 2)));
            maps.Lean[i] *= thickness;
            maps.Fat[i] *= thickness;
            if (Math.Abs(x) < 0.13)
                maps.Mineral[i] = (float)(0.9 + 0.2 * Math.Sin(60 * y) + 0.1 * Math.Sin(400 * x));
        }

        return maps;
    }
}
