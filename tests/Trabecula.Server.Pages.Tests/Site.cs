using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Trabecula.Dicom;
using Trabecula.Domain;
using Trabecula.Inference;

namespace Trabecula.Server.Pages.Tests;

/// <summary>One server and one browser for the tests of a class, with an administrator and a reader whose passwords are their own.</summary>
public sealed class Site : IAsyncLifetime
{
    public const string Password = "quiet bones of winter";

    private readonly Dictionary<string, string> _sessions = [];

    public Browser Browser { get; } = new();

    internal PageServer Server { get; private set; } = null!;

    /// <summary>The model that ships, and is in force where no other is installed.</summary>
    internal static ModelIdentity Model { get; } = ModelBundle.Open(Path.Combine(Browser.Root, "models", "in-silico")).Identity;

    public static string Sample { get; } = Path.Combine(Browser.Root, "samples", "lumbar-ap.dcm");

    public async ValueTask InitializeAsync()
    {
        Server = await PageServer.StartAsync();
        await AddPersonAsync(Server, "ada", "Ada Reader", Role.Reader);
        await AddPersonAsync(Server, "bo", "Bo Administrator", Role.Administrator);
        await Browser.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        await Server.DisposeAsync();
    }

    /// <summary>Adds somebody who has chosen a password already.</summary>
    internal static async Task AddPersonAsync(PageServer server, string name, string shown, string role)
    {
        await server.Services.GetRequiredService<PeopleDirectory>().AddAsync("test", name, shown, role);
        await using var scope = server.Services.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var person = (await people.FindByNameAsync(name))!;
        person.MustChangePassword = false;
        await people.ResetPasswordAsync(person, await people.GeneratePasswordResetTokenAsync(person), Password);
        await people.UpdateAsync(person);
    }

    /// <summary>A tab of somebody who is signed in.</summary>
    public async Task<IPage> OpenAsync(string name, string address, int width = 1280, int height = 860, string locale = "en-GB")
    {
        var page = await Browser.OpenAsync(Server.Address, width, height, locale);
        if (_sessions.TryGetValue(name, out var cookie))
            await page.Context.AddCookiesAsync([new Cookie { Name = "trabecula", Value = cookie, Url = Server.Address, HttpOnly = true, SameSite = SameSiteAttribute.Strict }]);
        else
            _sessions[name] = await SignInAsync(page, name);
        await page.GotoAsync(address);
        return page;
    }

    /// <summary>Signs in, and tells the session's cookie.</summary>
    public static async Task<string> SignInAsync(IPage page, string name)
    {
        await page.GotoAsync("/account/sign-in");
        await page.Locator("input[name=userName]").FillAsync(name);
        await page.Locator("input[name=password]").FillAsync(Password);
        await page.Locator("form[action='/account/sign-in'] button").ClickAsync();
        await page.Locator(".drop[data-ready]").WaitForAsync();
        return (await page.Context.CookiesAsync()).First(cookie => cookie.Name == "trabecula").Value;
    }

    /// <summary>Sends the sample as a gateway would, as a film of its own, and waits for its result.</summary>
    /// <remarks>A film that came before is not a new one, and what one test corrects another would find corrected: so each name has a UID of its own.</remarks>
    internal async Task<long> SendSampleAsync(string name)
    {
        var content = await File.ReadAllBytesAsync(Sample);
        var uid = Encoding.ASCII.GetBytes(FilmAttributes.Instance(DicomFile.Read(content).Dataset)!);
        var digits = Encoding.ASCII.GetBytes($"{BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes(name))):D10}");
        for (var at = content.AsSpan().IndexOf(uid); at >= 0; at = content.AsSpan().IndexOf(uid))
            digits.CopyTo(content.AsSpan(at + uid.Length - digits.Length));
        var received = await Server.Services.GetRequiredService<FilmIntake>().ReceiveAsync(
            new MemoryStream(content), new FilmSource(FilmSource.Page) { FileName = name }, CancellationToken.None);
        for (var tries = 0; tries < 600; tries++)
        {
            var film = (await Server.Services.GetRequiredService<Worklist>().StatesAsync([received.Film.Id], CancellationToken.None))[0];
            if (film.State is FilmState.Estimated or FilmState.Rejected)
                return film.Id;
            await Task.Delay(100);
        }

        throw new TimeoutException("The film was not judged within a minute.");
    }
}
