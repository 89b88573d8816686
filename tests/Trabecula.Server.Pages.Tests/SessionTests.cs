using Microsoft.Playwright;
using Trabecula.Domain;
using static Microsoft.Playwright.Assertions;

namespace Trabecula.Server.Pages.Tests;

/// <summary>Sessions that end, accounts that lock, a model that was tampered with.</summary>
public sealed class SessionTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task A_session_that_ended_is_told_and_the_film_is_not_lost_in_silence()
    {
        await using var server = await PageServer.StartAsync(settings => settings with { SignIn = new SignInSettings { SessionMinutes = 0.1 } });
        await Site.AddPersonAsync(server, "ada", "Ada Reader", Role.Reader);
        var page = await browser.OpenAsync(server.Address);
        await Site.SignInAsync(page, "ada");
        await page.Context.ClearCookiesAsync();
        await page.Locator(".drop[data-ready]").WaitForAsync();
        await page.Locator("#films-input").SetInputFilesAsync(Site.Sample);
        await Expect(page.Locator("#session-ended")).ToBeVisibleAsync();
        await Expect(page.Locator(".sent li")).ToContainTextAsync("Your session has ended; sign in and send this film again.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in again" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Wrong_passwords_lock_an_account_and_too_many_tries_are_slowed()
    {
        await using var server = await PageServer.StartAsync(settings => settings with { SignIn = new SignInSettings { MostWrongPasswords = 3, TriesPerMinute = 6 } });
        await Site.AddPersonAsync(server, "ada", "Ada Reader", Role.Reader);
        var page = await browser.OpenAsync(server.Address);
        await page.GotoAsync("/account/sign-in?back=https://elsewhere.example/");
        async Task<string> TryAsync(string password)
        {
            await page.Locator("input[name=userName]").FillAsync("ada");
            await page.Locator("input[name=password]").FillAsync(password);
            await page.Locator("form button").First.ClickAsync();
            return await page.GetByRole(AriaRole.Alert).InnerTextAsync();
        }

        Assert.Contains("not right", await TryAsync("wrong 1 wrong 1"), StringComparison.Ordinal);
        Assert.DoesNotContain("elsewhere", page.Url, StringComparison.Ordinal);
        await TryAsync("wrong 2 wrong 2");
        Assert.Contains("locked", await TryAsync("wrong 3 wrong 3"), StringComparison.Ordinal);
        Assert.Contains("locked", await TryAsync(Site.Password), StringComparison.Ordinal);
        await TryAsync("again");
        await TryAsync("again");
        Assert.Contains("wait a minute", await TryAsync("again"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_does_not_start_with_a_model_that_was_tampered_with()
    {
        var copy = Directory.CreateTempSubdirectory("trabecula-model-").FullName;
        foreach (var file in Directory.GetFiles(Path.Combine(Browser.Root, "models", "in-silico")))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        await using (var network = new FileStream(Path.Combine(copy, "density.onnx"), FileMode.Open))
        {
            network.Position = 1000;
            network.Write([0x2a, 0x17]);
        }

        var refusal = await Assert.ThrowsAsync<TrabeculaException>(() => PageServer.StartAsync(settings => settings with { Model = copy }));
        Assert.Equal("model_tampered", refusal.Code);
        Directory.Delete(copy, recursive: true);
    }
}
