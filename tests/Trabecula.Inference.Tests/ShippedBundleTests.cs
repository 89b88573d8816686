using Trabecula.Domain;
using Trabecula.Imaging;

namespace Trabecula.Inference.Tests;

/// <summary>The shipped bundle on the shipped sample.</summary>
public sealed class ShippedBundleTests
{
    private static readonly string Root = RepositoryRoot.Path;

    [Fact]
    public void A_film_whose_file_tells_the_wrong_polarity_is_turned_over_and_said_so()
    {
        using var estimator = new FilmEstimator(ModelBundle.Open(Path.Combine(Root, "models", "in-silico")), threads: 1);
        Radiograph film = RadiographReader.Read(Path.Combine(Root, "samples", "lumbar-ap.dcm"), TestContext.Current.CancellationToken);
        FilmAnalysis right = estimator.Analyse(film, TestContext.Current.CancellationToken);
        FilmAnalysis wrong = estimator.Analyse(film with { Pixels = [.. film.Pixels.Select(p => -p)] }, TestContext.Current.CancellationToken);
        Assert.True(film.IsPolarityKnown);
        Assert.DoesNotContain(right.Findings, finding => finding.Code == "inverted");
        Assert.Contains(wrong.Findings, finding => finding.Code == "inverted");
        Assert.Equal(right.Estimates.Select(e => e.Bmd), wrong.Estimates.Select(e => e.Bmd));
    }

    [Fact]
    public void Exchanged_networks_are_a_malformed_model()
    {
        byte[] density = File.ReadAllBytes(Path.Combine(Root, "models", "in-silico", ModelBundle.DensityFile));
        Assert.Equal("model_malformed", Assert.Throws<TrabeculaException>(() => new Localiser(density, 1)).Code);
    }
}
