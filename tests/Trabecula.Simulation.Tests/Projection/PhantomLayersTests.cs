using Trabecula.Domain;
using Trabecula.Imaging;

namespace Trabecula.Simulation.Tests.Projection;

public sealed class PhantomLayersTests
{
    [Fact]
    public void All_layers_together_are_the_phantom_and_each_part_lies_where_it_belongs()
    {
        Phantom phantom = PhantomBuilder.Build(RoadPopulation.Draw(3, 5), 3, firstVertebra: 9);
        ProjectionGeometry geometry = FilmSetup.Draw(phantom, 11).Geometry.WithPixelsScaled(5);
        ProjectionMaps maps = PhantomProjector.Project(phantom, geometry, TestContext.Current.CancellationToken);
        FilmLayers layers = PhantomLayers.Project(phantom, geometry, TestContext.Current.CancellationToken);

        double bone = Attenuation.MassAttenuation(Material.Hydroxyapatite, 60), lean = Attenuation.MassAttenuation(Material.Muscle, 60);
        double fat = Attenuation.MassAttenuation(Material.Adipose, 60), metal = Attenuation.MassAttenuation(Material.Copper, 60);
        float[] all = layers.Mixed([1, 1, 1, 1, 1, 1]).Pixels;
        for (int i = 0; i < all.Length; i++)
        {
            double expected = (bone * maps.Mineral[i]) + (lean * maps.Lean[i]) + (fat * maps.Fat[i]) + (metal * maps.Metal[i]);
            Assert.Equal(expected, all[i], 0.005 * Math.Max(1, expected));
        }

        // Within a body all three parts of a vertebra meet; the shell is seen at the endplates more than in between.
        VertebraOutline body = PhantomProjector.Outlines(phantom, geometry).Single(v => v.Level == VertebralLevel.L3);
        Raster inside = Only(FilmLayer.BodyInside), shell = Only(FilmLayer.BodyShell), posterior = Only(FilmLayer.PosteriorElements);
        ImagePoint middle = body.Centre;
        double height = (body.BottomLeft.Y + body.BottomRight.Y - body.TopLeft.Y - body.TopRight.Y) / 2;
        Assert.True(inside.Sample(middle.X, middle.Y, 0) > 0.05);
        Assert.True(shell.Sample(middle.X, middle.Y + (0.42 * height), 0) > shell.Sample(middle.X, middle.Y, 0));
        Assert.True(posterior.Pixels.Max() > 0.1);
        Assert.True(Only(FilmLayer.Pelvis).Sample(middle.X, middle.Y, 0) < 0.02);

        Raster Only(FilmLayer layer)
        {
            var weights = new float[6];
            weights[(int)layer] = 1;
            return layers.Mixed(weights);
        }
    }
}
