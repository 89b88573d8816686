using System.Text.Json;
using Trabecula.Cli;
using Trabecula.Domain;
using Trabecula.Estimation;
using Trabecula.Imaging;

namespace Trabecula.EndToEnd.Tests;

public sealed class EstimateVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_name_that_begins_with_an_at_sign_is_a_films_name_and_no_list_of_words()
    {
        var words = _folder.Write("words.dcm", "--help"u8);
        var run = await CommandLineRun.WithInventedModel("estimate", $"@{words}");
        Assert.Equal(1, run.Code);
        Assert.Contains("[no_such_file]", run.Error);
    }

    [Fact]
    public async Task A_film_is_estimated_in_words()
    {
        var run = await CommandLineRun.WithInventedModel("estimate", _folder.WritePicture("film.png"), "--sex", "F", "--age", "67");
        Assert.Equal(0, run.Code);
        Assert.Contains("lumbar spine L1–L4", run.Out);
        Assert.Contains("female, 67 years (from: command line)", run.Out);
        Assert.Contains("Research use only; not a medical device.", run.Out);
        Assert.Contains("simulated films only", run.Out);
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task A_report_holds_the_same_result_as_the_json_line()
    {
        var run = await CommandLineRun.WithInventedModel("estimate", _folder.WritePicture("film.png"), "--json", "--report", _folder["reports"]);
        Assert.Equal(0, run.Code);
        Assert.Equal(run.Out, File.ReadAllText(_folder["reports/film.json"]));
        Assert.True(File.Exists(_folder["reports/film.overlay.png"]));
        Assert.True(File.Exists(_folder["reports/film.overlay.svg"]));
    }

    [Fact]
    public async Task The_criteria_are_chosen_by_name()
    {
        var film = _folder.WritePicture("film.png");
        var who = await CommandLineRun.WithInventedModel("estimate", film, "--json", "--sex", "F", "--age", "67");
        var japan = await CommandLineRun.WithInventedModel("estimate", film, "--json", "--sex", "F", "--age", "67", "--criteria", "japan2012");
        Assert.Equal("WHO", Criteria(who));
        Assert.Equal("JSBMR2012", Criteria(japan));
    }

    [Fact]
    public async Task A_category_that_is_not_sure_enough_is_not_given()
    {
        string[] call = ["estimate", _folder.WritePicture("film.png"), "--json", "--sex", "F", "--age", "67"];
        var usual = await CommandLineRun.WithInventedModel(call);
        var sure = await CommandLineRun.WithInventedModel([.. call, "--only-when-sure", "99"]);
        Assert.Equal(0, sure.Code);
        Assert.NotEqual(JsonValueKind.Null, Category(usual).ValueKind);
        Assert.Equal(JsonValueKind.Null, Category(sure).ValueKind);
        Assert.Contains("99 % was asked for", sure.Out);
        Assert.Equal(2, (await CommandLineRun.WithInventedModel([.. call, "--only-when-sure", "100"])).Code);

        static JsonElement Category(CommandLineRun run) => JsonDocument.Parse(run.Out).RootElement.GetProperty("diagnosis").GetProperty("category");
    }

    [Fact]
    public async Task Without_sex_there_is_no_T_score()
    {
        var run = await CommandLineRun.WithInventedModel("estimate", _folder.WritePicture("film.png"), "--json");
        var sites = JsonDocument.Parse(run.Out).RootElement.GetProperty("sites").EnumerateArray().ToArray();
        Assert.Equal(4, sites.Length);
        Assert.All(sites, site => Assert.Equal(JsonValueKind.Null, site.GetProperty("t_score").ValueKind));
    }

    [Fact]
    public async Task The_command_line_goes_before_what_the_file_says()
    {
        var film = new Radiograph(
            2, 2, [0, 1, 2, 3], 0.1, SpacingSource.Detector, true,
            new Subject(Sex.Male, 40, 170, 70, "dicom"), FilmOrigin.Unknown, []);
        var engine = new EstimationEngine((_, _) => film, Task.FromResult(CommandLineRun.InventedModel));
        var run = await CommandLineRun.Of(_ => engine, CancellationToken.None, "estimate", "x", "--json", "--age", "71");
        Assert.Contains("\"subject\":{\"sex\":\"M\",\"age_years\":71,\"height_cm\":170,\"weight_kg\":70,\"source\":\"command_line\"}", run.Out);
    }

    [Fact]
    public async Task A_film_that_the_model_rejects_gives_no_density_and_code_1()
    {
        var model = CommandLineRun.InventedModel with
        {
            Analyse = (film, gates, ct) => CommandLineRun.InventedModel.Analyse(film, gates, ct) with
            {
                Findings =
                [
                    new QualityFinding("underexposed", QualityAction.Warn, "The film is thin.", []),
                    new QualityFinding("not_lumbar_ap", QualityAction.Reject, "This is a leg.", []),
                ],
            },
        };
        var engine = new EstimationEngine(RadiographReader.Read, Task.FromResult(model));
        var run = await CommandLineRun.Of(_ => engine, CancellationToken.None, "estimate", _folder.WritePicture("leg.png"), "--json");
        Assert.Equal(1, run.Code);
        var result = JsonDocument.Parse(run.Out).RootElement;
        Assert.Empty(result.GetProperty("sites").EnumerateArray());
        Assert.All(result.GetProperty("vertebrae").EnumerateArray(), one => Assert.Equal(JsonValueKind.Null, one.GetProperty("bmd").ValueKind));
        Assert.Equal("not_lumbar_ap", result.GetProperty("quality").GetProperty("findings")[0].GetProperty("code").GetString());
        Assert.Contains("This is a leg. [not_lumbar_ap]", run.Error);
    }

    [Fact]
    public async Task Films_done_side_by_side_are_told_in_their_order()
    {
        // Every third film takes long, so that those after it are done before it.
        string[] films = [.. Enumerable.Range(0, 30).Select(number => $"film{number}")];
        var engine = new EstimationEngine(
            (file, _) =>
            {
                Thread.Sleep(file[^1] % 3 == 0 ? 30 : 1);
                throw new TrabeculaException("unreadable", $"It is {file}.");
            },
            Task.FromResult(CommandLineRun.InventedModel));
        var run = await CommandLineRun.Of(_ => engine, CancellationToken.None, ["estimate", "--json", .. films]);
        Assert.Equal(films, run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("file").GetString()));
    }

    [Fact]
    public async Task Stopping_ends_with_code_130_and_a_sentence()
    {
        using var stop = new CancellationTokenSource();
        var engine = new EstimationEngine(
            (_, ct) =>
            {
                stop.Cancel();
                ct.ThrowIfCancellationRequested();
                throw new InvalidOperationException("The token was not passed on.");
            },
            Task.FromResult(CommandLineRun.InventedModel));
        var run = await CommandLineRun.Of(_ => engine, stop.Token, "estimate", "film.dcm");
        Assert.Equal(130, run.Code);
        Assert.Contains("stopped", run.Error);
    }

    /// <summary>A process that ends while ONNX Runtime is being set up on another thread crashes now and then.</summary>
    [Fact]
    public async Task A_stop_or_a_refusal_waits_for_the_model_that_is_being_loaded()
    {
        using var stop = new CancellationTokenSource();
        var loading = new TaskCompletionSource<LoadedModel>();
        var engine = new EstimationEngine(
            (_, ct) =>
            {
                stop.Cancel();
                ct.ThrowIfCancellationRequested();
                throw new InvalidOperationException("The token was not passed on.");
            },
            loading.Task);
        var run = CommandLineRun.Of(_ => engine, stop.Token, "estimate", "film.dcm");
        Assert.NotSame(run, await Task.WhenAny(run, Task.Delay(200, TestContext.Current.CancellationToken)));
        loading.SetResult(CommandLineRun.InventedModel);
        Assert.Equal(130, (await run).Code);
    }

    [Fact]
    public async Task An_error_of_our_own_is_called_one_and_shown_and_the_other_films_are_done()
    {
        var engine = new EstimationEngine(
            (file, ct) => file == "bug" ? throw new InvalidOperationException("a bug") : RadiographReader.Read(file, ct),
            Task.FromResult(CommandLineRun.InventedModel));
        var good = _folder.WritePicture("good.png");
        var run = await CommandLineRun.Of(_ => engine, CancellationToken.None, "estimate", "--json", "bug", "missing", good);
        Assert.Equal(70, run.Code);
        Assert.Contains("InvalidOperationException: a bug", run.Error);
        Assert.Contains("\"code\":\"internal_error\"", run.Out);
        Assert.Contains("\"status\":\"estimated\"", run.Out);
    }

    private static string? Criteria(CommandLineRun run) =>
        JsonDocument.Parse(run.Out).RootElement.GetProperty("diagnosis").GetProperty("criteria").GetString();
}
