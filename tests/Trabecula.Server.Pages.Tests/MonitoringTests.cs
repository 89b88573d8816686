using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Trabecula.Server.Pages.Tests;

/// <summary>Drift against the training, and agreement with DXA results that arrive later.</summary>
public sealed class MonitoringTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task Few_films_say_nothing_and_many_older_people_are_seen_as_drift_and_DXA_is_compared()
    {
        await using var server = await PageServer.StartAsync();
        await Site.AddPersonAsync(server, "rei", "Rei Researcher", Role.Researcher);
        var page = await browser.OpenAsync(server.Address);
        await Site.SignInAsync(page, "rei");
        await page.GotoAsync("/monitoring");
        await Expect(page.GetByText("Too few films to say: 0, and 100 are needed.")).ToBeVisibleAsync();

        await FillAsync(server);
        await page.ReloadAsync();
        var drift = page.Locator(".drift");
        await Expect(drift.Locator("tr").Filter(new() { HasText = "Age, years" })).ToContainTextAsync("moved far");
        await Expect(drift.Locator("tr").Filter(new() { HasText = "Weight, kg" })).ToContainTextAsync("none seen");
        await Expect(drift.Locator("tr").Filter(new() { HasText = "Spines unlike" })).ToContainTextAsync("moved");

        await page.Locator("#dxa-input").SetInputFilesAsync(new FilePayload { Name = "film.csv", MimeType = "text/csv", Buffer = "subject_id,image\n"u8.ToArray() });
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("film.csv has no column patient_id");
        await page.Locator("#dxa-input").SetInputFilesAsync(new FilePayload { Name = "sample.dcm", MimeType = "application/dicom", Buffer = await File.ReadAllBytesAsync(Site.Sample, TestContext.Current.CancellationToken) });
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("sample.dcm is no DXA result");
        await page.Locator("#dxa-input").SetInputFilesAsync(new FilePayload { Name = "dxa.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(Dxa()) });
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("41 new results, 0 known ones, 1 left out.");
        await Expect(page.Locator(".agreement")).ToContainTextAsync("41 DXA results, 40 of them with a film");
        var lumbar = page.Locator(".agreement tbody tr").Filter(new() { HasText = "L1–L4" });
        await Expect(lumbar).ToContainTextAsync("0.025");
        await Expect(page.Locator(".agreement tbody tr").Filter(new() { HasText = "Femoral neck" })).ToContainTextAsync("Too few pairs to say; 30 are needed.");
        await page.Locator("#dxa-input").SetInputFilesAsync(new FilePayload { Name = "dxa.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(Dxa()) });
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("0 new results, 41 known ones");
        Assert.Empty(await Browser.BarriersAsync(page));
        await Browser.PictureAsync(page, "page-monitoring.png", isWhole: true);
        Assert.Empty(browser.ErrorsOf(page));
    }

    [Fact]
    public void The_stability_index_is_that_of_its_formula_and_chance_is_told_apart()
    {
        var training = new TrainingSpread("age_years", 1000, 4.5, 2.9, [.. Enumerable.Range(1, 9).Select(edge => (double)edge)]);
        var same = Drift.Of(training, [.. Enumerable.Range(0, 1000).Select(n => n % 10 + 0.5)]);
        Assert.Equal(0, same.Index, 12);
        Assert.False(same.IsMoved);

        // Half of the films in the first share, the others evenly: a = (0.55, 0.05 × 9), with half a film more in each share.
        var moved = Drift.Of(training, [.. Enumerable.Range(0, 1000).Select(n => n < 500 ? 0.5 : n % 10 + 0.5)]);
        double[] actual = [550.5 / 1005, .. Enumerable.Repeat(50.5 / 1005, 9)];
        Assert.Equal(actual.Sum(a => (a - 0.1) * Math.Log(a / 0.1)), moved.Index, 12);
        Assert.True(moved.IsFar);

        // 19 of 20 samples of the training itself stay under what chance allows (chi-square with nine degrees of freedom).
        var random = new Random(7);
        var beyond = Enumerable.Range(0, 2000).Count(_ => Drift.Of(training, [.. Enumerable.Range(0, 200).Select(_ => random.NextDouble() * 10)]) is var drift && drift.Index > 16.92 / 200);
        Assert.InRange(beyond, 60, 140);
    }

    /// <summary>Women of 80 and more, as heavy as those of the training; every tenth film is unlike the training's.</summary>
    private static async Task FillAsync(PageServer server)
    {
        var store = server.Services.GetRequiredService<ContentStore>();
        var ct = TestContext.Current.CancellationToken;
        var cohort = TrainingCohort.Read(Path.Combine(Browser.Root, "models", "in-silico"))!;
        var weights = cohort.Spreads.First(spread => spread.Name == "weight_kg").Edges;
        await using var database = server.Services.GetRequiredService<DatabaseFactory>().Open();
        for (var n = 0; n < 120; n++)
        {
            var bmd = Estimate(n);
            var finding = n % 10 == 0 ? """{"code":"unlike_training_films","action":"warn","level":null,"message":"Unlike.","where_px":[]}""" : "";
            var weight = n % 10 == 9 ? weights[^1] + 1 : weights[n % 10] - 0.1;
            var json = string.Create(CultureInfo.InvariantCulture, $$"""
                {"file":"f","status":"estimated","model":{"id":"trabecula-in-silico","version":"{{Site.Model.Version}}","trained_on":"in-silico"},
                 "subject":{"sex":"F","age_years":{{80 + (n % 8)}},"height_cm":null,"weight_kg":{{weight}},"source":"dicom"},"vertebrae":[],
                 "sites":[{"site":"lumbar_l1_l4","vertebrae":["L1","L2","L3","L4"],"bmd":{{bmd}},"interval90":[0.6,0.9]},{"site":"femoral_neck","vertebrae":[],"bmd":0.6,"interval90":[0.5,0.7]}],
                 "diagnosis":null,"quality":{"verdict":"warn","findings":[{{finding}}]},"warnings":[]}
                """);
            var stored = await store.AddAsync(Encoding.UTF8.GetBytes(json), ct);
            var film = new Film
            {
                Sha256 = n.ToString("x64", CultureInfo.InvariantCulture), IsDicom = true, PatientId = $"P-{n}", StudyDate = new DateOnly(2026, 1, 1).AddDays(n), State = FilmState.Estimated,
                ReceivedAt = DateTimeOffset.UtcNow, LastReceivedAt = DateTimeOffset.UtcNow, FinishedAt = DateTimeOffset.UtcNow, LumbarBmd = bmd,
            };
            film.Objects.Add(new FilmObject { Kind = ObjectKind.Result, Sha256 = stored.Sha256, Bytes = stored.Bytes });
            database.Films.Add(film);
        }

        await database.SaveChangesAsync(ct);
    }

    private static double Estimate(int n) => 0.7 + (0.003 * n);

    /// <summary>Forty of these people: half measured 0.02, half 0.03 away. One whom nobody filmed, and one row that cannot be used.</summary>
    private static string Dxa()
    {
        var text = new StringBuilder("patient_id,dxa_date,sex,lumbar_bmd,femoral_neck_bmd\n");
        for (var n = 0; n < 40; n++)
        {
            text.Append(CultureInfo.InvariantCulture, $"P-{n},{new DateOnly(2026, 1, 11).AddDays(n):yyyy-MM-dd},F,{Estimate(n) + (n % 2 == 0 ? 0.02 : -0.03):0.000},{(n < 5 ? "0.62" : "")}\n");
        }

        return text.Append("P-none,2026-01-01,F,0.9,\nP-3,2026-01-01,F,99,\n").ToString();
    }
}
