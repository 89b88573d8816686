using System.Numerics;
using Trabecula.Domain;

namespace Trabecula.Simulation.Tests.Detector;

public sealed class FilmFrameTests
{
    private const int Width = 200, Height = 260;
    private static readonly FilmFrame Bladed = FilmFrame.None with { Left = new Vector2(0.10f, 0.12f), Bottom = new Vector2(0.9f, 0.9f) };

    [Fact]
    public void Blades_take_at_most_a_sixth_of_a_side_and_leave_the_middle_open()
    {
        int without = 0;
        for (ulong seed = 0; seed < 200; seed++)
        {
            FilmFrame frame = FilmFrame.Draw(seed);
            without += frame.HasBlades ? 0 : 1;
            Assert.True(frame.Within(0.17f * Width, 0.17f * Height, Width, Height) > 0 || !frame.HasBlades);
            Assert.True(frame.Within(0.83f * Width, 0.83f * Height, Width, Height) > 0 || !frame.HasBlades);
        }

        Assert.InRange(without, 60, 140);
    }

    [Fact]
    public void The_same_seed_gives_the_same_frame()
    {
        FilmFrame one = FilmFrame.Draw(5), two = FilmFrame.Draw(5);
        Assert.Equal(one.Letters, two.Letters);
        Assert.Equal(one, two with { Letters = one.Letters });
    }

    [Fact]
    public void Beneath_a_blade_there_is_scatter_only()
    {
        DetectorImage open = Expose(null), bladed = Expose(Bladed);
        int covered = (Height / 2 * Width) + 4, shown = (Height / 2 * Width) + (Width / 2);
        Assert.True(bladed.KermaMicroGy[covered] < 0.6 * open.KermaMicroGy[covered]);
        Assert.InRange(bladed.KermaMicroGy[shown] / open.KermaMicroGy[shown], 0.9, 1.2);
    }

    [Fact]
    public void A_shutter_is_black_and_a_letter_white_in_either_polarity()
    {
        FilmFrame frame = Bladed with { IsShuttered = true, Letters = [new FilmLettering("I", new Vector2(0.5f, 0.5f), 20, 0, false)] };
        foreach (bool inverted in new[] { false, true })
        {
            VendorChain chain = VendorChain.Draw(3, "A") with { IsMonochrome1 = inverted };
            ushort[] pixels = VendorProcessing.ForPresentation(Expose(frame), chain, 1, TestContext.Current.CancellationToken, frame).Pixels;
            int top = (1 << chain.BitsStored) - 1;
            Assert.Equal(inverted ? top : 0, pixels[(Height / 2 * Width) + 4]);
            Assert.Equal(inverted ? 0 : top, pixels[(Height / 2 * Width) + (Width / 2)]);
        }
    }

    [Fact]
    public void The_thread_count_changes_no_byte_of_a_framed_film()
    {
        FilmFrame frame = FilmFrame.Draw(11) with { Left = new Vector2(0.05f, 0.06f), Letters = [new FilmLettering("R", new Vector2(0.2f, 0.3f), 15, 0.2f, true)] };
        Assert.Equal(Expose(frame, 1).KermaMicroGy, Expose(frame, 2).KermaMicroGy);
    }

    [Fact]
    public void A_vertebra_beneath_a_blade_is_not_listed()
    {
        Phantom phantom = PhantomBuilder.Build(RoadPopulation.Draw(5, 3), 5, 9);
        ProjectionGeometry film = ProjectionGeometry.Film(Vector3.Zero, 0, 0, 1100, 150, 350, 430, 0.8);
        ImagePoint l4 = film.Project(phantom.Vertebra(VertebralLevel.L4)!.Frame.Origin);
        float edge = (float)(l4.Y / (film.Height - 1));
        FilmFrame frame = FilmFrame.None with { Bottom = new Vector2(edge, edge) };
        VertebralLevel[] seen = [.. PhantomProjector.Outlines(phantom, film, frame).Select(o => o.Level)];
        Assert.Equal([VertebralLevel.T12, VertebralLevel.L1, VertebralLevel.L2, VertebralLevel.L3], seen);
    }

    [Fact]
    public void Side_marks_stand_on_their_side()
    {
        FilmLettering[] marks = [.. Enumerable.Range(0, 200).SelectMany(i => FilmFrame.Draw((ulong)i).Letters).Where(l => l.Text is "L" or "R")];
        Assert.NotEmpty(marks);
        Assert.All(marks, m => Assert.Equal(m.Text == "R", m.Centre.X < 0.5f));
    }

    private static DetectorImage Expose(FilmFrame? frame, int threads = 1) => FilmExposure.Expose(
        Slabs.Uniform(Width, Height, 1, 20), new TechniqueFactors(), new DetectorModel(), 7, threads, TestContext.Current.CancellationToken, frame);
}
