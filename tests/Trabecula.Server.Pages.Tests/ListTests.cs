using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Trabecula.Server.Pages.Tests;

/// <summary>The worklist, the page for administrators, and how all of it looks.</summary>
public sealed class ListTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task The_worklist_searches_filters_sorts_pages_and_tries_again()
    {
        // A server of its own: which films others of these tests have sent by then is chance.
        await using var server = await PageServer.StartAsync();
        await FillAsync(server);
        await Site.AddPersonAsync(server, "ada", "Ada Reader", Role.Reader);
        var page = await site.Browser.OpenAsync(server.Address);
        await Site.SignInAsync(page, "ada");
        await page.GotoAsync("/worklist");
        await Expect(page.Locator(".worklist tbody tr")).ToHaveCountAsync(25);
        await Expect(page.Locator(".pager")).ToContainTextAsync("1–25 of 40");
        await Browser.PictureAsync(page, "page-worklist.png");
        Assert.Empty(await Browser.BarriersAsync(page));
        await page.GetByRole(AriaRole.Button, new() { Name = "Next page" }).ClickAsync();
        await Expect(page.Locator(".worklist tbody tr")).ToHaveCountAsync(15);
        await page.GetByRole(AriaRole.Button, new() { Name = "L1–L4 g/cm²" }).ClickAsync();
        await Expect(page.Locator("th[aria-sort=descending]")).ToContainTextAsync("L1–L4");
        await Expect(page.Locator(".worklist tbody tr").First).ToContainTextAsync("1.170");
        await page.GetByRole(AriaRole.Searchbox).FillAsync("p-00_7%");
        await Expect(page.GetByText("No film matches.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Searchbox).FillAsync("P-0007");
        await Expect(page.Locator(".worklist tbody tr")).ToHaveCountAsync(2);
        await Expect(page.Locator(".worklist tbody")).ToContainTextAsync("<b>BOLD</b>");
        await page.GetByRole(AriaRole.Searchbox).FillAsync("");
        await page.GetByLabel("State").SelectOptionAsync("Failed");
        await page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).First.ClickAsync();
        await Expect(page.GetByText("The film is tried again.")).ToBeVisibleAsync();

        Assert.Empty(site.Browser.ErrorsOf(page));
    }

    [Fact]
    public async Task An_administrator_adds_people_and_the_audit_log_notices_that_it_was_changed()
    {
        var page = await site.OpenAsync("bo", "/administration");
        await page.Locator("input[name=new-user]").FillAsync("chika");
        await page.Locator("input[name=new-name]").FillAsync("Chika Researcher");
        await page.Locator("form.adding select").SelectOptionAsync("researcher");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a person" }).ClickAsync();
        await Expect(page.Locator(".secret code")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^([a-z2-9]{4}-){5}[a-z2-9]{4}$"));

        // A program's key is shown once, lets in, and does not after it was withdrawn.
        await page.Locator("input[name=new-key]").FillAsync("night transfer");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a key" }).ClickAsync();
        var key = await page.Locator(".secret code.key").InnerTextAsync();
        var ring = site.Server.Services.GetRequiredService<ApiKeyRing>();
        Assert.Equal("night transfer", (await ring.FindAsync(key, TestContext.Current.CancellationToken))?.Name);
        await page.GetByRole(AriaRole.Button, new() { Name = "Withdraw “night transfer”" }).ClickAsync();
        await Expect(page.Locator("tr").Filter(new() { HasText = "night transfer" })).ToContainTextAsync("withdrawn");
        await Expect(page.GetByText(key)).ToHaveCountAsync(0);
        await using (var keys = site.Server.Services.GetRequiredService<DatabaseFactory>().Open())
            Assert.NotNull((await keys.ApiKeys.SingleAsync(one => one.Name == "night transfer", TestContext.Current.CancellationToken)).RevokedAt);
        await Expect(page.Locator(".in-force")).ToContainTextAsync($"{Site.Model.Id} {Site.Model.Version}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Verify the chain" }).ClickAsync();
        await Expect(page.Locator(".well")).ToContainTextAsync("entries are as they were written");
        await Browser.PictureAsync(page, "page-administration.png", isWhole: true);
        Assert.Empty(await Browser.BarriersAsync(page));

        await using (var database = site.Server.Services.GetRequiredService<DatabaseFactory>().Open())
            await database.AuditEntries.Where(e => e.Number == 3).ExecuteUpdateAsync(set => set.SetProperty(e => e.Who, "nobody"), TestContext.Current.CancellationToken);
        await page.GetByRole(AriaRole.Button, new() { Name = "Verify the chain" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Entry 3 was changed");
        await using (var database = site.Server.Services.GetRequiredService<DatabaseFactory>().Open())
            await database.AuditEntries.Where(e => e.Number == 3).ExecuteUpdateAsync(set => set.SetProperty(e => e.Who, "test"), TestContext.Current.CancellationToken);
        Assert.Empty(site.Browser.ErrorsOf(page));
    }

    [Fact]
    public async Task Gates_and_a_reference_given_by_an_administrator_are_judged_by_from_the_next_start_on()
    {
        var ct = TestContext.Current.CancellationToken;
        var data = Directory.CreateTempSubdirectory("trabecula-page-").FullName;
        await using (var server = await PageServer.StartAsync(settings => settings with { Data = data }))
        {
            await Site.AddPersonAsync(server, "bo", "Bo Administrator", Role.Administrator);
            var page = await site.Browser.OpenAsync(server.Address);
            await Site.SignInAsync(page, "bo");
            await page.GotoAsync("/administration");

            // What could not be read at the start is refused, and the one before stays.
            await page.Locator("#gates-input").SetInputFilesAsync(Json("""{"name":"x","gates":{"no_such_gate":{"action":"warn"}}}"""));
            await Expect(page.Locator(".in-force").GetByRole(AriaRole.Alert)).ToContainTextAsync("no_such_gate");
            await page.Locator("#gates-input").SetInputFilesAsync(new FilePayload { Name = "film.dcm", MimeType = "application/dicom", Buffer = new byte[2 << 20] });
            await Expect(page.Locator(".in-force").GetByRole(AriaRole.Alert)).ToContainTextAsync("larger than the server takes");
            Assert.Null(GivenTables.Apply(new ServerSettings { Data = data }).Gates);

            await page.Locator("#gates-input").SetInputFilesAsync(Json("""{"name":"orthopaedics","gates":{"child":{"action":"warn"}}}"""));
            await Expect(page.GetByText("Another one takes over at the next start of the server.")).ToHaveCountAsync(1);
            var reference = await File.ReadAllTextAsync(Path.Combine(Browser.Root, "references", "who-nhanes3-hologic.json"), ct);
            var name = System.Text.RegularExpressions.Regex.Replace(reference, "\"name\": *\"[^\"]*\"", "\"name\": \"our city's women\"", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(5));
            await page.Locator("#reference-input").SetInputFilesAsync(Json(name));
            await Expect(page.GetByText("Another one takes over at the next start of the server.")).ToHaveCountAsync(2);
            Assert.Empty(await Browser.BarriersAsync(page));
            Assert.Equal(["gates.json", "reference.json"], Directory.GetFileSystemEntries(Path.Combine(data, "in-force")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        }

        await using (var server = await PageServer.StartAsync(settings => GivenTables.Apply(settings with { Data = data })))
        {
            var page = await site.Browser.OpenAsync(server.Address);
            await Site.SignInAsync(page, "bo");
            await page.GotoAsync("/administration");
            await Expect(page.Locator(".in-force")).ToContainTextAsync("orthopaedics");
            await Expect(page.Locator(".in-force")).ToContainTextAsync("our city's women");
            await Expect(page.Locator(".audit")).ToContainTextAsync("gates given");
            await page.GetByRole(AriaRole.Button, new() { Name = "Back to the shipped one" }).First.ClickAsync();
            await Expect(page.GetByText("Another one takes over at the next start of the server.")).ToHaveCountAsync(1);
            Assert.Null(GivenTables.Apply(new ServerSettings { Data = data }).Reference);
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(data, recursive: true);
        static FilePayload Json(string text) => new() { Name = "table.json", MimeType = "application/json", Buffer = System.Text.Encoding.UTF8.GetBytes(text) };
    }

    [Fact]
    public async Task A_reader_is_kept_from_what_administrators_do()
    {
        var page = await site.OpenAsync("ada", "/administration");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your role does not include this page." })).ToBeVisibleAsync();
        await page.GotoAsync("/worklist");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Worklist" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Administration" })).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("ja-JP", 1280, "page-japanese.png")]
    [InlineData("en-GB", 390, "page-phone.png")]
    public async Task A_film_is_readable_in_Japanese_on_a_telephone_and_in_the_dark(string locale, int width, string picture)
    {
        var id = await site.SendSampleAsync("looked-at.dcm");
        await using (var database = site.Server.Services.GetRequiredService<DatabaseFactory>().Open())
        {
            database.Films.Add(new Film
            {
                Sha256 = width.ToString("x64"), FileName = "picture-whose-name-has-no-place-at-which-a-line-could-break-on-a-telephone.png", State = FilmState.Rejected,
                ReasonCode = "too_few_vertebrae", Reason = "A reason.", ReceivedAt = DateTimeOffset.UtcNow, LastReceivedAt = DateTimeOffset.UtcNow,
            });
            await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var page = await site.OpenAsync("bo", $"/films/{id}", width, width < 500 ? 844 : 860, locale);
        await Expect(page.Locator(".overlay .level").First).ToBeVisibleAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", locale[..2]);
        await Browser.PictureAsync(page, picture);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page is wider than the screen.");
        Assert.Empty(await Browser.BarriersAsync(page));
        await page.Locator(".quiet.icon").ClickAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await Browser.PictureAsync(page, picture.Replace(".png", "-dark.png", StringComparison.Ordinal));
        Assert.Empty(await Browser.BarriersAsync(page));
        foreach (var address in new[] { "/", "/worklist", "/studies", "/monitoring", "/administration" })
        {
            await page.GotoAsync(address);
            await Expect(page.Locator("h1").First).ToBeAttachedAsync();
            await page.WaitForTimeoutAsync(300);
            Assert.Equal("", await page.EvaluateAsync<string>(
                "document.documentElement.scrollWidth <= innerWidth ? '' : [...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > innerWidth && !e.closest('.table-scroll')).slice(0, 4).map(e => e.outerHTML.slice(0, 120)).join(' | ') || 'wider than the screen'"));
            if (address is "/worklist" or "/administration")
                Assert.Equal("", await page.EvaluateAsync<string>(
                    "[...document.querySelectorAll('main .table-scroll')].filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.outerHTML.slice(0, 120)).join(' | ')"));
            Assert.Empty(await Browser.BarriersAsync(page));
            await Browser.PictureAsync(page, $"look{address.Replace('/', '-')}-{picture}");
        }

        Assert.Empty(site.Browser.ErrorsOf(page));
    }

    [Fact]
    public async Task What_a_role_may_not_do_is_refused_at_its_address_too_and_so_is_what_other_pages_send()
    {
        var id = await site.SendSampleAsync("guarded.dcm");
        var page = await site.OpenAsync("ada", "/");
        await page.Locator(".drop[data-ready]").WaitForAsync();
        var token = (await page.Locator("meta[name=trabecula-token]").GetAttributeAsync("content"))!;
        async Task<int> GetAsync(string address) => (await page.APIRequest.GetAsync(site.Server.Address + address, new() { MaxRedirects = 0 })).Status;
        async Task<int> PostAsync(string address, string? said) => (await page.APIRequest.PostAsync(
            site.Server.Address + address,
            new() { MaxRedirects = 0, DataByte = [1, 2, 3], Headers = said is null ? [] : new Dictionary<string, string> { ["RequestVerificationToken"] = said } })).Status;

        // A reader may read films; studies, keys, jobs and the programs' addresses are others'.
        Assert.Equal(200, await GetAsync($"/page/films/{id}/report.pdf"));
        foreach (var address in new[] { "/page/studies/1/report.html", "/page/studies/1/predictions.csv", "/jobs/servers", "/studies", "/studies/1", "/monitoring", "/administration", $"/api/films/{id}/result", "/metrics" })
            Assert.Contains(await GetAsync(address), new[] { 302, 401, 403 });
        foreach (var address in new[] { "/page/films/999999/report.pdf", "/page/films/1/..%2f..%2fkeys", $"/page/films/{id}/settings.json" })
            Assert.Equal(404, await GetAsync(address));

        // Another site's page has the cookie's browser at best, and no token.
        Assert.Equal(401, await PostAsync("/page/films?name=forged.dcm", null));
        Assert.Equal(401, await PostAsync("/page/films?name=forged.dcm", token[..^4] + "AAAA"));
        foreach (var address in new[] { "/account/password", "/account/sign-out", "/account/sign-in" })
            Assert.Equal(400, await PostAsync(address, null));

        // Nor does anybody without a session get anything.
        var stranger = await site.Browser.OpenAsync(site.Server.Address);
        foreach (var address in new[] { $"/page/films/{id}/report.pdf", $"/page/films/{id}/pixels", "/page/studies/1/report.html", "/worklist", $"/films/{id}", "/jobs" })
            Assert.Contains((await stranger.APIRequest.GetAsync(site.Server.Address + address, new() { MaxRedirects = 0 })).Status, new[] { 302, 401, 403 });
    }

    [Fact]
    public async Task By_keys_alone_one_gets_to_the_content_and_through_the_pages()
    {
        var page = await site.OpenAsync("bo", "/worklist");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Worklist" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator(".skip")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Estimate" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("Drop films here")).ToBeVisibleAsync();
    }

    /// <summary>Forty films of twenty people, without bytes: the worklist reads records only.</summary>
    private static async Task FillAsync(PageServer server)
    {
        await using var database = server.Services.GetRequiredService<DatabaseFactory>().Open();
        for (var n = 0; n < 40; n++)
        {
            var state = n % 10 == 9 ? FilmState.Rejected : n % 13 == 12 ? FilmState.Failed : FilmState.Estimated;
            var bmd = 0.8 + (n * 0.01);
            database.Films.Add(new Film
            {
                Sha256 = n.ToString("x64"), FileName = $"film-{n:000}.dcm", IsDicom = true, PatientId = $"P-{n % 20:0000}", PatientName = n == 7 ? "<b>BOLD</b>^<script>alert(1)</script>" : "SIMULATED^PERSON",
                StudyDate = new DateOnly(2025, 1, 1).AddDays(n * 9), State = state, ReceivedAt = DateTimeOffset.UtcNow.AddHours(-n * 5), LastReceivedAt = DateTimeOffset.UtcNow,
                LumbarBmd = state == FilmState.Estimated ? bmd : null, LowestTScore = state == FilmState.Estimated ? (bmd - 1.06) / 0.11 : null,
                Category = state != FilmState.Estimated ? null : bmd < 0.79 ? "osteoporosis" : bmd < 0.95 ? "osteopenia" : "normal",
                ReasonCode = state switch { FilmState.Rejected => n % 20 == 9 ? "not_lumbar_ap" : "vertebrae_missing", FilmState.Failed => "internal_error", _ => null },
                Reason = state == FilmState.Estimated ? null : "A reason.",
            });
        }

        await database.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}
