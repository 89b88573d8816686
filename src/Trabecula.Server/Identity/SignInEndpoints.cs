using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Trabecula.Server;

/// <summary>What the forms of the sign-in page post to. Each answer is a redirect; what went wrong is told by a code in the address.</summary>
internal static class SignInEndpoints
{
    private const string SignInPage = "/account/sign-in", PasswordPage = "/account/password";

    /// <summary>Adds the addresses. Antiforgery is verified for all of them, as they take forms.</summary>
    /// <param name="routes">The server.</param>
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(SignInPage, SignInAsync);
        routes.MapPost("/account/sign-out", SignOutAsync);
        routes.MapPost(PasswordPage, ChangePasswordAsync).RequireAuthorization(PagePolicies.Read);
        routes.MapPost("/account/openid", ([FromForm] string? back, SignInManager<Person> signIn) => Results.Challenge(
            signIn.ConfigureExternalAuthenticationProperties(IdentityServices.OpenId, $"/account/openid/return?back={Uri.EscapeDataString(Local(back))}"), [IdentityServices.OpenId]));
        routes.MapGet("/account/openid/return", ReturnAsync);
    }

    private static async Task<IResult> SignInAsync(
        [FromForm] string? userName, [FromForm] string? password, [FromForm] string? back,
        HttpContext context, SignInManager<Person> signIn, UserManager<Person> people, SignInPace pace, AuditLog audit, TimeProvider clock, CancellationToken ct)
    {
        string Again(string problem) => $"{SignInPage}?problem={problem}&back={Uri.EscapeDataString(Local(back))}";
        if (!pace.IsAllowed(context.Connection.RemoteIpAddress))
            return Results.Redirect(Again("pace"));
        var name = (userName ?? "").Trim();
        var result = await signIn.PasswordSignInAsync(name, password ?? "", isPersistent: false, lockoutOnFailure: true);
        if (!result.Succeeded)
        {
            await audit.AddAsync("server", result.IsLockedOut ? "sign_in_locked" : "sign_in_failed", name, context.Connection.RemoteIpAddress?.ToString() ?? "", ct);
            return Results.Redirect(Again(result.IsLockedOut ? "locked" : "wrong"));
        }

        var person = (await people.FindByNameAsync(name))!;
        person.LastSignInAt = clock.GetUtcNow();
        await people.UpdateAsync(person);
        await audit.AddAsync(person.UserName!, "signed_in", "", context.Connection.RemoteIpAddress?.ToString() ?? "", ct);
        return Results.Redirect(person.MustChangePassword ? $"{PasswordPage}?back={Uri.EscapeDataString(Local(back))}" : Local(back));
    }

    private static async Task<IResult> SignOutAsync([FromForm] string? back, HttpContext context, SignInManager<Person> signIn, AuditLog audit, CancellationToken ct)
    {
        if (context.User.Identity is { IsAuthenticated: true, Name: { } name })
            await audit.AddAsync(name, "signed_out", "", "", ct);
        await signIn.SignOutAsync();
        return Results.Redirect($"{SignInPage}?back={Uri.EscapeDataString(Local(back))}");
    }

    private static async Task<IResult> ChangePasswordAsync(
        [FromForm] string? current, [FromForm] string? password, [FromForm] string? repeated, [FromForm] string? back,
        HttpContext context, SignInManager<Person> signIn, UserManager<Person> people, AuditLog audit, CancellationToken ct)
    {
        string Again(string problem) => $"{PasswordPage}?problem={problem}&back={Uri.EscapeDataString(Local(back))}";
        var person = await people.GetUserAsync(context.User);
        if (person is null)
            return Results.Redirect(SignInPage);
        if (password != repeated)
            return Results.Redirect(Again("repeated"));
        if (password == current)
            return Results.Redirect(Again("same"));
        var result = await people.ChangePasswordAsync(person, current ?? "", password ?? "");
        if (!result.Succeeded)
            return Results.Redirect(Again(result.Errors.Any(e => e.Code == nameof(IdentityErrorDescriber.PasswordMismatch)) ? "mismatch" : "weak"));
        person.MustChangePassword = false;
        await people.UpdateAsync(person);
        await signIn.RefreshSignInAsync(person);
        await audit.AddAsync(person.UserName!, "password_changed", "", "", ct);
        return Results.Redirect(Local(back));
    }

    /// <summary>Somebody comes back from the OpenID Connect provider, whose word on roles is taken at every sign-in.</summary>
    private static async Task<IResult> ReturnAsync(
        [FromQuery] string? back, SignInManager<Person> signIn, UserManager<Person> people, ServerSettings settings, AuditLog audit, TimeProvider clock, CancellationToken ct)
    {
        if (settings.SignIn.OpenId is not { } provider || await signIn.GetExternalLoginInfoAsync() is not { } login)
            return Results.Redirect($"{SignInPage}?problem=provider");
        var said = login.Principal.FindAll(provider.RoleClaim).Select(claim => claim.Value).ToArray();
        var role = Role.All.LastOrDefault(said.Contains) ?? provider.DefaultRole;
        if (!Role.All.Contains(role))
            return Results.Redirect($"{SignInPage}?problem=no_role");
        var person = await people.FindByLoginAsync(login.LoginProvider, login.ProviderKey);
        if (person is null)
        {
            // A local account of the same name is another person's until an administrator says otherwise: names are told apart by the provider's.
            var name = login.Principal.FindFirstValue("preferred_username") ?? login.Principal.FindFirstValue("email") ?? login.ProviderKey;
            person = new Person { UserName = $"{new string([.. name.Where(c => char.IsAsciiLetterOrDigit(c) || "-._@+".Contains(c, StringComparison.Ordinal))])}@{IdentityServices.OpenId}", DisplayName = FilmAttributes.Plain(login.Principal.FindFirstValue("name") ?? name, ServerDatabase.LongestText) ?? name, CreatedAt = clock.GetUtcNow() };
            PeopleDirectory.Verify(await people.CreateAsync(person));
            PeopleDirectory.Verify(await people.AddLoginAsync(person, login));
            await audit.AddAsync("server", "person_added", person.UserName, role, ct);
        }

        if (await people.IsLockedOutAsync(person))
            return Results.Redirect($"{SignInPage}?problem=locked");
        var roles = await people.GetRolesAsync(person);
        if (!roles.SequenceEqual([role]))
        {
            PeopleDirectory.Verify(await people.RemoveFromRolesAsync(person, roles));
            PeopleDirectory.Verify(await people.AddToRoleAsync(person, role));
        }

        person.LastSignInAt = clock.GetUtcNow();
        await people.UpdateAsync(person);
        await signIn.SignInAsync(person, isPersistent: false);
        await audit.AddAsync(person.UserName!, "signed_in", "", provider.Name, ct);

        // A redirect would still count as the provider's, and the strict cookie would not be sent along: the page goes on by itself.
        var address = System.Text.Encodings.Web.HtmlEncoder.Default.Encode(Local(back));
        return Results.Text($"<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Trabecula</title><meta http-equiv=\"refresh\" content=\"0;url={address}\"></head><body><a href=\"{address}\">Trabecula</a></body></html>", "text/html");
    }

    /// <summary>An address on this server, or the first page: nobody is sent elsewhere by a link.</summary>
    private static string Local(string? back) =>
        back is { Length: > 0 } && back[0] == '/' && (back.Length == 1 || (back[1] != '/' && back[1] != '\\')) && !back.Any(char.IsControl) ? back : "/";
}
