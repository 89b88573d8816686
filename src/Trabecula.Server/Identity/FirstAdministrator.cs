using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Trabecula.Domain;

namespace Trabecula.Server;

/// <summary>Lets the first person in: where there is nobody yet, an administrator is made with a password that is shown once.</summary>
internal static class FirstAdministrator
{
    /// <summary>The user name.</summary>
    public const string UserName = "admin";

    /// <summary>Letters and digits that are not mistaken for each other; 24 of them hold 113 bits.</summary>
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>Makes roles that are missing and, where there is nobody, an administrator.</summary>
    /// <param name="services">The server's services.</param>
    /// <param name="ct">Stops.</param>
    /// <returns>The new administrator's password, or null where there is somebody already.</returns>
    /// <exception cref="TrabeculaException"><c>account_refused</c> where the administrator cannot be made.</exception>
    public static async Task<string?> EnsureAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var roles = scope.ServiceProvider.GetRequiredService<RoleManager<Role>>();
        foreach (var name in Role.All)
        {
            if (!await roles.RoleExistsAsync(name))
                await roles.CreateAsync(new Role { Name = name });
        }

        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        if (await people.Users.AnyAsync(ct))
            return null;
        var password = NewPassword();
        var administrator = new Person
        {
            UserName = UserName,
            DisplayName = "Administrator",
            MustChangePassword = true,
            CreatedAt = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow(),
        };
        PeopleDirectory.Verify(await people.CreateAsync(administrator, password));
        PeopleDirectory.Verify(await people.AddToRoleAsync(administrator, Role.Administrator));
        await scope.ServiceProvider.GetRequiredService<AuditLog>().AddAsync("server", "person_added", UserName, Role.Administrator, ct);
        return password;
    }

    /// <summary>A password that nobody guesses, in groups that can be read aloud: <c>k3fw-9ahn-…</c>.</summary>
    public static string NewPassword() => string.Join('-', Enumerable.Range(0, 6).Select(_ => RandomNumberGenerator.GetString(Letters, 4)));
}
