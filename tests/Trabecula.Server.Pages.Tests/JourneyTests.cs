using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Trabecula.Server.Pages.Tests;

/// <summary>Somebody uses the page, from the first start to a corrected film.</summary>
public sealed class JourneyTests(Browser browser) : IClassFixture<Browser>
{
    private const string Password = "quiet bones of winter";
    private static readonly string Sample = Path.Combine(Browser.Root, "samples", "lumbar-ap.dcm");

    [Fact]
    public async Task From_the_first_start_to_a_corrected_film()
    {
        await using var server = await PageServer.StartAsync();
        var page = await browser.OpenAsync(server.Address);

        // Nobody is let in without signing in; the printed password must be changed first.
        await page.GotoAsync("/worklist");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await Browser.PictureAsync(page, "page-sign-in.png");
        Assert.Empty(await Browser.BarriersAsync(page));
        await SignInAsync(page, "admin", "not the password");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("not right");
        await SignInAsync(page, "admin", server.FirstPassword!);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Change password" })).ToBeVisibleAsync();
        await page.GotoAsync("/");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Change password" })).ToBeVisibleAsync();
        await page.GetByLabel("Current password").FillAsync(server.FirstPassword!);
        await page.GetByLabel("New password", new() { Exact = true }).FillAsync(Password);
        await page.GetByLabel("New password again").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Change password" }).ClickAsync();

        // A film is given, read and answered.
        await Expect(page.GetByText("Drop films here")).ToBeVisibleAsync();
        await Expect(page.GetByText("Research use only. Not a medical device.")).ToBeVisibleAsync();
        await Expect(page.Locator(".model")).ToContainTextAsync("trained on simulated films only");
        await Browser.PictureAsync(page, "page-estimate.png");
        Assert.Empty(await Browser.BarriersAsync(page));
        await page.Locator(".drop[data-ready]").WaitForAsync();
        await page.Locator("#films-input").SetInputFilesAsync(Sample);
        await Expect(page.Locator(".verdict-name")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Expect(page.Locator(".overlay .level").First).ToBeVisibleAsync();
        await Browser.PictureAsync(page, "page-film.png");
        Assert.Empty(await Browser.BarriersAsync(page));
        Assert.Empty(browser.ErrorsOf(page));
    }

    private static async Task SignInAsync(IPage page, string name, string password)
    {
        await page.GetByLabel("User name").FillAsync(name);
        await page.GetByLabel("Password").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
    }
}
