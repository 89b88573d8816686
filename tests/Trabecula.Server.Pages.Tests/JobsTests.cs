namespace Trabecula.Server.Pages.Tests;

public sealed class JobsTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task An_administrator_sees_the_workers_and_a_reader_does_not()
    {
        var reader = await site.OpenAsync("ada", "/");
        await reader.GotoAsync("/jobs");
        Assert.DoesNotContain("/jobs/servers", await reader.ContentAsync(), StringComparison.Ordinal);

        var page = await site.OpenAsync("bo", "/");
        var refused = new List<string>();
        page.Console += (_, said) =>
        {
            if (said.Text.Contains("Content Security Policy", StringComparison.Ordinal))
                refused.Add(said.Text);
        };
        var answer = await page.GotoAsync("/jobs/servers");
        Assert.Equal(200, answer!.Status);
        await page.Locator("table tbody tr").First.WaitForAsync();
        Assert.Empty(refused);
        Assert.DoesNotContain("unsafe-inline", (await answer.AllHeadersAsync())["content-security-policy"].Split("style-src")[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Jobs_can_be_looked_at_and_not_changed()
    {
        var page = await site.OpenAsync("bo", "/");
        var answer = await page.APIRequest.PostAsync($"{site.Server.Address}/jobs/jobs/succeeded/requeue", new() { MaxRedirects = 0 });
        Assert.False(answer.Ok);
    }
}
