using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>Somebody as the page lists them.</summary>
/// <param name="Id">Number.</param>
/// <param name="UserName">What they sign in with.</param>
/// <param name="DisplayName">What others see.</param>
/// <param name="Role">What they may do.</param>
/// <param name="IsLocked">Whether they are locked out now.</param>
/// <param name="IsDisabled">Whether an administrator locked them out for good.</param>
/// <param name="LastSignInAt">When they last signed in, or null.</param>
public sealed record ListedPerson(long Id, string UserName, string DisplayName, string Role, bool IsLocked, bool IsDisabled, DateTimeOffset? LastSignInAt);

/// <summary>Keeps people and their roles; everything that it does is in the audit log.</summary>
/// <param name="scopes">ASP.NET Core Identity, one scope for each piece of work.</param>
/// <param name="audit">The log.</param>
/// <param name="clock">The time.</param>
public sealed class PeopleDirectory(IServiceScopeFactory scopes, AuditLog audit, TimeProvider clock)
{
    /// <summary>The people, by user name.</summary>
    /// <param name="ct">Stops.</param>
    public async Task<IReadOnlyList<ListedPerson>> ListAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<ServerDatabase>();
        var now = clock.GetUtcNow();
        var rows = await database.Users.AsNoTracking().OrderBy(p => p.NormalizedUserName)
            .Select(p => new
            {
                Person = p,
                Roles = database.UserRoles.Where(r => r.UserId == p.Id).Join(database.Roles, r => r.RoleId, r => r.Id, (_, role) => role.Name!).ToList(),
            })
            .ToListAsync(ct);
        return [.. rows.Select(row => new ListedPerson(
            row.Person.Id,
            row.Person.UserName ?? "",
            row.Person.DisplayName,
            Role.All.LastOrDefault(row.Roles.Contains) ?? "",
            row.Person.LockoutEnd > now,
            row.Person.LockoutEnd > now.AddYears(10),
            row.Person.LastSignInAt))];
    }

    /// <summary>Adds somebody.</summary>
    /// <param name="by">Who adds.</param>
    /// <param name="userName">What they sign in with.</param>
    /// <param name="displayName">What others see.</param>
    /// <param name="role">What they may do.</param>
    /// <returns>Their first password, which must be changed at the first sign-in.</returns>
    /// <exception cref="TrabeculaException"><c>account_refused</c>, with the reason.</exception>
    public async Task<string> AddAsync(string by, string userName, string displayName, string role)
    {
        await using var scope = scopes.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var password = FirstAdministrator.NewPassword();
        var person = new Person
        {
            UserName = userName.Trim(),
            DisplayName = FilmAttributes.Plain(displayName, ServerDatabase.LongestText) ?? userName.Trim(),
            MustChangePassword = true,
            CreatedAt = clock.GetUtcNow(),
        };
        Verify(await people.CreateAsync(person, password));
        Verify(await people.AddToRoleAsync(person, role));
        await audit.AddAsync(by, "person_added", person.UserName, role, CancellationToken.None);
        return password;
    }

    /// <summary>Gives somebody another role; their sessions end.</summary>
    /// <param name="by">Who does it.</param>
    /// <param name="id">The person.</param>
    /// <param name="role">The role.</param>
    /// <exception cref="TrabeculaException"><c>last_administrator</c> or <c>account_refused</c>.</exception>
    public Task SetRoleAsync(string by, long id, string role) => ChangeAsync(id, async (people, person) =>
    {
        if (role != Role.Administrator)
            await VerifyOthersAdministerAsync(people, person);
        Verify(await people.RemoveFromRolesAsync(person, await people.GetRolesAsync(person)));
        Verify(await people.AddToRoleAsync(person, role));
        Verify(await people.UpdateSecurityStampAsync(person));
        await audit.AddAsync(by, "role_changed", person.UserName!, role, CancellationToken.None);
    });

    /// <summary>Locks somebody out, or lets them in again; their sessions end.</summary>
    /// <param name="by">Who does it.</param>
    /// <param name="id">The person.</param>
    /// <param name="isEnabled">Whether they may sign in.</param>
    /// <exception cref="TrabeculaException"><c>last_administrator</c> or <c>account_refused</c>.</exception>
    public Task SetEnabledAsync(string by, long id, bool isEnabled) => ChangeAsync(id, async (people, person) =>
    {
        if (!isEnabled)
            await VerifyOthersAdministerAsync(people, person);
        Verify(await people.SetLockoutEndDateAsync(person, isEnabled ? null : DateTimeOffset.MaxValue.AddDays(-2)));
        Verify(await people.ResetAccessFailedCountAsync(person));
        Verify(await people.UpdateSecurityStampAsync(person));
        await audit.AddAsync(by, isEnabled ? "person_enabled" : "person_disabled", person.UserName!, "", CancellationToken.None);
    });

    /// <summary>Gives somebody a new password, which must be changed at the next sign-in; their sessions end.</summary>
    /// <param name="by">Who does it.</param>
    /// <param name="id">The person.</param>
    /// <returns>The password.</returns>
    /// <exception cref="TrabeculaException"><c>account_refused</c>.</exception>
    public async Task<string> ResetPasswordAsync(string by, long id)
    {
        var password = FirstAdministrator.NewPassword();
        await ChangeAsync(id, async (people, person) =>
        {
            person.MustChangePassword = true;
            Verify(await people.ResetPasswordAsync(person, await people.GeneratePasswordResetTokenAsync(person), password));
            Verify(await people.SetLockoutEndDateAsync(person, null));
            await audit.AddAsync(by, "password_reset", person.UserName!, "", CancellationToken.None);
        });
        return password;
    }

    /// <summary>Throws where Identity refused.</summary>
    /// <param name="result">What Identity said.</param>
    /// <exception cref="TrabeculaException"><c>account_refused</c>, with the reason.</exception>
    internal static void Verify(IdentityResult result)
    {
        if (!result.Succeeded)
            throw new TrabeculaException("account_refused", string.Join(' ', result.Errors.Select(error => error.Description)));
    }

    private async Task ChangeAsync(long id, Func<UserManager<Person>, Person, Task> change)
    {
        await using var scope = scopes.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var person = await people.Users.FirstOrDefaultAsync(p => p.Id == id)
            ?? throw new TrabeculaException("account_refused", "There is no such person any more.");
        await change(people, person);
    }

    private static async Task VerifyOthersAdministerAsync(UserManager<Person> people, Person person)
    {
        var administrators = await people.GetUsersInRoleAsync(Role.Administrator);
        if (administrators.Any(p => p.Id == person.Id) && !administrators.Any(p => p.Id != person.Id && !(p.LockoutEnd > DateTimeOffset.UtcNow)))
            throw new TrabeculaException("last_administrator", "Somebody has to remain who may administer: make another administrator first.");
    }
}
