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
        await Expect(page.Locator(".in-force")).ToContainTextAsync("trabecula-in-silico 0.4.0");
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
        var id = await site.SendAsync(await File.ReadAllBytesAsync(Site.Sample, TestContext.Current.CancellationToken), "looked-at.dcm");
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
            Assert.Empty(await Browser.BarriersAsync(page));
            await Browser.PictureAsync(page, $"look{address.Replace('/', '-')}-{picture}");
        }

        Assert.Empty(site.Browser.ErrorsOf(page));
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
                Sha256 = n.ToString("x64"), FileName = $"film-{n:000}.dcm", IsDicom = true, PatientId = $"P-{n % 20:0000}", PatientName = "SIMULATED^PERSON",
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
