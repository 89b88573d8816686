using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Trabecula.Domain;
using Trabecula.Inference;
using static Microsoft.Playwright.Assertions;

namespace Trabecula.Server.Pages.Tests;

/// <summary>Studies on the page: from a manifest to a model in force.</summary>
public sealed class StudyTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task A_study_is_asked_for_stopped_goes_on_is_compared_and_its_model_put_in_force()
    {
        using var stub = new StudyStub();
        await using var server = await PageServer.StartAsync(settings => settings with { Studies = stub.Settings });
        var page = await OpenAsync(server, "/studies", Role.Administrator);
        await Expect(page.GetByText("No study yet.")).ToBeVisibleAsync();

        // A film is no manifest, and a manifest reads nothing but what is allowed.
        await FillAsync(page, "Winter cohort", await File.ReadAllBytesAsync(Site.Sample, Ct));
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("not a table");
        await FillAsync(page, "Winter cohort", System.Text.Encoding.UTF8.GetBytes(StudyStub.Manifest(stub.Secret)));
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Line 9: the film lies outside");
        Assert.Empty(Directory.GetFiles(Path.Combine(server.Data, "studies", "incoming")));
        Assert.Empty(await server.Services.GetRequiredService<StudyDesk>().ListAsync(Ct));

        await FillAsync(page, "Winter cohort", System.Text.Encoding.UTF8.GetBytes(StudyStub.Manifest()));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Winter cohort" })).ToBeVisibleAsync();
        await Expect(page.Locator(".study-state")).ToContainTextAsync("Training 2 of 6");
        await Browser.PictureAsync(page, "page-study-running.png");
        Assert.Empty(await Browser.BarriersAsync(page));
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop" }).ClickAsync();
        await Expect(page.Locator(".study-state .mark")).ToHaveTextAsync("stopped");
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await Expect(page.Locator(".study-state .mark")).ToHaveTextAsync("running");
        await File.WriteAllTextAsync(stub.Gate, "open", Ct);
        await Expect(page.Locator(".figures-table")).ToContainTextAsync("0.069 (0.065, 0.073)");
        Assert.Equal(1, (await File.ReadAllLinesAsync(Path.Combine(server.Data, "studies", "1", "run.log"), Ct)).Count(line => line.Contains("Finding the vertebrae", StringComparison.Ordinal)));
        Assert.Equal("Study", await page.FrameLocator("iframe.report").Locator("title").TextContentAsync());
        var report = await page.APIRequest.GetAsync($"{server.Address}/page/studies/1/report.html");
        Assert.Contains("sandbox", report.Headers["content-security-policy"], StringComparison.Ordinal);
        Assert.Equal("SAMEORIGIN", report.Headers["x-frame-options"]);

        // Another one, from a manifest on the server, and the two side by side.
        stub.Finds(0.061, 0.91);
        await page.GotoAsync("/studies");
        await page.Locator("input[name=study-name]").FillAsync("Summer cohort");
        await page.GetByLabel("One on the server").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();
        await Expect(page.Locator(".study-state .mark")).ToHaveTextAsync("done");
        await page.GotoAsync("/studies");
        await Expect(page.Locator(".study-list tbody tr")).ToHaveCountAsync(2);
        await Browser.PictureAsync(page, "page-studies.png");
        await page.GetByLabel("Compare Winter cohort").CheckAsync();
        await page.GetByLabel("Compare Summer cohort").CheckAsync();
        Assert.Empty(await Browser.BarriersAsync(page));
        await page.GetByRole(AriaRole.Button, new() { Name = "Compare" }).ClickAsync();
        await Expect(page.Locator(".compare")).ToContainTextAsync("−0.008");
        await Browser.PictureAsync(page, "page-compare.png");
        Assert.Empty(await Browser.BarriersAsync(page));

        // On a telephone, and in Japanese, tables scroll by themselves and the page does not.
        await page.SetViewportSizeAsync(390, 844);
        foreach (var address in new[] { "/studies", "/studies/1", "/studies/compare/1/2" })
        {
            await page.GotoAsync(address);
            await Expect(page.Locator("table").First).ToBeVisibleAsync();
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{address} is wider than the screen.");
            await Browser.PictureAsync(page, $"look-phone{address.Replace('/', '-')}.png", isWhole: true);
            Assert.Empty(await Browser.BarriersAsync(page));
        }

        await page.SetViewportSizeAsync(1280, 860);
        await page.GotoAsync("/studies/1");
        await page.GetByRole(AriaRole.Button, new() { Name = "日本語" }).ClickAsync();
        await Expect(page.Locator(".figures-table")).ToContainTextAsync("画像のみ");
        await Browser.PictureAsync(page, "look-japanese-study.png", isWhole: true);
        Assert.Empty(await Browser.BarriersAsync(page));
        await page.GetByRole(AriaRole.Button, new() { Name = "English" }).ClickAsync();
        await Expect(page.Locator(".figures-table")).ToContainTextAsync("film");

        // A model that was changed is not put in force; the whole one is, from the next start on.
        var network = Path.Combine(server.Data, "studies", "2", "model", ModelBundle.DensityFile);
        var bytes = await File.ReadAllBytesAsync(network, Ct);
        await File.WriteAllBytesAsync(network, [.. bytes[..^1], (byte)(bytes[^1] ^ 1)], Ct);
        await page.GotoAsync("/studies/2");
        await PromoteAsync(page);
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("was changed after it was made");
        Assert.False(Directory.Exists(PromotedModel.FolderOf(server.Data)));
        await File.WriteAllBytesAsync(network, bytes, Ct);
        Rename(Path.Combine(server.Data, "studies", "2", "model"), "summer-cohort");
        await PromoteAsync(page);
        await Expect(page.GetByText("takes over at the next start of the server.")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(page.Locator(".model")).ToContainTextAsync("summer-cohort 2, from the next start");

        // The stub's report holds a script, which did not run.
        Assert.NotEmpty(browser.ErrorsOf(page));
        Assert.All(browser.ErrorsOf(page), error => Assert.Contains("sandbox", error, StringComparison.Ordinal));
        Assert.Equal(PromotedModel.FolderOf(server.Data), PromotedModel.Apply(new ServerSettings { Data = server.Data }).Model);
        Assert.NotNull(TrainingCohort.Read(PromotedModel.FolderOf(server.Data)));
    }

    [Fact]
    public async Task A_study_that_cannot_be_done_says_why_and_one_that_a_server_left_behind_goes_on_with_the_next()
    {
        using var stub = new StudyStub();
        await File.WriteAllTextAsync(Path.Combine(stub.Films, "manifest.csv"), StudyStub.Manifest() + "BROKEN,1.dcm,F,50,0.8\n", Ct);
        var data = Directory.CreateTempSubdirectory("trabecula-page-").FullName;
        await using (var server = await PageServer.StartAsync(settings => settings with { Data = data, Studies = stub.Settings }))
        {
            var desk = server.Services.GetRequiredService<StudyDesk>();
            var broken = await TakeAsync(desk, stub, File.ReadAllText(Path.Combine(stub.Films, "manifest.csv")));
            var failed = await WaitAsync(desk, broken, StudyState.Failed);
            Assert.Equal(("no_usable_films", "None of the rows can be used."), (failed.ReasonCode, failed.Reason));
            var good = await TakeAsync(desk, stub, StudyStub.Manifest());
            await WaitAsync(desk, good, StudyState.Running);
        }

        await File.WriteAllTextAsync(stub.Gate, "open", Ct);
        await using (var server = await PageServer.StartAsync(settings => settings with { Data = data, Studies = stub.Settings }))
            await WaitAsync(server.Services.GetRequiredService<StudyDesk>(), 2, StudyState.Done);
        Directory.Delete(data, recursive: true);
    }

    [Theory]
    [InlineData("workers")]
    [InlineData("slurm")]
    public async Task Folds_are_jobs_of_workers_or_of_Slurm_and_go_on_where_they_were_stopped(string where)
    {
        using var stub = new StudyStub();
        var studies = where == "slurm" ? stub.OnSlurm() : stub.Settings with { FoldsOn = where };
        await using var server = await PageServer.StartAsync(settings => settings with { Studies = studies });
        var desk = server.Services.GetRequiredService<StudyDesk>();
        var id = await TakeAsync(desk, stub, StudyStub.Manifest(), makesModel: true);
        var files = new StudyFiles(server.Data, id);
        var page = await OpenAsync(server, $"/studies/{id}", Role.Researcher);

        // The first fold is trained at once; the others wait for the gate.
        await Expect(page.Locator(".study-state")).ToContainTextAsync("1 of 5 done");
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop" }).ClickAsync();
        await Expect(page.Locator(".study-state .mark")).ToHaveTextAsync("stopped");
        Assert.Equal(where == "slurm" ? 1 : 0, stub.Cancelled);
        Assert.False(File.Exists(files.OutputsOf(1)));
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await Expect(page.Locator(".study-state")).ToContainTextAsync("1 of 5 done");
        await File.WriteAllTextAsync(stub.Gate, "open", Ct);
        await Expect(page.Locator(".study-state .mark")).ToHaveTextAsync("done");
        Assert.All(Enumerable.Range(0, StudyProgram.Folds), fold => Assert.True(File.Exists(files.OutputsOf(fold))));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Its model" })).ToBeVisibleAsync();
        Assert.True(File.Exists(Path.Combine(files.Model, ModelBundle.DescriptionFile)));
    }

    [Theory]
    [InlineData("workers")]
    [InlineData("slurm")]
    public async Task A_fold_that_fails_elsewhere_fails_the_study_with_its_reason(string where)
    {
        using var stub = new StudyStub();
        var studies = where == "slurm" ? stub.OnSlurm() : stub.Settings with { FoldsOn = where };
        await using var server = await PageServer.StartAsync(settings => settings with { Studies = studies });
        var desk = server.Services.GetRequiredService<StudyDesk>();
        var failed = await WaitAsync(desk, await TakeAsync(desk, stub, StudyStub.Manifest() + "BROKEN,1.dcm,F,50,0.8\n"), StudyState.Failed);
        Assert.Equal(where == "slurm" ? "fold_missing" : "no_usable_films", failed.ReasonCode);
    }

    [Fact]
    public void Links_lead_no_study_out_of_its_folders()
    {
        using var stub = new StudyStub();
        var folders = new StudyFolders(new ServerSettings { Data = "/", Studies = stub.Settings });
        File.CreateSymbolicLink(Path.Combine(stub.Films, "link.dcm"), stub.Secret);
        Directory.CreateSymbolicLink(Path.Combine(stub.Films, "up"), "..");
        Directory.CreateSymbolicLink(Path.Combine(stub.Films, "round"), Path.Combine(stub.Films, "round"));
        Assert.True(folders.Holds(Path.Combine(stub.Films, "0.dcm")));
        Assert.True(folders.Holds(Path.Combine(stub.Films, "up", "films", "0.dcm")));
        Assert.False(folders.Holds(Path.Combine(stub.Films, "link.dcm")));
        Assert.False(folders.Holds(Path.Combine(stub.Films, "up", "secret", "other.dcm")));
        Assert.False(folders.Holds(stub.Films + "-other/0.dcm"));
        Assert.Throws<TrabeculaException>(() => folders.Holds(Path.Combine(stub.Films, "round", "x")));
        Assert.Throws<TrabeculaException>(() => folders.Enter(Path.Combine(stub.Films, "..", "secret")));
    }

    [Fact]
    public async Task A_tab_closed_while_a_manifest_is_sent_leaves_nothing()
    {
        using var stub = new StudyStub();
        await using var server = await PageServer.StartAsync(settings => settings with { Studies = stub.Settings });
        var desk = server.Services.GetRequiredService<StudyDesk>();
        var order = new StudyOrder("cut off", stub.Films, 1, 1, false, false);
        await Assert.ThrowsAnyAsync<Exception>(() => desk.TakeAsync("test", order, new CutOff(), Ct));
        Assert.Empty(await desk.ListAsync(Ct));
        Assert.Empty(Directory.GetFiles(Path.Combine(server.Data, "studies", "incoming")));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<IPage> OpenAsync(PageServer server, string address, string role)
    {
        await Site.AddPersonAsync(server, "rei", "Rei Researcher", role);
        var page = await browser.OpenAsync(server.Address);
        await Site.SignInAsync(page, "rei");
        await page.GotoAsync(address);
        return page;
    }

    private static async Task FillAsync(IPage page, string name, byte[] manifest)
    {
        await page.Locator("input[name=study-name]").FillAsync(name);
        await page.Locator("#manifest-input").SetInputFilesAsync(new FilePayload { Name = "manifest.csv", MimeType = "text/csv", Buffer = manifest });
        await page.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();
    }

    private static async Task PromoteAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Put its model in force" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "in force at the next start" }).ClickAsync();
    }

    /// <summary>The stub's model is the one that ships; a study's has a name of its own.</summary>
    private static void Rename(string bundle, string name) => ModelBundle.Describe(bundle, new ModelIdentity(name, "2", "in-silico"), DxaManufacturer.Hologic, "study");

    private static async Task<long> TakeAsync(StudyDesk desk, StudyStub stub, string manifest, bool makesModel = false) =>
        (await desk.TakeAsync("test", new StudyOrder("study", stub.Films, 1, 1, false, makesModel), new MemoryStream(System.Text.Encoding.UTF8.GetBytes(manifest)), Ct)).Id;

    private static async Task<Study> WaitAsync(StudyDesk desk, long id, StudyState state)
    {
        for (var tries = 0; tries < 900; tries++)
        {
            var study = (await desk.FindAsync(id, Ct))!;
            if (study.State == state)
                return study;
            await Task.Delay(100, Ct);
        }

        throw new TimeoutException($"Study {id} is {(await desk.FindAsync(id, Ct))!.State}, not {state}.");
    }

    /// <summary>A line that breaks after its first piece.</summary>
    private sealed class CutOff() : MemoryStream("subject_id,image"u8.ToArray())
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            await base.ReadAsync(buffer, cancellationToken) is > 0 and var read ? read : throw new IOException("The line broke.");
    }
}
