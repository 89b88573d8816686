namespace Trabecula.EndToEnd.Tests;

/// <summary>What <c>train</c> says of tables that it cannot train on, before it trains.</summary>
public sealed class TrainVerbTests : IDisposable
{
    private const string Header = "image,level,corner,x_px,y_px\n";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Landmarks_of_one_film_are_too_few_and_said_to_be()
    {
        var run = await Train(Corners("films/a.dcm"));
        Assert.Equal(1, run.Code);
        Assert.Contains("[no_usable_films]", run.Error);
        Assert.Contains("landmarks.csv", run.Error);
    }

    [Fact]
    public async Task A_film_that_cannot_be_read_is_named()
    {
        var run = await Train(Corners("films/a.dcm") + Corners("films/b.dcm"));
        Assert.Equal(1, run.Code);
        Assert.Contains(_folder["films/a.dcm"], run.Error);
        Assert.Contains("[no_such_file]", run.Error);
    }

    [Fact]
    public async Task A_wrong_view_outside_the_folder_is_not_read()
    {
        _folder.Write("wrong-views.csv", "image,view\n../outside.dcm,lateral\n"u8);
        _folder.WritePicture("a.png");
        var run = await Train(Corners("a.png"));
        Assert.Equal(1, run.Code);
        Assert.Contains("outside the table's folder", run.Error);
    }

    private static string Corners(string image) =>
        $"{image},L1,tl,1,1\n{image},L1,tr,9,1\n{image},L1,br,9,9\n{image},L1,bl,1,9\n";

    private async Task<CommandLineRun> Train(string landmarks)
    {
        var manifest = _folder.Write("manifest.csv", "subject_id,image,lumbar_bmd\nS1,films/a.dcm,0.9\n"u8);
        var corners = _folder.Write("landmarks.csv", System.Text.Encoding.UTF8.GetBytes(Header + landmarks));
        return await CommandLineRun.Of("train", manifest, "--landmarks", corners, "--out", _folder["model"]);
    }
}
