using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Trabecula.Server.Pages.Tests;

/// <summary>People sign in with a provider of their hospital.</summary>
public sealed class OpenIdTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task Whoever_the_provider_knows_with_a_role_is_let_in_and_nobody_else()
    {
        await using var provider = await OpenIdProvider.StartAsync();
        await using var server = await PageServer.StartAsync(settings => settings with
        {
            SignIn = new SignInSettings
            {
                OpenId = new OpenIdSettings { Authority = provider.Address, ClientId = OpenIdProvider.ClientId, ClientSecret = OpenIdProvider.Secret, Name = "the hospital", RequireHttps = false },
            },
        });
        var page = await browser.OpenAsync(server.Address);

        // Known, but without a role; then with a token that somebody else signed.
        await SignInAsync(page);
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("have no role here");
        provider.Person = ("s-1", "grace", ["nurse", "researcher"]);
        provider.IsForged = true;
        await SignInAsync(page);
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("did not let you in");
        provider.IsForged = false;
        await SignInAsync(page);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Studies" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Administration" })).ToHaveCountAsync(0);

        // The provider's word on roles counts anew at each sign-in.
        provider.Person = ("s-1", "grace", ["reader"]);
        await page.Context.ClearCookiesAsync();
        await SignInAsync(page);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Worklist" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Studies" })).ToHaveCountAsync(0);
        var people = await server.Services.GetRequiredService<PeopleDirectory>().ListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Role.Reader, Assert.Single(people, person => person.UserName == "grace@oidc").Role);
    }

    private static async Task SignInAsync(IPage page)
    {
        await page.GotoAsync("/account/sign-in");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with the hospital" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes, it is me" }).ClickAsync();
    }
}
