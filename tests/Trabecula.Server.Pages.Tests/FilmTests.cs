using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Trabecula.Server.Pages.Tests;

/// <summary>A film's result in the browser, and what people do with it.</summary>
public sealed class FilmTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_corner_moved_by_keys_is_estimated_anew_and_of_two_who_correct_at_once_the_second_is_told()
    {
        var id = await site.SendSampleAsync("corrected.dcm");
        var first = await site.OpenAsync("ada", $"/films/{id}");
        var second = await site.OpenAsync("bo", $"/films/{id}");
        await EditAsync(first);
        await EditAsync(second);
        var before = await first.Locator(".figures b").First.InnerTextAsync();

        var corner = first.GetByRole(AriaRole.Button, new() { Name = "L3, lower right corner" });
        await corner.FocusAsync();
        for (var press = 0; press < 4; press++)
            await corner.PressAsync("Shift+ArrowLeft");
        await Expect(first.GetByText("Preview, not stored")).ToBeVisibleAsync();
        await Expect(first.Locator(".figures b").First).Not.ToHaveTextAsync(before);
        await Browser.PictureAsync(first, "page-correction.png");
        Assert.Empty(await Browser.BarriersAsync(first));
        await first.GetByLabel("Why (optional)").FillAsync("osteophyte at L3");
        await first.GetByRole(AriaRole.Button, new() { Name = "Store correction" }).ClickAsync();
        await Expect(first.Locator(".corrected")).ToContainTextAsync("Corrected by ada");
        await Expect(first.Locator(".corrected")).ToContainTextAsync("osteophyte at L3");

        await second.GetByRole(AriaRole.Button, new() { Name = "Store correction" }).ClickAsync();
        await Expect(second.GetByRole(AriaRole.Alert)).ToContainTextAsync("ada corrected this film");
        await second.GetByRole(AriaRole.Button, new() { Name = "Show their correction" }).ClickAsync();
        await Expect(second.Locator(".corrected")).ToContainTextAsync("Corrected by ada");

        // Who was slower and has moved something may keep it: it follows, and nothing of either is lost.
        await EditAsync(first);
        await EditAsync(second);
        await DragAsync(second, "L2, upper left corner", 20, 0);
        await Expect(second.GetByText("Preview, not stored")).ToBeVisibleAsync();
        var mine = await second.Locator(".figures b").First.InnerTextAsync();
        await first.GetByRole(AriaRole.Button, new() { Name = "Store correction" }).ClickAsync();
        await Expect(first.Locator(".corrected")).ToContainTextAsync("Corrected by ada");
        await second.GetByRole(AriaRole.Button, new() { Name = "Store correction" }).ClickAsync();
        await second.GetByRole(AriaRole.Button, new() { Name = "Keep mine" }).ClickAsync();
        await Expect(second.GetByText("Yours is kept.")).ToBeVisibleAsync();
        await second.GetByRole(AriaRole.Button, new() { Name = "Store correction" }).ClickAsync();
        await Expect(second.Locator(".corrected")).ToContainTextAsync("Corrected by bo");
        await Expect(second.Locator(".figures b").First).ToHaveTextAsync(mine);
        await Expect(second.Locator(".history li")).ToHaveCountAsync(4);
        Assert.Empty(site.Browser.ErrorsOf(first).Concat(site.Browser.ErrorsOf(second)));
    }

    [Fact]
    public async Task A_corner_dragged_and_levels_named_anew_change_the_estimate_that_is_stored()
    {
        var id = await site.SendSampleAsync("dragged.dcm");
        var page = await site.OpenAsync("ada", $"/films/{id}");
        var figure = page.Locator(".figures b").First;
        await EditAsync(page);
        var before = await figure.InnerTextAsync();
        await DragAsync(page, "L3, lower right corner", -30, -5);
        await Expect(figure).Not.ToHaveTextAsync(before);
        var dragged = await figure.InnerTextAsync();

        // What was called L2 to L5 is L1 to L4 now: other vertebrae, another mean.
        await page.GetByRole(AriaRole.Button, new() { Name = "All one level up" }).ClickAsync();
        await Expect(page.Locator(".levels select").Last).ToHaveValueAsync("L4");
        await Expect(figure).Not.ToHaveTextAsync(dragged);
        var named = await figure.InnerTextAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Store correction" }).ClickAsync();
        await Expect(page.Locator(".corrected")).ToContainTextAsync("Corrected by ada");
        await page.ReloadAsync();
        await Expect(figure).ToHaveTextAsync(named);
        Assert.Empty(site.Browser.ErrorsOf(page));
    }

    [Fact]
    public async Task Earlier_films_of_the_person_are_set_against_the_least_significant_change()
    {
        await using var server = await PageServer.StartAsync();
        await Site.AddPersonAsync(server, "ada", "Ada Reader", Role.Reader);
        var page = await site.Browser.OpenAsync(server.Address);
        await Site.SignInAsync(page, "ada");
        await page.Locator("#films-input").SetInputFilesAsync(Site.Sample);
        await Expect(page.Locator(".verdict-name")).ToBeVisibleAsync();
        string latest;
        await using (var database = server.Services.GetRequiredService<DatabaseFactory>().Open())
        {
            var film = await database.Films.SingleAsync(TestContext.Current.CancellationToken);
            latest = film.LumbarBmd!.Value.ToString("0.000", System.Globalization.CultureInfo.InvariantCulture);
            foreach (var (year, change, model) in new[] { (4, 1.2, "older"), (3, 1.1, film.ModelId), (2, 1.01, film.ModelId) })
            {
                database.Films.Add(new Film
                {
                    Sha256 = year.ToString("x64", System.Globalization.CultureInfo.InvariantCulture), IsDicom = true, PatientId = film.PatientId, StudyDate = film.StudyDate!.Value.AddYears(-year),
                    State = FilmState.Estimated, ReceivedAt = DateTimeOffset.UtcNow, LastReceivedAt = DateTimeOffset.UtcNow, LumbarBmd = film.LumbarBmd * change, ModelId = model, ModelVersion = film.ModelVersion,
                });
            }

            await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await page.GotoAsync("/worklist");
        await page.Locator(".worklist tbody tr").Filter(new() { HasText = latest }).GetByRole(AriaRole.Link).ClickAsync();
        var rows = page.Locator(".priors tbody tr");
        await Expect(rows).ToHaveCountAsync(4);
        await Expect(rows.Nth(1)).ToContainTextAsync("estimated by another model: not compared");
        await Expect(rows.Nth(2)).ToContainTextAsync("−8.2 %");
        await Expect(rows.Nth(2)).ToContainTextAsync("more than two films of an unchanged person differ");
        await Expect(rows.Nth(3)).ToContainTextAsync("−1.0 %");
        await Expect(rows.Nth(3)).ToContainTextAsync("within what two films of an unchanged person differ");
        await Expect(page.GetByText("Least significant change 4.4 %")).ToBeVisibleAsync();
        Assert.Empty(await Browser.BarriersAsync(page));
    }

    [Fact]
    public async Task Viewer_tools_attribution_and_downloads_answer()
    {
        Browser.NeedViewer();
        var id = await site.SendSampleAsync("viewed.dcm");
        var page = await site.OpenAsync("ada", $"/films/{id}");
        await Expect(page.Locator(".overlay .level")).ToHaveCountAsync(6);
        foreach (var tool in new[] { "Pan", "Zoom", "Length", "Invert", "Reset", "Window" })
        {
            await page.GetByRole(AriaRole.Button, new() { Name = tool, Exact = true }).ClickAsync();
            if (tool is not ("Invert" or "Reset"))
                await Expect(page.GetByRole(AriaRole.Button, new() { Name = tool, Exact = true })).ToHaveAttributeAsync("aria-pressed", "true");
        }

        var label = page.Locator(".overlay .label").First;
        var place = (await label.GetAttributeAsync("transform"))!;
        await page.GetByRole(AriaRole.Button, new() { Name = "Zoom +" }).ClickAsync();
        await Expect(label).Not.ToHaveAttributeAsync("transform", place);
        await page.GetByRole(AriaRole.Button, new() { Name = "Reset", Exact = true }).ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "What it rests on" }).ClickAsync();
        await Expect(page.Locator(".attribution polygon").First).ToBeAttachedAsync(new() { Timeout = 60_000 });
        await Browser.PictureAsync(page, "page-attribution.png");
        foreach (var (name, start) in new[] { ("PDF", "%PDF"), ("JSON", "{\"file\""), ("FHIR", "{") })
        {
            var download = await page.RunAndWaitForDownloadAsync(() => page.Locator(".downloads").GetByText(name, new() { Exact = true }).ClickAsync());
            Assert.StartsWith(start, await File.ReadAllTextAsync((await download.PathAsync())!, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        Assert.Empty(site.Browser.ErrorsOf(page));
    }

    [Fact]
    public async Task Without_the_bundle_films_are_shown_plainly_and_it_is_said()
    {
        await using var server = await PageServer.StartAsync(settings => settings with { Viewer = settings.Data });
        await Site.AddPersonAsync(server, "ada", "Ada Reader", Role.Reader);
        var page = await site.Browser.OpenAsync(server.Address);
        await Site.SignInAsync(page, "ada");
        await page.Locator(".drop[data-ready]").WaitForAsync();
        await page.Locator("#films-input").SetInputFilesAsync(Site.Sample);
        await Expect(page.Locator(".stage-note")).ToContainTextAsync("The full viewer was not built on this server");
        await Expect(page.Locator(".overlay .level")).ToHaveCountAsync(6);
        await page.GetByRole(AriaRole.Button, new() { Name = "Invert" }).ClickAsync();
        Assert.Empty(site.Browser.ErrorsOf(page));
    }

    [Fact]
    public async Task What_is_no_film_is_told_beside_its_name_and_a_manifest_by_its_own()
    {
        var page = await site.OpenAsync("ada", "/");
        await page.Locator(".drop[data-ready]").WaitForAsync();
        await page.Locator("#films-input").SetInputFilesAsync(
        [
            new FilePayload { Name = "manifest.csv", MimeType = "text/csv", Buffer = "subject_id,image,lumbar_bmd\n1,a.dcm,0.9\n"u8.ToArray() },
            new FilePayload { Name = "letter.txt", MimeType = "text/plain", Buffer = "not a film"u8.ToArray() },
            new FilePayload { Name = "empty.dcm", MimeType = "application/dicom", Buffer = [] },
            new FilePayload { Name = "<img src=x onerror=alert(1)>.png", MimeType = "image/png", Buffer = "also none"u8.ToArray() },
        ]);
        var films = page.Locator(".sent li");
        await Expect(films).ToHaveCountAsync(4);
        await Expect(films.Filter(new() { HasText = "manifest.csv" })).ToContainTextAsync("This is a table, not a film");
        await Expect(films.Filter(new() { HasText = "letter.txt" })).ToContainTextAsync("not analysable");
        await Expect(films.Filter(new() { HasText = "empty.dcm" })).ToContainTextAsync("The film is empty.");
        await Expect(films.Filter(new() { HasText = "onerror" })).ToContainTextAsync("not analysable");
        Assert.DoesNotContain(site.Browser.ErrorsOf(page), error => !error.Contains("422", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_tab_closed_in_the_middle_of_an_upload_leaves_nothing_and_the_film_can_be_sent_again()
    {
        var page = await site.OpenAsync("ada", "/");
        var cookies = await page.Context.CookiesAsync();
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false });
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{site.Server.Address}/page/films?name=half.dcm") { Content = new HalfContent() };
        request.Headers.Add("Cookie", string.Join("; ", cookies.Select(cookie => $"{cookie.Name}={cookie.Value}")));
        request.Headers.Add("RequestVerificationToken", await page.Locator("meta[name=trabecula-token]").GetAttributeAsync("content"));
        using var closed = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await Assert.ThrowsAnyAsync<Exception>(() => client.SendAsync(request, closed.Token));
        for (var tries = 0; tries < 100 && Directory.GetFiles(Path.Combine(site.Server.Data, "content", "incoming")).Length > 0; tries++)
            await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.Empty(Directory.GetFiles(Path.Combine(site.Server.Data, "content", "incoming")));
        var films = await site.Server.Services.GetRequiredService<Worklist>().FindAsync(
            new WorklistQuery("half", null, null, "received", true, 0, 1), TestContext.Current.CancellationToken);
        Assert.Empty(films.Films);
    }

    /// <summary>Half of what it says that it is; then nothing comes any more.</summary>
    private sealed class HalfContent : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override async Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context, CancellationToken cancellationToken)
        {
            await stream.WriteAsync(new byte[1 << 20], cancellationToken);
            await stream.FlushAsync(cancellationToken);
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 2 << 20;
            return true;
        }
    }

    private static async Task DragAsync(IPage page, string corner, float right, float down)
    {
        var box = (await page.GetByRole(AriaRole.Button, new() { Name = corner }).BoundingBoxAsync())!;
        var (x, y) = (box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await page.Mouse.MoveAsync(x, y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(x + right, y + down, new() { Steps = 5 });
        await page.Mouse.UpAsync();
    }

    private static async Task EditAsync(IPage page)
    {
        await Expect(page.Locator(".overlay .level").First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Correct", Exact = true }).ClickAsync();
        await Expect(page.Locator(".handle").First).ToBeAttachedAsync();
    }
}
