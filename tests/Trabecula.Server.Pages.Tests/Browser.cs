using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;

namespace Trabecula.Server.Pages.Tests;

/// <summary>Debian's Chromium, driven by Playwright; one for all tests. Without it the tests are skipped, and say so.</summary>
public sealed class Browser : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";

    private readonly ConcurrentDictionary<IPage, ConcurrentQueue<string>> _errors = [];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The repository's root, where pictures for the documentation go.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Where <c>build/viewer.sh</c> puts the viewer.</summary>
    public static string Viewer { get; } = Path.Combine(Root, "artifacts", "viewer");

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Chromium))
            return;
        // Processors are shared with much else.
        Assertions.SetDefaultExpectTimeout(45_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium,
            // Films are drawn by WebGL, in software here.
            Args = ["--no-sandbox", "--enable-unsafe-swiftshader", "--use-angle=swiftshader", "--disable-dev-shm-usage", "--lang=en"],
        });
    }

    /// <summary>A tab of somebody who has not been here before.</summary>
    public async Task<IPage> OpenAsync(string address, int width = 1280, int height = 860, string locale = "en-GB")
    {
        if (_browser is null)
            Assert.Skip("Chromium is not installed (Debian: chromium); the page cannot be tried in a browser.");
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = address, ViewportSize = new ViewportSize { Width = width, Height = height }, Locale = locale });
        context.SetDefaultTimeout(45_000);
        var page = await context.NewPageAsync();
        var errors = _errors.GetOrAdd(page, _ => []);
        page.PageError += (_, error) => errors.Enqueue($"{page.Url}: {error}");
        page.Console += (_, message) =>
        {
            if (message.Type == "error" || message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
                errors.Enqueue($"{page.Url}: {message.Text} {message.Location}");
        };
        return page;
    }

    /// <summary>What scripts of a tab complained of, the content security policy's refusals among it.</summary>
    /// <remarks>Of this tab alone: one that another test left open loses its server when that test ends, and says so at any time after.</remarks>
    public IReadOnlyCollection<string> ErrorsOf(IPage page) => _errors[page];

    /// <summary>A picture for the documentation, where TRABECULA_PICTURES asks for it.</summary>
    public static async Task PictureAsync(IPage page, string name, bool isWhole = false)
    {
        if (Environment.GetEnvironmentVariable("TRABECULA_PICTURES") is { Length: > 0 } folder)
        {
            if (isWhole)
                await page.EvaluateAsync("scrollTo(0, 0)");
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Path.GetFullPath(folder, Root), name), FullPage = isWhole, Animations = ScreenshotAnimations.Disabled });
        }
    }

    /// <summary>Skips a test of what only Cornerstone3D does.</summary>
    public static void NeedViewer() => Assert.SkipUnless(File.Exists(Path.Combine(Viewer, "viewer.js")), "The viewer was not bundled (build/viewer.sh).");

    /// <summary>What axe-core finds that is serious or worse.</summary>
    public static async Task<IReadOnlyList<string>> BarriersAsync(IPage page)
    {
        var axe = Path.Combine(Viewer, "axe.min.js");
        if (!File.Exists(axe))
            Assert.Skip("axe-core was not fetched (build/viewer.sh); barriers cannot be looked for.");
        // Evaluated, not added as an element: the page's policy allows no script of others.
        await page.EvaluateAsync(await File.ReadAllTextAsync(axe));
        var found = await page.EvaluateAsync<JsonElement>("async () => (await axe.run()).violations.filter(v => ['serious', 'critical'].includes(v.impact)).map(v => `${v.id}: ${v.nodes.map(n => n.html.slice(0, 160) + ' ' + n.any.map(a => a.message).join(' ')).slice(0, 4).join(' | ')}`)");
        return [.. found.EnumerateArray().Select(text => text.GetString()!)];
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Trabecula.slnx")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
